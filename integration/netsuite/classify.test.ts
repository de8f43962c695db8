import { expect, test } from "vitest";
import type { FailureClass } from "../failure.ts";
import type { HttpAnswer, NoAnswer } from "../http/transport.ts";
import { classify } from "./classify.ts";
import { NETSUITE_TEXTS } from "./netsuite-texts.ts";

const PREFIX = "Error while accessing a resource. ";

function anAnswer(status: number, text: string, headers: Record<string, string> = {}): HttpAnswer {
  return { kind: "answer", status, headers, text };
}

function anErrorBody(detail: string, code = "USER_ERROR", path?: string): string {
  const place = path === undefined ? {} : { "o:errorPath": path };
  return JSON.stringify({
    type: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.1",
    title: "Bad Request",
    status: 400,
    "o:errorDetails": [{ detail, ...place, "o:errorCode": code }],
  });
}

function classifyDetail(detail: string, path?: string) {
  const outcome = anAnswer(400, anErrorBody(detail, "USER_ERROR", path));
  return classify({ operation: "write", outcome, recordType: "salesOrder" });
}

interface TextSample {
  readonly text: string;
  readonly code: string;
  readonly class: FailureClass;
  readonly field?: string;
  readonly value?: string;
  readonly advice?: RegExp;
}

const SAMPLES: readonly TextSample[] = [
  {
    text: "Concurrent request limit exceeded. Request blocked.",
    code: "CONCURRENCY_LIMIT_EXCEEDED",
    class: "throttled",
  },
  { text: "Record has been changed", code: "RCRD_HAS_BEEN_CHANGED", class: "transient" },
  {
    text: "This order has been partially or fully processed and may not be edited by a user without permission to approve sales orders.",
    code: "ORDER_PROCESSED",
    class: "data",
  },
  {
    text: `${PREFIX}The field phone contained more than the maximum number ( 32 ) of characters allowed.`,
    code: "EXCEEDED_MAX_FIELD_LENGTH",
    class: "data",
    field: "salesOrder.phone",
    advice: /phone to 32 characters/,
  },
  {
    text: `${PREFIX}Please enter value(s) for: First Name, Last Name.`,
    code: "USER_ERROR",
    class: "data",
    field: "salesOrder.First Name, Last Name",
    advice: /demands First Name, Last Name:/,
  },
  {
    text: `${PREFIX}You have entered an Invalid Field Value 53384 for the following field: customer.`,
    code: "INVALID_FLD_VALUE",
    class: "data",
    field: "salesOrder.customer",
    value: "53384",
  },
  {
    text: "Error while accessing resource: You have entered an Invalid Field Value 9999 for the following field: item",
    code: "INVALID_FLD_VALUE",
    class: "data",
    field: "salesOrder.item",
    value: "9999",
  },
  {
    text: "Invalid item reference key 149 for subsidiary 1.",
    code: "INVALID_KEY_OR_REF",
    class: "data",
    field: "salesOrder.item",
    value: "149",
  },
  {
    text: "Invalid currency reference key 7.",
    code: "INVALID_KEY_OR_REF",
    class: "data",
    field: "salesOrder.currency",
    value: "7",
  },
  {
    text: "The record instance for external ID 'SKU-1' does not exist. Provide a valid record instance ID.",
    code: "NONEXISTENT_EXTERNAL_ID",
    class: "data",
    value: "SKU-1",
  },
  { text: "Record type 'file' does not exist.", code: "RECORD_TYPE_UNKNOWN", class: "data", value: "file" },
  { text: `${PREFIX}This entity already exists.`, code: "ALREADY_EXISTS", class: "data" },
  { text: `${PREFIX}This record already exists.`, code: "ALREADY_EXISTS", class: "data" },
  {
    text: "You cannot move a transaction to or from a closed period.",
    code: "CLOSED_TRAN_PRD",
    class: "data",
  },
  {
    text: "The G/L impact of a transaction in a closed period cannot be changed.",
    code: "CLOSED_TRAN_PRD",
    class: "data",
  },
  {
    text: "Your transaction date does not fall between the start and end dates of your accounting period.",
    code: "DATE_PRD_MISMATCH",
    class: "data",
  },
  {
    text: `${PREFIX}You must enter at least one line item for this transaction.`,
    code: "VALID_LINE_ITEM_REQD",
    class: "data",
  },
  { text: "Discount can not exceed item total.", code: "DISCOUNT_EXCEED_TOTAL", class: "data" },
  {
    text: "The country and state/province are mismatched, the country is US and the state/province is Bavaria. Please enter a state/province short name that matches the country.",
    code: "COUNTRY_STATE_MISMATCH",
    class: "data",
    value: "Bavaria",
  },
  {
    text: "You have entered an invalid currency symbol or internal ID: XYZ.",
    code: "INVALID_CUR",
    class: "data",
    value: "XYZ",
  },
  { text: "Customer balance exceeds credit limit", code: "BALANCE_EXCEEDS_CREDIT_LIMIT", class: "data" },
  {
    text: "Transactions may not contain more than 500 lines.",
    code: "EXCEEDED_MAX_TRANS_LINES",
    class: "data",
    advice: /500/,
  },
  {
    text: `${PREFIX}This record has been locked by a user defined workflow.`,
    code: "LOCKED_BY_WORKFLOW",
    class: "data",
  },
  {
    text: "Your current role does not have permission to perform this action. Please contact your account administrator.",
    code: "INSUFFICIENT_PERMISSION",
    class: "credentials",
  },
  {
    text: "You do not have permissions to set a value for element total due to one of the following reasons: 1) The field is read-only;",
    code: "ELEMENT_NOT_SETTABLE",
    class: "data",
    field: "salesOrder.total",
  },
  {
    text: `${PREFIX}Transaction type specified is incorrect.`,
    code: "TRANSACTION_TYPE_INCORRECT",
    class: "data",
  },
  { text: "Invalid content in the request body.", code: "INVALID_CONTENT", class: "data" },
];

