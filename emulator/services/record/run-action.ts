/** POST …/@action: 200 with a result (Oracle help section_156631158782). */
import { actionChanges } from "../../records/transactions/record-actions.ts";
import type { ServiceAnswer } from "../service.ts";
import { findRow } from "./read-record.ts";
import type { RecordCall } from "./record-call.ts";
import type { RecordRoute } from "./route.ts";

export type ActionRoute = Extract<RecordRoute, { kind: "action" }>;

export function runAction({ store, writer, rules }: RecordCall, route: ActionRoute): ServiceAnswer {
  const row = findRow(store, route.type, route.selector);
  if (!row.ok) return { kind: "refused", refusal: row.refusal };
  const set = actionChanges(row.value, route.action, rules);
  if (!set.ok) return { kind: "refused", refusal: { ...set.refusal, url: route.path } };
  const written = writer.write({ type: route.type, body: {}, existing: row.value, set: set.value });
  if (!written.ok) return { kind: "refused", refusal: written.refusal };
  const content = { links: [], result: true };
  return { kind: "content", shape: "singular", content, internalId: row.value.id };
}
