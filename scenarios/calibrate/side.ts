/** One of the two accounts that are compared: the real one, or the emulator's idea of it. Both are asked in the same words. */
import type { AccountAnswer, AccountCall, AccountClient } from "../../integration/index.ts";

export interface Side {
  /** Told of each record before it is made. */
  readonly announce: (recordType: string, externalId: string) => void;
  readonly ask: (call: AccountCall) => Promise<Said>;
  readonly findByField: AccountClient["findByField"];
  /** What everything that is made begins with. */
  readonly mark: string;
}

/** An answer as far as anything can be learnt from it. */
export interface Said {
  /** 0 when there was no answer. */
  readonly status: number;
  /** NetSuite's own words of a refusal; empty otherwise. */
  readonly detail: string;
  /** Where in the body, such as `item.items[0]`. */
  readonly path: string;
  readonly body: unknown;
  readonly location: string;
  readonly ms: number;
}

export function sideOf(
  client: Pick<AccountClient, "call" | "findByField">,
  { mark, announce }: Pick<Side, "mark" | "announce">,
): Side {
  return {
    mark,
    announce,
    findByField: client.findByField,
    ask: async (call) => saidIn(await client.call(call)),
  };
}

/** Without it NetSuite takes a field that it does not know, and drops it (Oracle help, section_156570709583). */
export const STRICT = { "x-netsuite-propertynamevalidation": "error" } as const;

function saidIn(answer: AccountAnswer): Said {
  if (answer.kind === "no-answer")
    return { status: 0, detail: answer.message, path: "", body: null, location: "", ms: answer.ms };
  const body = jsonOf(answer.text);
  const [first] = errorsIn(body);
  return {
    status: answer.status,
    detail: answer.status < 400 ? "" : String(first?.["detail"] ?? `status ${answer.status}`),
    path: String(first?.["o:errorPath"] ?? ""),
    body,
    location: answer.headers["location"] ?? "",
    ms: answer.ms,
  };
}

function errorsIn(body: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof body !== "object" || body === null || !("o:errorDetails" in body)) return [];
  const errors = body["o:errorDetails"];
  return Array.isArray(errors) ? errors : [];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const isTaken = ({ status }: Said): boolean => status >= 200 && status < 300;

/** The labels of "Please enter value(s) for: Department, Class." */
export function missingLabels({ detail }: Said): readonly string[] {
  const [, labels = ""] = /Please enter value\(s\) for: (.+?)\.?$/.exec(detail) ?? [];
  return labels.split(", ").filter((label) => label !== "");
}

/** Of "… more than the maximum number ( 83 ) of characters allowed." */
export function maximumIn({ detail }: Said): number | undefined {
  const [, maximum] = /maximum number \( ?(\d+) ?\) of characters/.exec(detail) ?? [];
  return maximum === undefined ? undefined : Number(maximum);
}
