/**
 * The state machine of a ledger entry, as one pure table.
 *
 *   accept ─► queued ──claim──► running ──deliver──► delivered
 *               ▲                │ │ └────die──────► dead ──discard──► discarded
 *               │                │ └───lose-track──► verify ──claim──► running
 *               └── waiting ◄────┘ retry, hold, give-back       ▲
 *                     │  ▲                                      │
 *                     │  └────────── rerun ── dead              │
 *                     └── in doubt whether a write got through ─┘
 *
 *   queued, verify or dead ──supersede──► superseded     a later edition of the same order is there
 *   running ──skip──► skipped                            a rule of the flow wants nothing done
 *   dead ──resolve──► delivered                          a person has entered the record by hand
 */
import type { EntryState, Settlement } from "./entry.ts";

export const LEDGER_EVENTS = [
  "claim",
  "deliver",
  "skip",
  "retry",
  "lose-track",
  "hold",
  "die",
  "give-back",
  "rerun",
  "discard",
  "resolve",
  "supersede",
] as const;

/** `give-back` is both a lease that ended and a worker that stopped in good order. */
export type LedgerEvent = (typeof LEDGER_EVENTS)[number];

/** `waiting` becomes `verify` for an entry in doubt and `queued` for every other; null refuses the event. */
type Move = EntryState | "waiting" | null;

const NOTHING: Record<LedgerEvent, Move> = {
  claim: null,
  deliver: null,
  skip: null,
  retry: null,
  "lose-track": null,
  hold: null,
  die: null,
  "give-back": null,
  rerun: null,
  discard: null,
  resolve: null,
  supersede: null,
};

const TRANSITIONS = {
  queued: { ...NOTHING, claim: "running", supersede: "superseded" },
  verify: { ...NOTHING, claim: "running", supersede: "superseded" },
  running: {
    ...NOTHING,
    deliver: "delivered",
    skip: "skipped",
    retry: "waiting",
    "lose-track": "verify",
    hold: "waiting",
    die: "dead",
    "give-back": "waiting",
  },
  dead: {
    ...NOTHING,
    rerun: "waiting",
    discard: "discarded",
    resolve: "delivered",
    supersede: "superseded",
  },
  delivered: NOTHING,
  discarded: NOTHING,
  superseded: NOTHING,
  skipped: NOTHING,
} as const satisfies Record<EntryState, Record<LedgerEvent, Move>>;

/**
 * The state after an event, or null when the entry's state does not allow it.
 * `inDoubt`: a write may have reached NetSuite and nobody has looked yet.
 */
export function nextState(state: EntryState, event: LedgerEvent, inDoubt: boolean): EntryState | null {
  const move: Move = TRANSITIONS[state][event];
  if (move !== "waiting") return move;
  return inDoubt ? "verify" : "queued";
}

/** The event behind each way a claim may end. */
export const EVENT_OF_SETTLEMENT = {
  delivered: "deliver",
  skipped: "skip",
  retry: "retry",
  verify: "lose-track",
  hold: "hold",
  dead: "die",
} as const satisfies Record<Settlement["kind"], LedgerEvent>;
