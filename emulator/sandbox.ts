/** What makes an account a sandbox: the production account it belongs to, and when it was last refreshed from it. */
import { z } from "zod";
import type { AccountPart } from "./state/account-part.ts";

/** 1234567_SB1 and 1234567_RP are of 1234567 (Oracle help section_1498226500 shows such ids); undefined for others. */
export const productionIdOf = (accountId: string): string | undefined =>
  /^([A-Z]*\d+)_(?:SB|RP)\d*$/.exec(accountId)?.[1];

export interface RefreshDate extends AccountPart {
  /** Milliseconds since 1970; undefined for an account that never was refreshed. */
  readonly at: number | undefined;
}

export function createRefreshDate(now: () => number): RefreshDate {
  let at: number | undefined;
  return {
    get at() {
      return at;
    },
    save: () => at ?? null,
    load(state) {
      at = z.number().nullable().parse(state) ?? undefined;
    },
    refresh() {
      at = now();
    },
  };
}
