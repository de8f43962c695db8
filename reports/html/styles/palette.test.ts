import { expect, test } from "vitest";
import { DARK, LIGHT, type Palette } from "./palette.ts";

/** WCAG 2.2, 1.4.3 and 1.4.11: 4.5 for text, 3 for lines and marks that carry meaning. */
const TEXT = 4.5;
const GRAPHICS = 3;

const PAIRS: readonly [keyof Palette, keyof Palette, number][] = [
  ...(["ink", "quiet", "link", "pass", "fail", "not-run"] as const).flatMap(
    (word): [keyof Palette, keyof Palette, number][] => [
      [word, "paper", TEXT],
      [word, "sheet", TEXT],
    ],
  ),
  ["quiet", "sunken", TEXT],
  ["ink", "sunken", TEXT],
  ...(["pass", "fail", "not-run", "info"] as const).flatMap(
    (tone): [keyof Palette, keyof Palette, number][] => [
      [tone, `${tone}-soft`, TEXT],
      ["ink", `${tone}-soft`, TEXT],
      ["sheet", tone, TEXT],
    ],
  ),
  // The names of the series are written in their colours.
  ...(["hue-1", "hue-2", "hue-3", "hue-4"] as const).map((hue): [keyof Palette, keyof Palette, number] => [
    hue,
    "sheet",
    TEXT,
  ]),
  // Words stand upon every shade of a heat map.
  ...(["shade-1", "shade-2", "shade-3", "shade-4", "shade-5"] as const).map(
    (shade): [keyof Palette, keyof Palette, number] => ["ink", shade, TEXT],
  ),
  ["quiet", "sheet", GRAPHICS],
];

test.each(PAIRS)("%s on %s can be read in both schemes (at least %d)", (front, ground, least) => {
  for (const palette of [LIGHT, DARK]) {
    expect(contrast(palette[front], palette[ground])).toBeGreaterThanOrEqual(least);
  }
});

test("contrast is measured as WCAG measures it", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
