/** POST …/!transform/…: one record becomes another, which the body completes (Oracle help section_157901123882). */
import { accept, type Outcome } from "../../errors/refusal.ts";
import type { WriteRequest } from "../../records/record-writer.ts";
import { transformDraft } from "../../records/transactions/transforms.ts";
import type { ServiceAnswer } from "../service.ts";
import { findRow } from "./read-record.ts";
import type { RecordCall } from "./record-call.ts";
import type { BodyObject } from "./request-body.ts";
import type { RecordRoute } from "./route.ts";
import { doneAnswer, writeChoices } from "./write-record.ts";

export type TransformRoute = Extract<RecordRoute, { kind: "transform" }>;

export function transformRecord(call: RecordCall, route: TransformRoute, body: BodyObject): ServiceAnswer {
  const request = transformRequest(call, route, body);
  const written = request.ok ? call.writer.write(request.value) : request;
  return written.ok
    ? doneAnswer(call, route.toCalled, written.value)
    : { kind: "refused", refusal: written.refusal };
}

export function transformRequest(
  call: RecordCall,
  route: TransformRoute,
  body: BodyObject,
): Outcome<WriteRequest> {
  const { store, rules } = call;
  const source = findRow(store, route.type, route.selector);
  if (!source.ok) return source;
  const draft = transformDraft({ source: source.value, from: route.type, to: route.to, store, rules });
  if (!draft.ok) return draft;
  return accept({ type: route.to, body, draft: draft.value, ...writeChoices(call) });
}
