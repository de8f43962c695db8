/** How bodies go in and out of a RESTlet, by the request's Content-Type: Oracle help section_4619215993. */
import { accept, type Outcome, type Refusal, refuse } from "../../errors/refusal.ts";
import type { EngineRequest } from "../../exchange/exchange.ts";
import type { ServiceAnswer } from "../service.ts";
import type { ScriptOutcome } from "./script-run.ts";

interface ContentFormat {
  readonly contentType: string;
  /** What a script is told to return when it returned something else. */
  readonly wanted: string;
  /** Scripts may return objects. */
  readonly takesObjects: boolean;
  read(text: string): Outcome<unknown>;
}

const asText = (text: string): Outcome<unknown> => accept(text);

const TEXT: ContentFormat = {
  contentType: "text/plain;charset=utf-8",
  wanted: "text",
  takesObjects: false,
  read: asText,
};

/** Written exactly so: the names are case-sensitive. */
const FORMATS: ReadonlyMap<string, ContentFormat> = new Map([
  [
    "application/json",
    {
      contentType: "application/json;charset=utf-8",
      wanted: "a JavaScript object",
      takesObjects: true,
      read: readJson,
    },
  ],
  [
    "application/xml",
    { contentType: "application/xml;charset=utf-8", wanted: "XML", takesObjects: false, read: asText },
  ],
  ["text/plain", TEXT],
]);

/** Undefined for a type that RESTlets do not take. */
function formatOf({ headers }: EngineRequest): ContentFormat | undefined {
  const [name = ""] = (headers["content-type"] ?? "").split(";");
  return FORMATS.get(name.trim());
}

/** Without a body the answer is plain text, unless the caller names another type all the same. */
export const replyFormat = (request: EngineRequest): ContentFormat => formatOf(request) ?? TEXT;

/** Guaranteed in either direction (Oracle help section_4640094112). */
const MAX_BYTES = 10 * 1024 * 1024;

/** The argument of post and put. */
export function readBody(request: EngineRequest): Outcome<unknown> {
  const format = formatOf(request);
  if (format === undefined) return refuse({ key: "restlet-content-type" });
  if (request.body.byteLength > MAX_BYTES) return refuse(tooLarge("input"));
  try {
    return format.read(new TextDecoder("utf-8", { fatal: true }).decode(request.body));
  } catch {
    return refuse({ key: "restlet-request-malformed" });
  }
}

function readJson(text: string): Outcome<unknown> {
  return accept(JSON.parse(text));
}

const tooLarge = (direction: string): Refusal => ({ key: "restlet-too-large", values: { direction } });

/** What a script returned, as the caller gets it. */
export function writtenAnswer(
  outcome: ScriptOutcome & { kind: "returned" },
  request: EngineRequest,
): ServiceAnswer {
  const format = replyFormat(request);
  const { form, text } = outcome;
  if (form === "unwritable" || (form === "object" && !format.takesObjects)) {
    const refusal: Refusal = { key: "restlet-return-format", values: { format: format.wanted } };
    return { kind: "refused", refusal };
  }
  if (Buffer.byteLength(text) > MAX_BYTES) return { kind: "refused", refusal: tooLarge("output") };
  const contentType = headerValue(outcome.contentType) ?? format.contentType;
  return { kind: "written", contentType, body: text };
}

/** A script's own Content-Type, without what no header can carry. */
const headerValue = (text: string | undefined): string | undefined =>
  text?.replace(/[^\x20-\x7e]/g, "").slice(0, 200);
