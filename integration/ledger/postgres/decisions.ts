/** What people decide about entries of a PostgreSQL ledger: the move and its audit line are one transaction. */
import { requireAccountable } from "../decision.ts";
import type { Decision } from "../entry.ts";
import type { Amendment, DecisionRequest, Ledger, Redaction } from "../ledger.ts";
import type { SqlValue } from "../sql/sql-value.ts";
import { amendingOf, rankOf } from "../sql/values.ts";
import { type Rows, storable } from "./connection.ts";
import { named } from "./named-statements.ts";

type InTransaction = <T>(work: (rows: Rows) => Promise<T>) => Promise<T>;

export function decisionsOver(
  inTransaction: InTransaction,
): Pick<Ledger, "rerun" | "discard" | "amend" | "redact"> {
  return {
    rerun: async (request) => {
      const { priority, id, now } = request;
      return decide(inTransaction, { decision: "rerun", request, values: [rankOf(priority), now, now, id] });
    },
    discard: async (request) =>
      decide(inTransaction, { decision: "discard", request, values: [request.now, request.id] }),
    amend: (request) => amend(inTransaction, request),
    redact: (request) => redact(inTransaction, request),
  };
}

interface DecisionMade {
  readonly decision: Exclude<Decision, "redact">;
  readonly request: DecisionRequest;
  readonly values: readonly SqlValue[];
}

/** Of two people at once only one finds the entry still dead. */
async function decide(
  inTransaction: InTransaction,
  { decision, request, values }: DecisionMade,
): Promise<boolean> {
  requireAccountable(decision, request);
  const { id, by, reason, now } = request;
  return inTransaction(async (rows) => {
    if ((await rows.run(named(decision), storable(values))) !== 1) return false;
    if (decision === "edit") await rows.run(named("touch"), [now, id]);
    await rows.run(named("insertAudit"), storable([id, now, by, decision, reason]));
    return true;
  });
}

async function amend(
  inTransaction: InTransaction,
  request: DecisionRequest & { readonly amendment: Amendment },
): Promise<boolean> {
  const { id, now, reason } = request;
  const { statement, values, written } = amendingOf(request.amendment);
  return decide(inTransaction, {
    decision: statement,
    request: { ...request, reason: reason.trim() === "" ? written : reason },
    values: statement === "edit" ? [...values, id] : [...values, now, id],
  });
}

/** So many in one transaction: others get their turn in between. */
const REDACTED_TOGETHER = 200;

async function redact(inTransaction: InTransaction, request: Redaction): Promise<number> {
  requireAccountable("redact", request);
  const { which, by, reason, now } = request;
  let redacted = 0;
  for (;;) {
    const done = await inTransaction(async (rows) => {
      const found =
        "key" in which
          ? await rows.all(named("finishedOfKey"), [which.flow, which.key])
          : await rows.all(named("finishedBefore"), [which.finishedBefore, REDACTED_TOGETHER]);
      for (const { id } of found as { id: number }[]) {
        await rows.run(named("redactEntry"), [now, now, id]);
        await rows.run(named("redactPayload"), [Buffer.alloc(0), id]);
        await rows.run(named("redactBodies"), [id]);
        await rows.run(named("insertAudit"), storable([id, now, by, "redact", reason]));
      }
      return found.length;
    });
    redacted += done;
    if (done < REDACTED_TOGETHER) return redacted;
  }
}
