/** Renders a refusal as the problem document of SuiteTalk REST. */
import { STATUS_CODES } from "node:http";
import type { Quirks } from "../quirks.ts";
import { type ErrorReply, wordsOf } from "./error-reply.ts";
import type { Refusal } from "./refusal.ts";
import { DEFAULT_WORDING, type Wording } from "./wording.ts";

const RFC9110 = "https://www.rfc-editor.org/rfc/rfc9110.html#section-";

/** Live replies of 2026 show the 400 and 404 forms; the others follow the same document (inferred). */
const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
  400: `${RFC9110}15.5.1`,
  401: `${RFC9110}15.5.2`,
  403: `${RFC9110}15.5.4`,
  404: `${RFC9110}15.5.5`,
  405: `${RFC9110}15.5.6`,
  408: `${RFC9110}15.5.9`,
  409: `${RFC9110}15.5.10`,
  413: `${RFC9110}15.5.14`,
  415: `${RFC9110}15.5.16`,
  429: "https://www.rfc-editor.org/rfc/rfc6585.html#section-4",
  431: "https://www.rfc-editor.org/rfc/rfc6585.html#section-5",
  500: `${RFC9110}15.6.1`,
  503: `${RFC9110}15.6.4`,
};

const W3C = "https://www.w3.org/Protocols/rfc2616/rfc2616-sec10.html";

/** Recorded until 2023 for 400 and 401, printed in the help for the others; 429 and 500 stand there without a section. */
const W3C_SECTION: Readonly<Record<number, string>> = {
  400: "#sec10.4.1",
  401: "#sec10.4.2",
  403: "#sec10.4.4",
  404: "#sec10.4.5",
  405: "#sec10.4.6",
  409: "#sec10.4.10",
  413: "#sec10.4.14",
  415: "#sec10.4.16",
  503: "#sec10.5.4",
};

export const PROBLEM_TYPE = "application/vnd.oracle.resource+json; type=error; charset=UTF-8";

export function problemDocument(refusal: Refusal, wording: Wording = DEFAULT_WORDING): ErrorReply {
  const { quirks } = wording;
  const { status, code, detail, describedAs, title, outerCode, path } = wordsOf(refusal, wording);
  const body = JSON.stringify({
    type: typeOf(describedAs, quirks),
    title: title ?? STATUS_CODES[describedAs] ?? "Error",
    status,
    ...(outerCode === undefined ? {} : { "o:errorCode": outerCode }),
    "o:errorDetails": [
      {
        detail,
        ...(path === undefined ? {} : { "o:errorPath": path }),
        ...(refusal.queryParameter === undefined ? {} : { "o:errorQueryParam": refusal.queryParameter }),
        ...(refusal.header === undefined ? {} : { "o:errorHeader": refusal.header }),
        ...(refusal.url === undefined ? {} : { [quirks.errorUrlName]: refusal.url }),
        "o:errorCode": code,
      },
    ],
  });
  return { status, code, detail, body, contentType: PROBLEM_TYPE };
}

const typeOf = (status: number, { errorTypeUri }: Quirks): string =>
  errorTypeUri === "w3c" ? `${W3C}${W3C_SECTION[status] ?? ""}` : (TYPE_BY_STATUS[status] ?? "about:blank");
