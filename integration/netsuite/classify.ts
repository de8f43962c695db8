/** Turns whatever came back from NetSuite, or did not, into one failure. Pure. */
import type { Failure, FailureClass } from "../failure.ts";
import type { HttpAnswer, HttpOutcome, NoAnswer } from "../http/transport.ts";
import { type ErrorDetails, errorDetailsIn } from "./answer.ts";
import { NETSUITE_TEXTS } from "./netsuite-texts.ts";

export interface CallOutcome {
  /** After a write that was sent, silence means "unknown"; after a read it only means "ask again". */
  readonly operation: "read" | "write";
  readonly outcome: HttpOutcome;
  /** Names the field in the failure: `salesOrder.item[2].item`. */
  readonly recordType?: string;
}

type Verdict = Pick<Failure, "class" | "code" | "message" | "advice"> &
  Partial<Pick<Failure, "field" | "value">>;

interface CodeRule {
  readonly class: FailureClass;
  readonly advice: string;
}

/** NetSuite's codes that say enough by themselves; they count before any text and any status. */
const CODES: Readonly<Record<string, CodeRule>> = {
  CONCURRENCY_LIMIT_EXCEEDED: {
    class: "throttled",
    advice: "Wait: the call is sent again when a slot is free.",
  },
  // RESTlets answer 400 with this code instead of 429 (Oracle help, bridgehead_1525252812).
  SSS_REQUEST_LIMIT_EXCEEDED: {
    class: "throttled",
    advice: "Wait: the call is sent again when a slot is free.",
  },
  INVALID_LOGIN: {
    class: "credentials",
    advice:
      "Open Setup > Users/Roles > User Management > View Login Audit Trail in NetSuite, correct the token or the role it names; the entries wait until then.",
  },
  INVALID_LOGIN_ATTEMPT: {
    class: "credentials",
    advice:
      "Open the Login Audit Trail in NetSuite, correct the token or the role it names; the entries wait until then.",
  },
  // Ours, for what the token endpoint of OAuth 2.0 answers with 4xx.
  OAUTH2_REFUSED: {
    class: "credentials",
    advice:
      "Check Setup > Integration > OAuth 2.0 Client Credentials Setup in NetSuite: the certificate may be revoked, expired or of another account; the entries wait until then.",
  },
  UNEXPECTED_ERROR: {
    class: "transient",
    advice:
      "NetSuite failed by itself and the call is tried again; if this persists, give the error id to Oracle's support.",
  },
};

const STATUSES: readonly { readonly from: number; readonly to: number; readonly rule: CodeRule }[] = [
  {
    from: 429,
    to: 429,
    rule: { class: "throttled", advice: "Wait: the call is sent again when a slot is free." },
  },
  {
    from: 401,
    to: 401,
    rule: {
      class: "credentials",
      advice:
        "Check the token, the integration record and the role in NetSuite; the entries wait until then.",
    },
  },
  {
    from: 403,
    to: 403,
    rule: {
      class: "credentials",
      advice: "Give the integration's role the missing permission in NetSuite; the entries wait until then.",
    },
  },
  {
    from: 405,
    to: 406,
    rule: {
      class: "defect",
      advice: "NetSuite does not offer this call: report it as a fault of the integration.",
    },
  },
  {
    from: 408,
    to: 408,
    rule: { class: "transient", advice: "The call is tried again; if this persists, check the network." },
  },
  {
    from: 415,
    to: 415,
    rule: {
      class: "defect",
      advice: "NetSuite does not read this content type: report it as a fault of the integration.",
    },
  },
  {
    from: 500,
    to: 599,
    rule: {
      class: "transient",
      advice: "NetSuite is in trouble and the call is tried again; see status.netsuite.com.",
    },
  },
  {
    from: 300,
    to: 399,
    rule: {
      class: "transient",
      advice: "NetSuite sends the call elsewhere: check that the base URL is the account's own.",
    },
  },
  {
    from: 400,
    to: 499,
    rule: {
      class: "data",
      advice: "Correct what NetSuite names, in the source order, the mapping or NetSuite, then re-run.",
    },
  },
];

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
      : verdictOfDetails(answer, details);
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

function verdictOfDetails(answer: HttpAnswer, details: ErrorDetails): Verdict {
  const rule = CODES[details.code];
  if (rule !== undefined) return { ...rule, code: details.code, message: details.message };
  return verdictOfText(details) ?? verdictOfStatus(answer, details.code, details.message);
}

function verdictOfText({ message }: ErrorDetails): Verdict | null {
  for (const { pattern, code, advice, class: failureClass } of NETSUITE_TEXTS) {
    const groups = pattern.exec(message)?.groups;
    if (groups === undefined && !pattern.test(message)) continue;
    const { field, value } = groups ?? {};
    return {
      class: failureClass,
      code,
      message,
      advice: advice.replace(/\{(\w+)\}/g, (mark, name: string) => groups?.[name] ?? mark),
      ...(field === undefined ? {} : { field }),
      ...(value === undefined ? {} : { value }),
    };
  }
  return null;
}

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
