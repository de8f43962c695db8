import fc from "fast-check";
import { expect, test } from "vitest";
import {
  meanWaitSeconds,
  probabilityOfWaiting,
  utilisationOf,
  waitSecondsAt,
} from "./waiting-line.contract.ts";

test.each([
  // Offered load and servers with their probability of waiting, as Erlang C tables print them.
  [1, 2, 0.3333],
  [8, 10, 0.4092],
  [2, 3, 0.4444],
])("an offered load of %d on %i slots waits with probability %d", (offered, slots, waiting) => {
  const line = { arrivalRate: offered, meanServiceSeconds: 1, slots };
  expect(probabilityOfWaiting(line)).toBeCloseTo(waiting, 4);
});

test("one slot: the wait of M/M/1, and half of it when every call takes equally long", () => {
  const line = { arrivalRate: 0.8, meanServiceSeconds: 1, slots: 1 };
  expect(meanWaitSeconds(line)).toBeCloseTo(4, 9);
  expect(meanWaitSeconds({ ...line, variation: 0 })).toBeCloseTo(2, 9);
  // P(W > t) = 0.8 · exp(-0.2 t)
  expect(waitSecondsAt(0.95, line)).toBeCloseTo(Math.log(0.8 / 0.05) / 0.2, 9);
});

test("a line that cannot keep up waits for ever", () => {
  const line = { arrivalRate: 2, meanServiceSeconds: 1, slots: 2 };
  expect(utilisationOf(line)).toBe(1);
  expect(probabilityOfWaiting(line)).toBe(1);
  expect(meanWaitSeconds(line)).toBe(Infinity);
  expect(waitSecondsAt(0.95, line)).toBe(Infinity);
});

test("more slots never wait longer, and a longer wait is always rarer", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: 0.5, max: 0.99, noNaN: true }),
      (offered, slots, share) => {
        const line = { arrivalRate: offered, meanServiceSeconds: 1, slots };
        const wider = { ...line, slots: slots + 1 };
        expect(probabilityOfWaiting(line)).toBeGreaterThanOrEqual(0);
        expect(probabilityOfWaiting(line)).toBeLessThanOrEqual(1);
        expect(meanWaitSeconds(wider)).toBeLessThanOrEqual(meanWaitSeconds(line));
        expect(waitSecondsAt(share, line)).toBeLessThanOrEqual(waitSecondsAt(share + 0.01, line));
      },
    ),
  );
});
