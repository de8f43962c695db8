/** How a peak's webhooks come to the intake, and how the shop's side saw the answers. */
import { type LoadRequest, runClosedLoop } from "./closed-loop.ts";
import type { LatencySummary } from "./latency-recorder.ts";
import { runOpenLoop } from "./open-loop.ts";

export type PeakArrivals =
  | { readonly kind: "burst"; readonly connections: number }
  /** When each webhook is due, in ms of real time since the first stage began, ascending. */
  | { readonly kind: "profile"; readonly dueAt: ArrayLike<number> };

/** How the shop's side saw it. */
export interface IntakeFigures {
  readonly sent: number;
  /** Due, but never sent: the generator could not keep up. */
  readonly dropped: number;
  /** By status, from when a webhook was due, or from when it was sent in a burst. */
  readonly answers: ReadonlyMap<number, LatencySummary>;
  readonly unanswered: number;
  readonly durationMs: number;
  /** From due to sent; null in a burst, where nothing is due. */
  readonly lateness: LatencySummary | null;
}

export interface Sending {
  readonly url: string;
  readonly webhooks: readonly LoadRequest[];
  readonly arrivals: PeakArrivals;
  readonly timeScale: number;
  /** Told when the n-th webhook leaves. */
  readonly sending?: (n: number) => void;
  readonly signal?: AbortSignal;
}

export async function sendWebhooks(sending: Sending): Promise<IntakeFigures> {
  const { url, webhooks, arrivals, timeScale, sending: told = () => undefined } = sending;
  const signal = sending.signal === undefined ? {} : { signal: sending.signal };
  const request = (n: number): LoadRequest => {
    told(n);
    return webhooks[n] ?? NOTHING;
  };
  if (arrivals.kind === "burst") {
    const { connections } = arrivals;
    const burst = await runClosedLoop({ url, connections, amount: webhooks.length, request, ...signal });
    return { ...burst, dropped: webhooks.length - burst.sent, lateness: null };
  }
  const dueAt = Float64Array.from(arrivals.dueAt, (ms) => ms / timeScale).subarray(0, webhooks.length);
  const { responses, ...sent } = await runOpenLoop({ url, dueAt, request, ...signal });
  return { ...sent, answers: responses };
}

/** The generators ask for as many requests as there are webhooks; this one is never sent. */
const NOTHING: LoadRequest = { method: "GET", path: "/", headers: {} };