test.each(SAMPLES)("NetSuite's text is told apart: $text", ({ text, advice, ...expected }) => {
  const failure = classifyDetail(text);
  expect(failure).toMatchObject({ ...expected, message: text });
  expect(failure.advice).toMatch(advice ?? /./);
});

test("every row of the table has a sample, a whole sentence of advice and no unfilled place", () => {
  const sampled = new Set(SAMPLES.map(({ code }) => code));
  expect(NETSUITE_TEXTS.filter(({ code }) => !sampled.has(code))).toEqual([]);
  for (const { text } of SAMPLES) expect(classifyDetail(text).advice).toMatch(/^[^{}]+\.$/);
});

test("a text nobody has seen yet, or one in another language, is a data failure in NetSuite's own words", () => {
  const text = "De kredietlimiet van deze klant is overschreden.";
  expect(classifyDetail(text)).toMatchObject({ class: "data", code: "USER_ERROR", message: text });
});

test("several details are kept whole", () => {
  const body = JSON.stringify({
    "o:errorDetails": [{ detail: "First.", "o:errorCode": "USER_ERROR" }, { detail: "Second." }],
  });
  const failure = classify({ operation: "write", outcome: anAnswer(400, body) });
  expect(failure.message).toBe("First. Second.");
});

test("the path of an error becomes a field with its line counted from 1", () => {
  const text = "You have entered an Invalid Field Value 9 for the following field: item";
  expect(classifyDetail(text, "item.items[1].item").field).toBe("salesOrder.item[2].item");
  expect(classifyDetail(text, "item.items[1]").field).toBe("salesOrder.item[2].item");
});

const LOGIN =
  "Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite UI at Setup > Users/Roles > User Management > View Login Audit Trail.";

interface AnswerSample {
  readonly name: string;
  readonly answer: HttpAnswer;
  readonly write: FailureClass;
  readonly read: FailureClass;
  readonly code: string;
}

