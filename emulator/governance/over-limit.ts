/** What a request that found no slot is told, and when. */
import type { AccountCore } from "../account.ts";
import { failedLogin } from "../auth/login.ts";
import { answeringOn, type Reply, refusedReply } from "../exchange/answer.ts";
import type { Call } from "../exchange/call.ts";
import { wait } from "../exchange/wait.ts";

const REPORTED_WAIT_MS = 60_000;

/**
 * "refused" is what Oracle documents. "failed-login" is what one user reported of an overloaded account: no 429, but
 * after 60.8 to 61.2 seconds an invalid login (julbrs/netsuite-api-client issue 26; others saw it over SOAP).
 */
export async function overLimit(
  account: AccountCore,
  call: Call,
  told: AccountCore["overload"],
): Promise<Reply> {
  if (told === "refused") {
    return refusedReply(answeringOn(account, call), { key: "concurrency-limit" }, "over-limit");
  }
  await wait(account.clock, REPORTED_WAIT_MS, call.request.givenUp);
  // Which word the challenge carries was not reported; token_rejected is the only one seen live. The audit trail keeps
  // the login that succeeded.
  const reply = failedLogin(account, call, "token_rejected");
  const reason = "over the concurrency limit, answered as a failed login after 60 s";
  return { ...reply, decision: "over-limit", reason, waitedMs: REPORTED_WAIT_MS };
}
