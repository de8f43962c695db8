/** Renders a refusal as a RESTlet does: code and message, in the format of the request's Content-Type. */
import type { ErrorKey } from "./catalogue.ts";
import { type ErrorReply, wordsOf } from "./error-reply.ts";
import type { Refusal } from "./refusal.ts";
import type { Wording } from "./wording.ts";

/** What the account says to everybody, as RESTlets say it; every other refusal keeps its own words. */
const SAID_INSTEAD: Readonly<Partial<Record<ErrorKey, ErrorKey>>> = {
  "invalid-login": "restlet-login-refused",
  "concurrency-limit": "restlet-over-limit",
};

interface Format {
  readonly contentType: string;
  write(code: string, message: string): string;
}

/** The blanks around the colon are NetSuite's own, seen in a live reply. */
const JSON_FORMAT: Format = {
  contentType: "application/json;charset=utf-8",
  write: (code, message) =>
    `{"error" : {"code" : ${JSON.stringify(code)}, "message" : ${JSON.stringify(message)}}}`,
};

const XML_FORMAT: Format = {
  contentType: "application/xml;charset=utf-8",
  write: (code, message) =>
    `<error><code>${escapeXml(code)}</code><message>${escapeXml(message)}</message></error>`,
};

const TEXT_FORMAT: Format = {
  contentType: "text/plain;charset=utf-8",
  write: (code, message) => `error code: ${code}\nerror message: ${message}`,
};

/** Oracle help section_4634920277; names are case-sensitive (section_4619215993), and no name means text (inferred). */
const FORMATS: Readonly<Record<string, Format>> = {
  "application/json": JSON_FORMAT,
  "application/xml": XML_FORMAT,
};

export function restletError(
  refusal: Refusal,
  requestType: string | undefined,
  wording?: Wording,
): ErrorReply {
  const { status, code, detail } = wordsOf(refusal, wording, SAID_INSTEAD[refusal.key]);
  const [name = ""] = (requestType ?? "").split(";");
  const { contentType, write } = FORMATS[name.trim()] ?? TEXT_FORMAT;
  return { status, code, detail, contentType, body: write(code, detail) };
}

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
