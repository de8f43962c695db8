import { expect, test } from "vitest";
import { ENTRY_STATES, type EntryState } from "./entry.ts";
import { LEDGER_EVENTS, type LedgerEvent, nextState } from "./transitions.ts";

/** Every cell, written a second time; `a|b` is without and with doubt, `-` is refused. */
const EXPECTED = `
            claim    deliver    skip     retry          lose-track  hold           die   give-back      rerun          discard    resolve    supersede
queued      running  -          -        -              -           -              -     -              -              -          -          superseded
running     -        delivered  skipped  queued|verify  verify      queued|verify  dead  queued|verify  -              -          -          -
verify      running  -          -        -              -           -              -     -              -              -          -          superseded
delivered   -        -          -        -              -           -              -     -              -              -          -          -
dead        -        -          -        -              -           -              -     -              queued|verify  discarded  delivered  superseded
discarded   -        -          -        -              -           -              -     -              -              -          -          -
superseded  -        -          -        -              -           -              -     -              -              -          -          -
skipped     -        -          -        -              -           -              -     -              -              -          -          -
`;

const [head, ...lines] = EXPECTED.trim().split("\n");
const events = head?.trim().split(/\s+/) ?? [];
const cells = lines.flatMap((line) => {
  const [state, ...moves] = line.split(/\s+/);
  return moves.map((move, column) => ({ state: state ?? "", event: events[column] ?? "", move }));
});

test("the expected table has every state and every event", () => {
  expect(events).toEqual([...LEDGER_EVENTS]);
  expect(lines.map((line) => line.split(/\s+/)[0])).toEqual([...ENTRY_STATES]);
});

test.each(cells)("$state on $event becomes $move", ({ state, event, move }) => {
  const [clear, inDoubt = clear] = move.split("|");
  const after = (doubt: boolean) => nextState(state as EntryState, event as LedgerEvent, doubt) ?? "-";
  expect([after(false), after(true)]).toEqual([clear, inDoubt]);
});

test("a delivered, discarded, superseded or skipped entry never moves again", () => {
  const moves = LEDGER_EVENTS.flatMap((event) => [
    nextState("delivered", event, true),
    nextState("discarded", event, true),
    nextState("superseded", event, true),
    nextState("skipped", event, true),
  ]);
  expect(new Set(moves)).toEqual(new Set([null]));
});
