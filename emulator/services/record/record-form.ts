/** Forms: a record as it would be before it is saved, and the choices of its select fields. Nothing is stored. */
import { accept, type Outcome } from "../../errors/refusal.ts";
import type { Fields } from "../../records/field-value.ts";
import type { RecordType } from "../../records/record-type.ts";
import type { ServiceAnswer } from "../service.ts";
import { findRow, representDraft } from "./read-record.ts";
import type { RecordCall } from "./record-call.ts";
import type { BodyObject } from "./request-body.ts";
import { selectOptions } from "./select-options.ts";
import { transformRequest } from "./transform-record.ts";
import { writeChoices } from "./write-record.ts";

export type FormKind = "create-form" | "edit-form" | "select-options";

/** What `Accept` asks for (Oracle help article_1217103046, article_0115100241); anything else is ignored. */
export function formOf({ request, route }: Pick<RecordCall, "request" | "route">): FormKind | undefined {
  const [, asked] =
    /;\s*type\s*=\s*"?(create-form|edit-form|select-options)\b/i.exec(request.headers["accept"] ?? "") ?? [];
  if (asked === undefined) return undefined;
  return FORMS[`${request.method} ${route.kind}`]?.find((form) => form === asked.toLowerCase());
}

const FORMS: Readonly<Record<string, readonly FormKind[]>> = {
  "POST collection": ["create-form", "select-options"],
  "POST transform": ["create-form", "select-options"],
  "PATCH instance": ["edit-form", "select-options"],
};

interface Form {
  readonly type: RecordType;
  readonly rel: "create" | "edit" | "transform";
  readonly record: Fields;
}

export function openForm(call: RecordCall, kind: FormKind, body: BodyObject): ServiceAnswer {
  const form = filledForm(call, body);
  if (!form.ok) return { kind: "refused", refusal: form.refusal };
  const content =
    kind === "select-options"
      ? selectOptions({ ...form.value, url: call.url, store: call.store })
      : formContent(call, form.value);
  if (!content.ok) return { kind: "refused", refusal: content.refusal };
  return { kind: "content", shape: "singular", content: content.value };
}

function filledForm(call: RecordCall, body: BodyObject): Outcome<Form> {
  const { route, store, writer } = call;
  if (route.kind === "transform") {
    const request = transformRequest(call, route, body);
    const record = request.ok ? writer.fillIn(request.value) : request;
    return record.ok ? accept({ type: route.to, rel: "transform", record: record.value }) : record;
  }
  const request = { type: route.type, body, ...writeChoices(call) };
  if (route.kind !== "instance") {
    const record = writer.fillIn(request);
    return record.ok
      ? accept({ type: route.type, rel: "create", record: withoutNumber(record.value) })
      : record;
  }
  const row = findRow(store, route.type, route.selector);
  const record = row.ok ? writer.fillIn({ ...request, existing: row.value }) : row;
  return record.ok ? accept({ type: route.type, rel: "edit", record: record.value }) : record;
}

/** A number is given when the record is saved. */
function withoutNumber({ tranId: _, ...record }: Fields): Fields {
  return record;
}

const MEDIA_TYPE = "application/vnd.oracle.resource+json; type=singular";

function formContent(
  { url, store, quirks, request }: RecordCall,
  { type, rel, record }: Form,
): Outcome<unknown> {
  const href = `${url.origin}${url.pathname}`;
  const shown = representDraft({ type, fields: record, url, store, quirks });
  return accept({ links: [{ rel, href, method: request.method, mediaType: MEDIA_TYPE }], ...shown });
}
