/** Finds the service a path belongs to and lets it say what the request is. */
import type { AccountCore } from "../account.ts";
import type { Call } from "../exchange/call.ts";
import { isAtOrBelow } from "../exchange/channel.ts";
import { refusedPlan } from "./refused-plan.ts";
import type { AnyPlan, Caller, Plan, Service } from "./service.ts";

/** Oracle help chapter_161251386312. */
export const MAX_BODY_BYTES = 104 * 1024 * 1024;

export function planOf(account: AccountCore, { request, url }: Call, caller: Caller): AnyPlan {
  if (url === undefined) return refusedPlan({ key: "request-malformed" });
  if (request.body.byteLength > MAX_BODY_BYTES) return refusedPlan({ key: "request-too-large" });
  if (!isDecodable(url.search)) return refusedPlan({ key: "request-malformed" });
  if (request.method === "OPTIONS" && url.pathname.startsWith("/services/rest/")) return connectPlan();
  const service = serviceAt(account, url);
  if (service === undefined) return refusedPlan({ key: "path-not-found", url: url.pathname });
  try {
    return service.plan(request, url, caller);
  } catch (error) {
    return brokenPlan(error);
  }
}

const serviceAt = ({ services }: AccountCore, { pathname }: URL): Service<AnyPlan> | undefined =>
  services.find(({ path }) => isAtOrBelow(path, pathname));

/** A live-tested client uses OPTIONS on any REST path to see whether it can log in. */
const connectPlan = (): Plan => ({
  operation: "connect",
  latency: { kind: "get" },
  run: () => ({ kind: "done", headers: {} }),
});

/** Percent signs that stand for nothing, or for bytes that are no text. */
function isDecodable(search: string): boolean {
  try {
    decodeURIComponent(search);
    return true;
  } catch {
    return false;
  }
}

/** A defect while reading a request comes out where defects are answered. */
const brokenPlan = (error: unknown): Plan => ({
  operation: "unknown",
  latency: { kind: "get" },
  run() {
    throw error;
  },
});
