/** Writes one request and its reply into the account's journal. */
import type { AccountCore } from "../account.ts";
import type { Reply } from "../exchange/answer.ts";
import { type Call, pathOf } from "../exchange/call.ts";
import type { EngineResponse } from "../exchange/exchange.ts";
import { journalEntry, journalText } from "./journal.ts";

/** Hands the response on, so that the engine reads as one line. */
export function record(account: AccountCore, call: Call, reply: Reply): EngineResponse {
  const { request } = call;
  const { response, reason, faults } = reply;
  const requestId = response.headers["x-n-operationid"];
  account.journal.add((id) =>
    journalEntry({
      id,
      ...(requestId === undefined ? undefined : { requestId }),
      at: request.receivedAt,
      method: request.method,
      path: pathOf(call),
      status: response.status,
      operation: reply.operation,
      ...reply.subject,
      requestHeaders: request.headers,
      requestBody: journalText(request.body),
      responseHeaders: response.headers,
      responseBody: journalText(response.body),
      decision: reply.decision,
      ...(reason === undefined ? undefined : { reason }),
      waitedMs: reply.waitedMs,
      ...(faults === undefined ? undefined : { faults }),
    }),
  );
  return response;
}