const ANSWERS: readonly AnswerSample[] = [
  {
    name: "429 with a code in the details",
    answer: anAnswer(
      429,
      anErrorBody("Concurrent request limit exceeded. Request blocked.", "CONCURRENCY_LIMIT_EXCEEDED"),
    ),
    write: "throttled",
    read: "throttled",
    code: "CONCURRENCY_LIMIT_EXCEEDED",
  },
  {
    name: "429 without a body",
    answer: anAnswer(429, ""),
    write: "throttled",
    read: "throttled",
    code: "HTTP_429",
  },
  {
    name: "a RESTlet's 400 for no free slot",
    answer: anAnswer(
      400,
      '{"error" : {"code" : "SSS_REQUEST_LIMIT_EXCEEDED", "message" : "Request Limit Exceeded!"}}',
    ),
    write: "throttled",
    read: "throttled",
    code: "SSS_REQUEST_LIMIT_EXCEEDED",
  },
  {
    name: "401",
    answer: anAnswer(401, anErrorBody(LOGIN, "INVALID_LOGIN")),
    write: "credentials",
    read: "credentials",
    code: "INVALID_LOGIN",
  },
  {
    name: "403 for a missing permission",
    answer: anAnswer(
      403,
      anErrorBody(
        "Permission Violation: You need a higher level of the 'Lists -> Customers' permission",
        "INSUFFICIENT_PERMISSION",
      ),
    ),
    write: "credentials",
    read: "credentials",
    code: "INSUFFICIENT_PERMISSION",
  },
  {
    name: "403 of a proxy",
    answer: anAnswer(403, "<html>no</html>"),
    write: "credentials",
    read: "credentials",
    code: "HTTP_403",
  },
  {
    name: "500 with an error id",
    answer: anAnswer(
      500,
      anErrorBody("An unexpected error occurred. Error ID: jrgbpyylphhishmmlxyt", "UNEXPECTED_ERROR"),
    ),
    write: "unknown-outcome",
    read: "transient",
    code: "UNEXPECTED_ERROR",
  },
  {
    name: "503 with a page",
    answer: anAnswer(503, "<html><body>Maintenance</body></html>"),
    write: "unknown-outcome",
    read: "transient",
    code: "HTTP_503",
  },
  {
    name: "504 of a gateway",
    answer: anAnswer(504, ""),
    write: "unknown-outcome",
    read: "transient",
    code: "HTTP_504",
  },
  {
    name: "a maintenance page with status 200",
    answer: anAnswer(200, "<!DOCTYPE html><h1>We will be back</h1>", { "content-type": "text/html" }),
    write: "unknown-outcome",
    read: "transient",
    code: "HTML_ANSWER",
  },
  {
    name: "a 204 without a Location",
    answer: anAnswer(204, ""),
    write: "unknown-outcome",
    read: "transient",
    code: "UNREADABLE_ANSWER",
  },
  {
    name: "a redirect to another data centre",
    answer: anAnswer(302, ""),
    write: "transient",
    read: "transient",
    code: "HTTP_302",
  },
  {
    name: "404 with a page",
    answer: anAnswer(404, "<html>"),
    write: "transient",
    read: "transient",
    code: "HTTP_404",
  },
  { name: "415", answer: anAnswer(415, ""), write: "defect", read: "defect", code: "HTTP_415" },
];

test.each(ANSWERS)(
  "$name is $write after a write and $read after a read",
  ({ answer, write, read, code }) => {
    expect(classify({ operation: "write", outcome: answer })).toMatchObject({ class: write, code });
    expect(classify({ operation: "read", outcome: answer })).toMatchObject({ class: read, code });
  },
);

test.each([
  ["ECONNREFUSED", false, "transient", "NOT_CONNECTED"],
  ["ENOTFOUND", false, "transient", "NOT_CONNECTED"],
  ["ECONNRESET", true, "unknown-outcome", "CONNECTION_RESET"],
  ["UND_ERR_SOCKET", true, "unknown-outcome", "CONNECTION_RESET"],
  ["TIMEOUT", true, "unknown-outcome", "TIMEOUT"],
  ["UND_ERR_HEADERS_TIMEOUT", true, "unknown-outcome", "TIMEOUT"],
  ["SOMETHING_NEW", true, "unknown-outcome", "NO_ANSWER"],
])("%s (sent: %s) on a write is %s", (code, sent, failureClass, ours) => {
  const outcome: NoAnswer = { kind: "no-answer", code, message: "broken", sent };
  expect(classify({ operation: "write", outcome })).toMatchObject({ class: failureClass, code: ours });
  expect(classify({ operation: "read", outcome }).class).toBe("transient");
});

test("Retry-After in seconds is obeyed, any other form is not guessed at", () => {
  const wait = (value: string) =>
    classify({ operation: "write", outcome: anAnswer(429, "", { "retry-after": value }) }).retryAfterMs;
  expect(wait("7")).toBe(7000);
  expect(wait("Mon, 23 Nov 2026 10:00:00 GMT")).toBeUndefined();
});
