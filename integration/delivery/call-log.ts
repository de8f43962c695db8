/** What is known of the attempt in whose course a call is made, also when many attempts run side by side. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { AttemptCall, Priority } from "../ledger/entry.ts";

interface CurrentAttempt {
  readonly priority: Priority;
  readonly calls: AttemptCall[];
}

const current = new AsyncLocalStorage<CurrentAttempt>();

/** Runs the work of an attempt and returns, beside its result, the calls that were noted while it ran. */
export async function recordingCalls<T>(
  priority: Priority,
  work: () => Promise<T>,
): Promise<{ result: T; calls: readonly AttemptCall[] }> {
  const calls: AttemptCall[] = [];
  const result = await current.run({ priority, calls }, work);
  return { result, calls };
}

/** Enough for an order of a hundred lines; a proxy's endless page must not fill the ledger. */
const KEPT_CHARACTERS = 16 * 1024;

/** Notes a call for the attempt in whose course it was made; outside an attempt it is nobody's. */
export function noteCall({ sent, answered, ...line }: AttemptCall): void {
  current.getStore()?.calls.push({
    ...line,
    ...(sent === undefined ? {} : { sent: bounded(sent) }),
    ...(answered === undefined ? {} : { answered: bounded(answered) }),
  });
}

function bounded(text: string): string {
  if (text.length <= KEPT_CHARACTERS) return text;
  return `${text.slice(0, KEPT_CHARACTERS)}… (cut, ${text.length} characters in all)`;
}

/** How urgent the attempt is that asks for a slot; what is asked outside an attempt goes first. */
export const currentPriority = (): Priority => current.getStore()?.priority ?? "live";
