/** Collects the NetSuite calls of one attempt, also when many attempts run side by side. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { AttemptCall } from "../ledger/entry.ts";

const current = new AsyncLocalStorage<AttemptCall[]>();

/** Runs the work and returns, beside its result, the calls that were noted while it ran. */
export async function recordingCalls<T>(
  work: () => Promise<T>,
): Promise<{ result: T; calls: readonly AttemptCall[] }> {
  const calls: AttemptCall[] = [];
  const result = await current.run(calls, work);
  return { result, calls };
}

/** Notes a call for the attempt in whose course it was made; outside an attempt it is nobody's. */
export function noteCall(call: AttemptCall): void {
  current.getStore()?.push(call);
}
