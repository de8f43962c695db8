/** Turns whatever came back from NetSuite, or did not, into one failure. Pure. */
import type { Failure } from "../failure.ts";
import type { HttpAnswer, HttpOutcome, NoAnswer } from "../http/transport.ts";
import { type ErrorDetails, errorDetailsIn } from "./answer.ts";
import { CODES, ENDED_HALF_WAY, STATUSES } from "./netsuite-codes.ts";
import { NETSUITE_TEXTS, type NetSuiteText } from "./netsuite-texts.ts";
import { TRANSLATIONS } from "./netsuite-translations.ts";

export interface CallOutcome {
  /** After a write that was sent, silence means "unknown"; after a read it only means "ask again". */
  readonly operation: "read" | "write";
  readonly outcome: HttpOutcome;
  /** Names the field in the failure: `salesOrder.item[2].item`. */
  readonly recordType?: string;
}

type Verdict = Pick<Failure, "class" | "code" | "message" | "advice"> &
  Partial<Pick<Failure, "field" | "value">>;

const TIMED_OUT = new Set([
  "TIMEOUT",
  "AbortError",
  "UND_ERR_ABORTED",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "ETIMEDOUT",
]);
const RESET = new Set([
  "ECONNRESET",
  "EPIPE",
  "UND_ERR_SOCKET",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
  "HPE_INVALID_EOF_STATE",
]);

const LOOK_UP_FIRST =
  "NetSuite is asked by external id before anything is sent again; nothing to do unless this persists.";
const TRY_AGAIN = "The call is tried again; if this persists, check the network and status.netsuite.com.";

export function classify(call: CallOutcome): Failure {
  return call.outcome.kind === "no-answer"
    ? classifySilence(call, call.outcome)
    : classifyAnswer(call, call.outcome);
}

/** For an answer that looks like a success and cannot be read: a maintenance page with status 200, a 204 without a Location. */
export function classifyUnreadable(
  call: Omit<CallOutcome, "outcome"> & { readonly outcome: HttpAnswer },
): Failure {
  const { status, text } = call.outcome;
  const what = isHtml(call.outcome) ? "an HTML page" : "something that cannot be read";
  return {
    ...unsettled(call.operation),
    code: isHtml(call.outcome) ? "HTML_ANSWER" : "UNREADABLE_ANSWER",
    message: `NetSuite answered ${status} with ${what}: ${excerpt(text)}`,
  };
}

function classifySilence(call: CallOutcome, { code, message, sent }: NoAnswer): Failure {
  if (!sent) {
    return {
      class: "transient",
      code: "NOT_CONNECTED",
      message: `NetSuite cannot be reached: ${message} (${code})`,
      advice: TRY_AGAIN,
    };
  }
  const ours = TIMED_OUT.has(code) ? "TIMEOUT" : RESET.has(code) ? "CONNECTION_RESET" : "NO_ANSWER";
  return {
    ...unsettled(call.operation),
    code: ours,
    message: `No answer from NetSuite: ${message} (${code})`,
  };
}

