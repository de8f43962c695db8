/** Renders a refusal as the problem document of SuiteTalk REST. */
import { STATUS_CODES } from "node:http";
import { ERROR_CATALOGUE } from "./catalogue.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import type { Refusal } from "./refusal.ts";

const RFC9110 = "https://www.rfc-editor.org/rfc/rfc9110.html#section-";

/** Live replies of 2026 show the 400 and 404 forms; the others follow the same document (inferred). */
const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
  400: `${RFC9110}15.5.1`,
  401: `${RFC9110}15.5.2`,
  403: `${RFC9110}15.5.4`,
  404: `${RFC9110}15.5.5`,
  405: `${RFC9110}15.5.6`,
  413: `${RFC9110}15.5.14`,
  415: `${RFC9110}15.5.16`,
  429: "https://www.rfc-editor.org/rfc/rfc6585.html#section-4",
  500: `${RFC9110}15.6.1`,
  503: `${RFC9110}15.6.4`,
};

export interface ErrorReply {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly body: string;
}

export function errorReply(refusal: Refusal, status?: number): ErrorReply {
  const entry: CatalogueEntry = ERROR_CATALOGUE[refusal.key];
  const answered = status ?? entry.status;
  const detail = fill(entry.text, refusal.values ?? {});
  const body = JSON.stringify({
    type: TYPE_BY_STATUS[answered] ?? "about:blank",
    title: STATUS_CODES[answered] ?? "Error",
    status: answered,
    "o:errorDetails": [
      {
        detail,
        ...(refusal.path === undefined ? {} : { "o:errorPath": refusal.path }),
        ...(refusal.queryParameter === undefined ? {} : { "o:errorQueryParam": refusal.queryParameter }),
        ...(refusal.url === undefined ? {} : { "o:errorUrl": refusal.url }),
        "o:errorCode": entry.code,
      },
    ],
  });
  return { status: answered, code: entry.code, detail, body };
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (mark, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : mark,
  );
}
