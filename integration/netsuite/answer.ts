/** Reads what NetSuite put into an answer: error details, an internal id, a list of hits. */
import { z } from "zod";
import type { HttpAnswer } from "../http/transport.ts";
import type { FoundRecord } from "./netsuite.ts";

const errorDetail = z.object({
  detail: z.string().optional(),
  "o:errorCode": z.string().optional(),
  /** Where in the request body: `item.items[0].item`. */
  "o:errorPath": z.string().optional(),
});

/** The record service (Oracle help, section_156570709583), with the RESTlet's form as a second reading. */
const errorBody = z.object({ "o:errorDetails": z.array(errorDetail).min(1) });
const restletErrorBody = z.object({ error: z.object({ code: z.string(), message: z.string().optional() }) });
/** Some answers of the concurrency governor carry the code at the top only. */
const bareErrorBody = z.object({
  "o:errorCode": z.string(),
  detail: z.string().optional(),
  title: z.string().optional(),
});

const singular = z.object({ id: z.string().or(z.number()) });
const record = z.looseObject({ id: singular.shape.id });
const collection = z.object({ items: z.array(singular) });

export interface ErrorDetails {
  readonly code: string;
  /** All details, whole, one after the other. */
  readonly message: string;
  readonly path?: string;
}

/** A SuiteScript error as a script may hand it out whole. */
const scriptErrorBody = z.object({
  type: z.literal("error.SuiteScriptError"),
  name: z.string(),
  message: z.string(),
});

/** A RESTlet answers in the form in which it was asked: its errors are JSON, XML or text (Oracle help, section_4634920277). */
const XML_ERROR = /<error>\s*<code>(?<code>[^<]+)<\/code>\s*<message>(?<message>[^<]*)<\/message>/;
const TEXT_ERROR = /^error code: (?<code>\S+)\s*\nerror message: (?<message>[\s\S]*)$/;

/** null when the body is not one of NetSuite's error bodies: a proxy's page, a maintenance page, nothing. */
export function errorDetailsIn(answer: HttpAnswer): ErrorDetails | null {
  const json = jsonIn(answer);
  return json === undefined ? errorInText(answer.text) : errorInJson(json);
}

function errorInText(text: string): ErrorDetails | null {
  const { code, message } = (XML_ERROR.exec(text) ?? TEXT_ERROR.exec(text))?.groups ?? {};
  return code === undefined ? null : { code, message: message?.trim() || code };
}

function errorInJson(json: unknown): ErrorDetails | null {
  const record = errorBody.safeParse(json);
  if (record.success) return firstOf(record.data["o:errorDetails"]);
  const restlet = restletErrorBody.safeParse(json);
  if (restlet.success)
    return { code: restlet.data.error.code, message: restlet.data.error.message ?? restlet.data.error.code };
  const script = scriptErrorBody.safeParse(json);
  if (script.success) return { code: script.data.name, message: script.data.message };
  const bare = bareErrorBody.safeParse(json);
  if (!bare.success) return null;
  const code = bare.data["o:errorCode"];
  return { code, message: bare.data.detail ?? bare.data.title ?? code };
}

function firstOf(details: readonly z.infer<typeof errorDetail>[]): ErrorDetails {
  const code = details.find((each) => each["o:errorCode"] !== undefined)?.["o:errorCode"] ?? "UNNAMED_ERROR";
  const path = details.find((each) => each["o:errorPath"] !== undefined)?.["o:errorPath"];
  const message = details.flatMap(({ detail }) => detail ?? []).join(" ") || code;
  return { code, message, ...(path === undefined ? {} : { path }) };
}

/** The internal id is the last segment of Location, also after an update (Oracle help, section_1545142173). */
export function internalIdInLocation(answer: HttpAnswer): string | null {
  const location = answer.headers["location"]?.split(/[?#]/)[0];
  return /\/(-?\d+)\/?$/.exec(location ?? "")?.[1] ?? null;
}

export function recordIn(answer: HttpAnswer): FoundRecord | null {
  const parsed = record.safeParse(jsonIn(answer));
  return parsed.success ? { internalId: String(parsed.data.id), fields: parsed.data } : null;
}

export function internalIdsIn(answer: HttpAnswer): readonly string[] | null {
  const parsed = collection.safeParse(jsonIn(answer));
  return parsed.success ? parsed.data.items.map(({ id }) => String(id)) : null;
}

/** undefined when it is no JSON. The plain parser is safe: internal ids are short strings. */
export function jsonIn(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.text);
  } catch {
    return undefined;
  }
}
