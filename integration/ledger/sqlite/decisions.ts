/** What people decide about entries of a SQLite ledger: the move and its audit line are one transaction. */
import { requireAccountable } from "../decision.ts";
import type { Decision } from "../entry.ts";
import type { Amendment, DecisionRequest, Ledger, Redaction } from "../ledger.ts";
import { amendingOf, rankOf } from "../sql/values.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { Statements } from "./prepared-statements.ts";

type Write = GroupCommit["submit"];

export function decisionsOver(
  write: Write,
  rows: Statements,
): Pick<Ledger, "rerun" | "discard" | "amend" | "redact"> {
  return {
    rerun: async (request) => {
      const { priority, id, now } = request;
      const act = (): number => rows.run("rerun", rankOf(priority), now, now, id);
      return decide(write, rows, { decision: "rerun", request, act });
    },
    discard: async (request) => {
      const act = (): number => rows.run("discard", request.now, request.id);
      return decide(write, rows, { decision: "discard", request, act });
    },
    amend: (request) => amend(write, rows, request),
    redact: (request) => redact(write, rows, request),
  };
}

interface DecisionMade {
  readonly decision: Decision;
  readonly request: DecisionRequest;
  /** Gives the number of entries it has moved. */
  readonly act: () => number;
}

/** Of two people at once only one finds the entry still dead. */
async function decide(
  write: Write,
  rows: Statements,
  { decision, request, act }: DecisionMade,
): Promise<boolean> {
  requireAccountable(decision, request);
  const { id, by, reason, now } = request;
  return write(() => {
    if (act() !== 1) return false;
    rows.run("insertAudit", id, now, by, decision, reason);
    return true;
  });
}

async function amend(
  write: Write,
  rows: Statements,
  request: DecisionRequest & { readonly amendment: Amendment },
): Promise<boolean> {
  const { id, now, reason } = request;
  const { statement, values, written } = amendingOf(request.amendment);
  const act = (): number => {
    if (statement !== "edit") return rows.run(statement, ...values, now, id);
    return rows.run("edit", ...values, id) === 1 ? rows.run("touch", now, id) : 0;
  };
  const explained = { ...request, reason: reason.trim() === "" ? written : reason };
  return decide(write, rows, { decision: statement, request: explained, act });
}

/** So many in one transaction: others get their turn in between. */
const REDACTED_TOGETHER = 200;

async function redact(write: Write, rows: Statements, request: Redaction): Promise<number> {
  requireAccountable("redact", request);
  const { which, by, reason, now } = request;
  let redacted = 0;
  for (;;) {
    const done = await write(() => {
      const found =
        "key" in which
          ? rows.all("finishedOfKey", which.flow, which.key)
          : rows.all("finishedBefore", which.finishedBefore, REDACTED_TOGETHER);
      for (const { id } of found as { id: number }[]) {
        rows.run("redactEntry", now, now, id);
        rows.run("redactPayload", new Uint8Array(), id);
        rows.run("redactBodies", id);
        rows.run("insertAudit", id, now, by, "redact", reason);
      }
      return found.length;
    });
    redacted += done;
    if (done < REDACTED_TOGETHER) return redacted;
  }
}
