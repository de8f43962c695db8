import { expect, test } from "vitest";
import { progressLine } from "./progress.ts";

const SAMPLE = {
  ...{ atMs: 12_400, accepted: 9, delivered: 5, backlog: 3, dead: 1, slotsInUse: 2, slotsOfOthers: 0 },
  ...{ refused: 4, retries: 6, memoryBytes: 1, lagP99Ms: 1 },
};

test("what cannot be seen of an integration is left out of its line", () => {
  expect(progressLine(SAMPLE)).toMatch(/^12 s · 9 accepted · .* · 4 refusals · 6 retries$/);
  expect(progressLine({ ...SAMPLE, retries: null })).toMatch(/ · 4 refusals$/);
});
