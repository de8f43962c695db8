import fc from "fast-check";
import { expect, test } from "vitest";
import { createEventQueue } from "./event-queue.ts";

test("everything happens once, in the order of its moments, and in the order it was asked for at one moment", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (moments) => {
      const queue = createEventQueue();
      const seen: { moment: number; n: number }[] = [];
      for (const [n, moment] of moments.entries())
        queue.at(moment, () => seen.push({ moment: queue.now(), n }));
      queue.run();
      const expected = moments
        .map((moment, n) => ({ moment, n }))
        .sort((one, other) => one.moment - other.moment || one.n - other.n);
      expect(seen).toEqual(expected);
    }),
  );
});

test("what an event asks for in the past happens now, after what was already due", () => {
  const queue = createEventQueue();
  const seen: string[] = [];
  queue.at(10, () => {
    seen.push("first");
    queue.at(3, () => seen.push(`late at ${queue.now()}`));
  });
  queue.at(10, () => seen.push("second"));
  queue.run();
  expect(seen).toEqual(["first", "second", "late at 10"]);
});
