/** `/admin/v1/entries/{number}`: everything about one entry, and decisions about it. */
import { type Response, Router } from "express";
import { z } from "zod";
import type { DeadLetterDesk, Decided } from "../dlq/dead-letter-desk.ts";
import type { LeftOut } from "../dlq/rerun.ts";
import { readQuery } from "./dead-letter-query.ts";
import { ProblemError } from "./problem.ts";

const entryNumber = z.coerce.number().int().min(1);
const by = z.string().min(1);
const decision = z.strictObject({ by, reason: z.string().min(1) });
const bodies = {
  rerun: decision,
  discard: decision,
  /** The order as text, so that no digit of it is lost. */
  edit: decision.extend({ order: z.string().min(1) }),
  resolve: decision.extend({ recordType: z.string(), internalId: z.string() }),
  assign: z.strictObject({ by, assignee: z.string().min(1).nullable() }),
  note: z.strictObject({ by, note: z.string().min(1) }),
  tags: z.strictObject({ by, tags: z.array(z.string().min(1)) }),
} as const;

export function entryRoutes(desk: DeadLetterDesk): Router {
  const router = Router();
  router.get("/:entry", async (request, response) => {
    const id = entryNumber.parse(request.params.entry);
    const file = await desk.show(id, readQuery(request.query).showing);
    if (file === undefined) throw notDone({ entry: id, why: "not found" });
    response.json(file);
  });

  /** One kind of decision: its body is checked, and what became of it answered. */
  function decide<K extends keyof typeof bodies>(
    kind: K,
    act: (id: number, body: z.output<(typeof bodies)[K]>) => Promise<Decided>,
  ): void {
    router.post(`/:entry/${kind}`, async (request, response) => {
      const id = entryNumber.parse(request.params["entry"]);
      const body = bodies[kind].parse(request.body) as z.output<(typeof bodies)[K]>;
      answer(response, await act(id, body));
    });
  }

  decide("rerun", async (id, body) => {
    const { entries, leftOut } = await desk.rerun({ which: { id }, ...body });
    const [first] = leftOut;
    return first === undefined || entries.length > 0 ? { entry: id, done: true } : { done: false, ...first };
  });
  decide("discard", (id, body) => desk.discard({ id, ...body }));
  decide("edit", (id, { order, ...body }) =>
    desk.edit({ id, ...body, bytes: new TextEncoder().encode(order) }),
  );
  decide("resolve", (id, body) => desk.resolve({ id, ...body }));
  decide("assign", (id, { assignee, ...body }) =>
    desk.write({ id, ...body, beside: { kind: "assign", assignee } }),
  );
  decide("note", (id, { note, ...body }) => desk.write({ id, ...body, beside: { kind: "note", note } }));
  decide("tags", (id, { tags, ...body }) => desk.write({ id, ...body, beside: { kind: "tag", tags } }));
  return router;
}

function answer(response: Response, decided: Decided): void {
  if (!decided.done) throw notDone(decided);
  response.json(decided);
}

function notDone({ entry, why, earlier }: LeftOut): ProblemError {
  if (why === "not found")
    return new ProblemError({ status: 404, code: "ENTRY_NOT_FOUND", title: `There is no entry ${entry}` });
  return new ProblemError({
    status: 409,
    code: "NOT_DEAD",
    title: `Entry ${entry} is not a dead letter (any more); nothing was changed`,
    ...(earlier === undefined
      ? {}
      : { detail: `${earlier.by} decided on ${earlier.decision}: ${earlier.reason}`, more: { earlier } }),
  });
}
