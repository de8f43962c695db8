/** Whether the door can take orders, and whether what was taken can go on to NetSuite: two questions, answered apart. */
import type { Clock } from "../clock.ts";
import type { AccountBreaker } from "../delivery/account-breaker.ts";
import { isIntegrationError } from "../errors.ts";
import { UNDER_WAY } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { IntegrationObserver } from "../observer.ts";

export interface Trouble {
  readonly code: "LEDGER_NOT_WRITABLE" | "LEDGER_FULL" | "DISK_ALMOST_FULL" | "BREAKER_OPEN" | "BACKLOG_OLD";
  readonly message: string;
}

export interface Readiness {
  /** Why no order can be taken; empty when the door is open. */
  readonly intake: readonly Trouble[];
  /** Why orders wait. The door stays open: they are safe, and a shop that is sent away gives up after 8 tries. */
  readonly delivery: readonly Trouble[];
}

export interface ReadinessOptions {
  readonly ledger: Pick<Ledger, "probe" | "tally">;
  readonly breaker: Pick<AccountBreaker, "isOpen">;
  readonly clock: Clock;
  /** Bytes left where the ledger stands; null where that is not known. */
  readonly freeBytes: () => Promise<number | null>;
  readonly minFreeBytes: number;
  readonly maxBacklogAgeMs: number;
}

export interface ReadinessCheck {
  readonly observer: IntegrationObserver;
  check(): Promise<Readiness>;
}

/** A refusal is believed for so long if no order has been taken since. */
const REFUSAL_COUNTS_MS = 15_000;
/** However many ask, the ledger is asked once in this time. */
const ANSWER_HOLDS_MS = 1_000;

export function createReadinessCheck(options: ReadinessOptions): ReadinessCheck {
  const { clock } = options;
  let refusal: { readonly code: "LEDGER_NOT_WRITABLE" | "LEDGER_FULL"; readonly at: number } | null = null;
  let last: { readonly at: number; readonly answer: Promise<Readiness> } | null = null;

  async function look(): Promise<Readiness> {
    const lately = refusal !== null && clock.now() - refusal.at < REFUSAL_COUNTS_MS ? refusal.code : null;
    const intake = new Set<Trouble["code"]>([
      ...(lately === null ? [] : [lately]),
      ...(await ledgerTroubles(options)),
    ]);
    return { intake: [...intake].map(told), delivery: (await deliveryTroubles(options)).map(told) };
  }

  return {
    observer: {
      onAccepted: () => {
        refusal = null;
        last = null;
      },
      onRefused: ({ code, cause }) => {
        if (code !== "LEDGER_UNAVAILABLE") return;
        refusal = { code: codeOf(cause), at: clock.now() };
        last = null;
      },
    },
    check() {
      if (last === null || clock.now() - last.at >= ANSWER_HOLDS_MS)
        last = { at: clock.now(), answer: look() };
      return last.answer;
    },
  };
}

/** Nothing of our insides: whoever asks has not said who he is. */
const SAYS: Readonly<Record<Trouble["code"], string>> = {
  LEDGER_NOT_WRITABLE: "The ledger cannot be written; see the service's log.",
  LEDGER_FULL: "The disk of the ledger is full. Free some space; no restart is needed.",
  DISK_ALMOST_FULL: "The disk of the ledger is almost full. Free some space.",
  BREAKER_OPEN: "NetSuite refuses our credentials or cannot be reached; orders are kept.",
  BACKLOG_OLD: "The oldest order has been waiting for too long.",
};

const told = (code: Trouble["code"]): Trouble => ({ code, message: SAYS[code] });

const codeOf = (cause: unknown) =>
  isIntegrationError(cause) && cause.code === "LEDGER_FULL" ? "LEDGER_FULL" : "LEDGER_NOT_WRITABLE";

type Codes = Promise<readonly Trouble["code"][]>;

async function ledgerTroubles({ ledger, freeBytes, minFreeBytes }: ReadinessOptions): Codes {
  const codes: Trouble["code"][] = [];
  await ledger.probe().catch((cause: unknown) => codes.push(codeOf(cause)));
  const free = await freeBytes();
  if (free !== null && free < minFreeBytes) codes.push("DISK_ALMOST_FULL");
  return codes;
}

async function deliveryTroubles({ ledger, breaker, clock, maxBacklogAgeMs }: ReadinessOptions): Codes {
  const codes: Trouble["code"][] = breaker.isOpen ? ["BREAKER_OPEN"] : [];
  const waiting = await ledger.tally({ states: UNDER_WAY }).catch(() => []);
  const oldestAt = Math.min(...waiting.map((each) => each.oldestAt), clock.now());
  if (clock.now() - oldestAt > maxBacklogAgeMs) codes.push("BACKLOG_OLD");
  return codes;
}
