import fc from "fast-check";
import { expect, test } from "vitest";
import { highestVolume } from "./highest-volume.ts";

test("whatever the edge and wherever the search begins, what is found holds and a little more does not", async () => {
  const edges = fc.integer({ min: 1, max: 5_000_000 });
  await fc.assert(
    fc.asyncProperty(edges, edges, async (edge, from) => {
      const found = (await highestVolume((volume) => volume <= edge, { from })) ?? 0;
      expect(found).toBeLessThanOrEqual(edge);
      expect(found).toBeGreaterThanOrEqual(Math.floor(edge / 1.01) - 1);
    }),
  );
});

test("nothing holds, or everything does", async () => {
  expect(await highestVolume(() => false, { from: 1_000 })).toBeNull();
  expect(await highestVolume(() => true, { from: 1_000, most: 50_000 })).toBe(50_000);
});

test("it asks few times, since each answer is a simulation", async () => {
  let asked = 0;
  const holds = (volume: number): boolean => {
    asked += 1;
    return volume <= 12_345;
  };
  await highestVolume(holds, { from: 1_000 });
  expect(asked).toBeLessThan(15);
});
