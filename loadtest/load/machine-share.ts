/** Whether a time scale is so high that this machine, and not NetSuite, is what a peak measures. Pure. */
import type { ConcurrencyPlan } from "../plan/concurrency-plan.ts";

/**
 * What core, sockets and emulator add to each call where nobody has measured it, in ms of this machine's own time. Taken from runs
 * on two cores; a time scale multiplies it, since the machine is not sped up with NetSuite.
 */
export const OVERHEAD_MS = 4;

/** Of a call; above it the machine's part is worth a word. */
const LARGE_SHARE = 0.1;

/** Null where the machine's part of a call is small. */
export function machineShareInWords(
  { slotSecondsPerOrder, demand }: ConcurrencyPlan,
  timeScale: number,
): string | null {
  const callMs = (slotSecondsPerOrder * 1_000) / Math.max(1, demand.writes.length);
  const addedMs = OVERHEAD_MS * timeScale;
  if (addedMs <= callMs * LARGE_SHARE) return null;
  const share = callMs === 0 ? "all" : `${Math.round((addedMs / callMs) * 100)} %`;
  const lower = Math.max(1, Math.floor((callMs * LARGE_SHARE) / OVERHEAD_MS));
  return `What this machine adds to a call, about ${OVERHEAD_MS} ms, counts ${addedMs.toLocaleString("en-US")} ms at time scale ${timeScale}: ${share} of what NetSuite takes. Real slots do more than was measured; a time scale of ${lower} or less shows it.`;
}
