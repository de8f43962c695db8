/** What every back flow is built from, and the pace at which it asks NetSuite. */
import { z } from "zod";
import type { Clock } from "../../clock.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { NetSuiteQueries } from "../../netsuite/netsuite.ts";
import type { Shopify } from "../../shopify/shopify.ts";

/** The same for all back flows. */
export const PACE = {
  /** Two polls must not fall into one of NetSuite's seconds. */
  everySeconds: z.number().min(5).default(60).describe("How often NetSuite is asked what has changed."),
  overlapSeconds: z
    .number()
    .min(0)
    .default(120)
    .describe("How much of the past is read again, for changes that were saved late."),
};

/** What all back flows share. */
export interface ToShop {
  readonly shopify: Shopify;
  readonly netsuite: NetSuiteQueries;
  readonly cursors: Pick<Ledger, "cursor" | "moveCursor">;
  readonly clock: Clock;
  /** How long a write that nobody heard of again may still be under way at the shop. */
  readonly quietMs: number;
}

export interface ToShopParts extends ToShop {
  readonly everySeconds: number;
  readonly overlapSeconds: number;
}

export const paceOf = ({ everySeconds, overlapSeconds }: ToShopParts) => ({
  everyMs: everySeconds * 1_000,
  overlapMs: overlapSeconds * 1_000,
});
