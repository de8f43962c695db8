/** Writes one request and its reply into the account's journal. */
import type { AccountCore } from "../account.ts";
import type { Reply } from "../exchange/answer.ts";
import { type Call, pathOf } from "../exchange/call.ts";
import type { EngineResponse } from "../exchange/exchange.ts";
import { journalEntry, journalText } from "./journal.ts";

/** Hands the response on, so that the engine reads as one line. */
export function record(account: AccountCore, call: Call, reply: Reply): EngineResponse {
  const { request } = call;
  const requestId = reply.response.headers["x-n-operationid"];
  const entry = journalEntry({
    ...(requestId === undefined ? {} : { requestId }),
    at: request.receivedAt,
    method: request.method,
    path: pathOf(call),
    status: reply.response.status,
    operation: reply.operation,
    ...reply.subject,
    requestHeaders: request.headers,
    requestBody: journalText(request.body),
    responseHeaders: reply.response.headers,
    responseBody: journalText(reply.response.body),
    decision: reply.decision,
    ...(reply.reason === undefined ? {} : { reason: reply.reason }),
    waitedMs: reply.waitedMs,
    ...(reply.faults === undefined ? {} : { faults: reply.faults }),
  });
  account.journal.add(entry);
  return reply.response;
}
