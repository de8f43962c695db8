/** Renders a refusal as the problem document of SuiteTalk REST. */
import { STATUS_CODES } from "node:http";
import { type ErrorReply, wordsOf } from "./error-reply.ts";
import type { Refusal } from "./refusal.ts";

const RFC9110 = "https://www.rfc-editor.org/rfc/rfc9110.html#section-";

/** Live replies of 2026 show the 400 and 404 forms; the others follow the same document (inferred). */
const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
  400: `${RFC9110}15.5.1`,
  401: `${RFC9110}15.5.2`,
  403: `${RFC9110}15.5.4`,
  404: `${RFC9110}15.5.5`,
  405: `${RFC9110}15.5.6`,
  409: `${RFC9110}15.5.10`,
  413: `${RFC9110}15.5.14`,
  415: `${RFC9110}15.5.16`,
  429: "https://www.rfc-editor.org/rfc/rfc6585.html#section-4",
  500: `${RFC9110}15.6.1`,
  503: `${RFC9110}15.6.4`,
};

export const PROBLEM_TYPE = "application/vnd.oracle.resource+json; type=error; charset=UTF-8";

export function problemDocument(refusal: Refusal): ErrorReply {
  const { status, code, detail, describedAs } = wordsOf(refusal);
  const body = JSON.stringify({
    type: TYPE_BY_STATUS[describedAs] ?? "about:blank",
    title: STATUS_CODES[describedAs] ?? "Error",
    status,
    "o:errorDetails": [
      {
        detail,
        ...(refusal.path === undefined ? {} : { "o:errorPath": refusal.path }),
        ...(refusal.queryParameter === undefined ? {} : { "o:errorQueryParam": refusal.queryParameter }),
        ...(refusal.header === undefined ? {} : { "o:errorHeader": refusal.header }),
        ...(refusal.url === undefined ? {} : { "o:errorUrl": refusal.url }),
        "o:errorCode": code,
      },
    ],
  });
  return { status, code, detail, body, contentType: PROBLEM_TYPE };
}
