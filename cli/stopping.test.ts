import { expect, test } from "vitest";
import { createStopping } from "./stopping.ts";

function told({ listens, atMs }: { listens: boolean; atMs: readonly number[] }) {
  let [at, exits, aborts] = [0, 0, 0];
  const stopping = createStopping({ now: () => at, exit: () => (exits += 1) });
  if (listens) stopping.signal.addEventListener("abort", () => (aborts += 1));
  for (at of atMs) stopping.told();
  return { exits, aborts };
}

test("who listens is asked to stop, and made to when told again", () => {
  expect(told({ listens: true, atMs: [0] })).toEqual({ exits: 0, aborts: 1 });
  expect(told({ listens: true, atMs: [0, 1_000] })).toEqual({ exits: 1, aborts: 1 });
});

test("one key press that comes by two ways is told once", () => {
  expect(told({ listens: true, atMs: [0, 3, 999] })).toEqual({ exits: 0, aborts: 1 });
});

test("who does not listen ends at once", () => {
  expect(told({ listens: false, atMs: [0] })).toEqual({ exits: 1, aborts: 0 });
});
