/** What every ledger promises about states: each answers each event as the table of moves says. */
import { expect, test } from "vitest";
import { ENTRY_STATES, type LedgerEntry } from "./entry.ts";
import type { OpenedLedger } from "./ledger.contract.ts";
import type { Ledger } from "./ledger.ts";
import {
  aFailure,
  anIncoming,
  BY_ANNA,
  BY_HAND,
  claimAll,
  DELIVERED,
  entryIn,
  NOON,
} from "./sample-entries.contract.ts";
import { LEDGER_EVENTS, type LedgerEvent, nextState } from "./transitions.ts";

export function movesContract(name: string, open: () => Promise<OpenedLedger>): void {
  test(`${name}: every state answers every event as the table says`, { timeout: 120_000 }, async () => {
    for (const { state, inDoubt, event } of POSSIBLE) {
      const { ledger } = await open();
      const entry = await entryIn(ledger, state, inDoubt);
      const expected = nextState(state, event, inDoubt);
      const moved = await FIRE[event](ledger, entry);
      const after = (await ledger.get(entry.id))?.state;
      expect({ state, inDoubt, event, moved, after }).toEqual({
        ...{ state, inDoubt, event },
        moved: expected !== null,
        after: expected ?? state,
      });
    }
  });
}

const FIRE: Record<LedgerEvent, (ledger: Ledger, entry: LedgerEntry) => Promise<boolean>> = {
  claim: async (ledger, entry) => (await claimAll(ledger)).some(({ id }) => id === entry.id),
  deliver: (ledger, entry) => ledger.settle(lastFence(entry), DELIVERED, NOON),
  skip: (ledger, entry) => ledger.settle(lastFence(entry), { kind: "skipped", reason: "test order" }, NOON),
  resolve: (ledger, { id }) => ledger.amend({ ...BY_ANNA, id, amendment: BY_HAND }),
  retry: (ledger, entry) =>
    ledger.settle(
      lastFence(entry),
      { kind: "retry", at: NOON, failure: aFailure(), countsAsAttempt: true },
      NOON,
    ),
  "lose-track": (ledger, entry) =>
    ledger.settle(lastFence(entry), { kind: "verify", at: NOON, failure: aFailure() }, NOON),
  hold: (ledger, entry) =>
    ledger.settle(lastFence(entry), { kind: "hold", at: NOON, failure: aFailure() }, NOON),
  die: (ledger, entry) => ledger.settle(lastFence(entry), { kind: "dead", failure: aFailure() }, NOON),
  "give-back": async (ledger) => (await ledger.release("worker", NOON)) === 1,
  rerun: (ledger, { id }) => ledger.rerun({ id, by: "anna", reason: "fixed", now: NOON }),
  discard: (ledger, { id }) => ledger.discard({ id, by: "anna", reason: "spam", now: NOON }),
  async supersede(ledger, { id, state }) {
    await ledger.accept(anIncoming({ version: "even later", editionAt: NOON + 2 }));
    return (await ledger.get(id))?.state !== state;
  },
};

/** The fence of whoever held the entry last, so that only the state can refuse. */
const lastFence = ({ id, claims }: LedgerEntry) => ({ id, owner: "worker", claims });

const POSSIBLE = ENTRY_STATES.flatMap((state) =>
  [false, true]
    .filter((inDoubt) => !(state === "queued" && inDoubt) && !(state === "verify" && !inDoubt))
    .flatMap((inDoubt) => LEDGER_EVENTS.map((event) => ({ state, inDoubt, event }))),
);