function classifyAnswer(call: CallOutcome, answer: HttpAnswer): Failure {
  if (answer.status < 300) return classifyUnreadable({ ...call, outcome: answer });
  const details = errorDetailsIn(answer);
  if (answer.status >= 500) {
    // In trouble a server cannot say whether it has written.
    const code = details?.code ?? `HTTP_${answer.status}`;
    return { ...unsettled(call.operation), code, message: details?.message ?? httpMessage(answer) };
  }
  if (details === null && !SPEAK_FOR_NETSUITE.has(answer.status)) {
    return {
      class: "transient",
      advice: TRY_AGAIN,
      code: `HTTP_${answer.status}`,
      message: httpMessage(answer),
    };
  }
  const verdict =
    details === null
      ? verdictOfStatus(answer, `HTTP_${answer.status}`, httpMessage(answer))
      : verdictOfDetails(call, answer, details);
  const field = fieldOf(call.recordType, details?.path, verdict.field);
  const retryAfterMs = retryAfterIn(answer);
  return {
    ...verdict,
    ...(field === undefined ? {} : { field }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

/** Without NetSuite's own words a proxy or a gateway may have answered; these mean the same whoever says them. */
const SPEAK_FOR_NETSUITE: ReadonlySet<number> = new Set([401, 403, 413, 415, 429]);

function verdictOfDetails({ operation }: CallOutcome, answer: HttpAnswer, details: ErrorDetails): Verdict {
  const { code, message } = details;
  if (ENDED_HALF_WAY.has(code)) return { ...unsettled(operation), code, message };
  const rule = CODES[code];
  if (rule !== undefined) return { ...rule, code, message };
  return verdictOfText(message) ?? verdictOfName(details) ?? verdictOfStatus(answer, code, message);
}

function verdictOfText(message: string): Verdict | null {
  for (const { row, pattern } of PATTERNS) {
    const match = pattern.exec(message);
    if (match !== null) return verdictOfRow(row, message, match.groups);
  }
  return null;
}

/** English before its translations, special texts before general ones. */
const PATTERNS: readonly { readonly row: NetSuiteText; readonly pattern: RegExp }[] = [
  ...NETSUITE_TEXTS.map((row) => ({ row, pattern: row.pattern })),
  ...TRANSLATIONS.flatMap(({ code, pattern }) => {
    const row = NETSUITE_TEXTS.find((each) => each.code === code);
    return row === undefined ? [] : [{ row, pattern }];
  }),
];

/** A text that nobody has seen yet, under a name that says enough: RESTlets have it, REST seldom. */
function verdictOfName({ code, message }: ErrorDetails): Verdict | null {
  if (SAY_NOTHING.has(code)) return null;
  const row = NETSUITE_TEXTS.find((each) => each.code === code || each.alsoCalled?.includes(code) === true);
  return row === undefined ? null : verdictOfRow(row, message, undefined);
}

/** Almost every refusal on REST has one of these. */
const SAY_NOTHING: ReadonlySet<string> = new Set(["USER_ERROR", "INVALID_CONTENT", "UNNAMED_ERROR"]);

function verdictOfRow(
  { code, advice, class: failureClass }: NetSuiteText,
  message: string,
  groups: Readonly<Record<string, string>> | undefined,
): Verdict {
  const { field, value } = groups ?? {};
  return {
    class: failureClass,
    code,
    message,
    advice: advice.replace(/\{(\w+)\}/g, (_, name: string) => groups?.[name] ?? UNNAMED[name] ?? name),
    ...(field === undefined ? {} : { field }),
    ...(value === undefined ? {} : { value }),
  };
}

/** What stands in the advice for something that the text does not name. */
const UNNAMED: Readonly<Record<string, string>> = {
  field: "the field that NetSuite names",
  value: "this value",
  limit: "the allowed number of",
};

function verdictOfStatus({ status }: HttpAnswer, code: string, message: string): Verdict {
  const row = STATUSES.find(({ from, to }) => status >= from && status <= to);
  const rule = row?.rule ?? { class: "transient" as const, advice: TRY_AGAIN };
  return { ...rule, code, message };
}

function unsettled(operation: CallOutcome["operation"]): Pick<Failure, "class" | "advice"> {
  return operation === "write"
    ? { class: "unknown-outcome", advice: LOOK_UP_FIRST }
    : { class: "transient", advice: TRY_AGAIN };
}

/** NetSuite counts lines from 0 in `item.items[0].item`; people count from 1 and say `salesOrder.item[1].item`. */
function fieldOf(
  recordType: string | undefined,
  path: string | undefined,
  named: string | undefined,
): string | undefined {
  const place = path?.replace(/\.items\[(\d+)\]/g, (_, index: string) => `[${Number(index) + 1}]`);
  const field = place === undefined || place === "" ? named : withField(place, named);
  if (field === undefined || recordType === undefined) return field;
  return `${recordType}.${field}`;
}

/** The path often ends at the line and only the text names the field (observed 2026: `expense.items[2]`, customer). */
function withField(place: string, named: string | undefined): string {
  return place.endsWith("]") && named !== undefined && /^\w+$/.test(named) ? `${place}.${named}` : place;
}

function retryAfterIn(answer: HttpAnswer): number | undefined {
  const seconds = answer.headers["retry-after"]?.trim();
  return seconds !== undefined && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}

function isHtml({ headers, text }: HttpAnswer): boolean {
  return /\bhtml\b/i.test(headers["content-type"] ?? "") || /^\s*<(?:!doctype|html)/i.test(text);
}

function httpMessage(answer: HttpAnswer): string {
  return `NetSuite answered ${answer.status}: ${excerpt(answer.text)}`;
}

function excerpt(text: string): string {
  const plain = text
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return plain === "" ? "(no text)" : plain.slice(0, 300);
}
