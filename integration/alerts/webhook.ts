/** Posts alerts to one address, one after the other and again when that fails; nobody ever waits for it. */
import { request } from "undici";
import type { Clock } from "../clock.ts";
import type { Alert } from "./alert-book.ts";

export interface WebhookOptions {
  readonly url: string;
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** An alert was given up. Must not throw. */
  readonly onError: (error: unknown) => void;
}

export interface Webhook {
  /** Takes the alert; when too many wait the oldest of them is given up. */
  post(alert: Alert): void;
  /** Ends what is under way and gives up the rest. */
  stop(): Promise<void>;
}

const TRIES = 6;
const FIRST_PAUSE_MS = 1_000;
const MAX_WAITING = 100;

export function createWebhook({ url, clock, timeoutMs, onError }: WebhookOptions): Webhook {
  const stopped = new AbortController();
  const waiting: Alert[] = [];
  let sending: Promise<void> | null = null;

  async function send(alert: Alert): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const trouble = await tryOnce(
        url,
        alert,
        AbortSignal.any([stopped.signal, AbortSignal.timeout(timeoutMs)]),
      );
      if (trouble === null || stopped.signal.aborted) return;
      if (tries === TRIES) return onError(new Error(`The alert "${alert.event}" was given up: ${trouble}.`));
      await clock.sleep(FIRST_PAUSE_MS * 2 ** (tries - 1), stopped.signal);
    }
  }

  async function sendAll(): Promise<void> {
    for (let alert = waiting.shift(); alert !== undefined; alert = waiting.shift()) await send(alert);
    sending = null;
  }

  return {
    post(alert) {
      if (stopped.signal.aborted) return;
      if (waiting.push(alert) > MAX_WAITING) waiting.shift();
      sending ??= sendAll();
    },
    async stop() {
      stopped.abort();
      waiting.length = 0;
      await sending;
    },
  };
}

/** What went wrong, without the address: it may be the secret of a chat service. */
async function tryOnce(url: string, alert: Alert, signal: AbortSignal): Promise<string | null> {
  try {
    const { statusCode, body } = await request(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(alert),
      signal,
    });
    await body.dump();
    return statusCode >= 200 && statusCode < 300 ? null : `it was answered with ${statusCode}`;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "no answer came";
  }
}
