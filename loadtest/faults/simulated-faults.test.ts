import { expect, test } from "vitest";
import type { Trouble } from "./fault-schedule.ts";
import { simulatedTroubles } from "./simulated-faults.ts";

const SPELL = { fromMs: 60_000, toMs: 360_000 };

test.each<[Trouble, string, number]>([
  ["maintenance", "unavailable", 1],
  ["token-revoked", "login-refused", 1],
  [{ unavailable: 0.2 }, "unavailable", 0.2],
  [{ lostAnswers: 0.05 }, "lost-answer", 0.05],
])("%j is for the simulator %s", (what, effect, share) => {
  expect(simulatedTroubles([{ what, ...SPELL }])).toEqual({
    faults: [{ ...SPELL, effect, share }],
    neighbours: [],
  });
});

test("a neighbour is no fault: it holds slots for as long", () => {
  expect(simulatedTroubles([{ what: { neighbour: 9 }, ...SPELL }])).toEqual({
    faults: [],
    neighbours: [{ ...SPELL, slots: 9 }],
  });
});

test("each of several keeps its own time", () => {
  const { faults, neighbours } = simulatedTroubles([
    { what: "maintenance", fromMs: 0, toMs: 1 },
    { what: { neighbour: 2 }, fromMs: 2, toMs: 3 },
    { what: { unavailable: 1 }, fromMs: 4, toMs: 5 },
  ]);
  expect([...faults, ...neighbours].map(({ fromMs }) => fromMs)).toEqual([0, 4, 2]);
});
