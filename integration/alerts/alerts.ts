/** Watches the core and tells one address what a person should know. */
import type { Clock } from "../clock.ts";
import { maskText } from "../dlq/masking.ts";
import { isIntegrationError } from "../errors.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { IntegrationObserver } from "../observer.ts";
import { createAlertBook } from "./alert-book.ts";
import { createWebhook } from "./webhook.ts";

export interface AlertsOptions {
  readonly url: string;
  /** The hour of the daily digest, in UTC. */
  readonly digestHour: number;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly ledger: Pick<Ledger, "counts">;
  readonly onError: (error: unknown) => void;
}

export interface Alerts {
  readonly observer: IntegrationObserver;
  stop(): Promise<void>;
}

export function startAlerts(options: AlertsOptions): Alerts {
  const { clock, ledger, onError } = options;
  const book = createAlertBook();
  const webhook = createWebhook(options);
  const stopped = new AbortController();
  let isFull = false;

  function died(entry: number, failure: Parameters<typeof book.died>[1]): void {
    const alert = book.died(entry, failure, clock.now());
    if (alert !== null) webhook.post(alert);
  }

  function noticeFull(error: unknown): void {
    if (isFull || !isIntegrationError(error) || error.code !== "LEDGER_FULL") return;
    isFull = true;
    const text = "The disk of the ledger is full: orders are refused with 503 until there is space again.";
    webhook.post({ event: "ledger-full", at: clock.now(), text, details: {} });
  }

  async function digestDaily(): Promise<void> {
    for (;;) {
      await clock.sleep(untilHour(clock.now(), options.digestHour), stopped.signal);
      if (stopped.signal.aborted) return;
      await ledger.counts().then(({ dead, queued, running, verify }) => {
        webhook.post(book.digest({ dead, backlog: queued + running + verify }, clock.now()));
      }, onError);
    }
  }

  const digesting = digestDaily();
  return {
    observer: {
      onAccepted: ({ id, failure }) => {
        isFull = false;
        if (failure !== undefined) died(id, failure);
      },
      onSettled: ({ id }, settlement) => {
        if (settlement.kind === "dead") died(id, settlement.failure);
      },
      onAlarm: ({ event, at, message }) => webhook.post({ event, at, text: maskText(message), details: {} }),
      onError: noticeFull,
    },
    async stop() {
      stopped.abort();
      await digesting;
      await webhook.stop();
    },
  };
}

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/** Until it is this hour again, in UTC: never now. */
function untilHour(now: number, hour: number): number {
  const wait = (hour * HOUR_MS - (now % DAY_MS) + DAY_MS) % DAY_MS;
  return wait === 0 ? DAY_MS : wait;
}
