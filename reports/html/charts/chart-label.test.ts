import fc from "fast-check";
import { expect, test } from "vitest";
import { spreadLabels, wrapLabel } from "./chart-label.ts";

test("a label is broken between words, and what does not fit ends in an ellipsis", () => {
  expect(wrapLabel("Measured in the account", { width: 18, lines: 2 })).toEqual([
    "Measured in the",
    "account",
  ]);
  expect(wrapLabel("one two three four five", { width: 8, lines: 2 })).toEqual(["one two", "three…"]);
});

test("no label is longer or taller than its room", () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 80 }),
      fc.integer({ min: 2, max: 20 }),
      fc.integer({ min: 1, max: 3 }),
      (text, width, lines) => {
        const wrapped = wrapLabel(text, { width, lines });
        expect(wrapped.length).toBeLessThanOrEqual(lines);
        for (const line of wrapped) expect(line.length).toBeLessThanOrEqual(width);
      },
    ),
  );
});

test("labels that would cover each other are moved apart and keep their order", () => {
  expect(spreadLabels([250, 250, 20], { gap: 30, to: 250 })).toEqual([220, 250, 20]);
});

test("labels are always a gap away from each other", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 250 }), { maxLength: 8 }), (wishes) => {
      const placed = spreadLabels(wishes, { gap: 30, to: 250 }).toSorted((a, b) => a - b);
      for (const [index, place] of placed.entries()) {
        expect(place).toBeLessThanOrEqual(250);
        if (index > 0) expect(place - (placed[index - 1] ?? 0)).toBeGreaterThanOrEqual(30);
      }
    }),
  );
});
