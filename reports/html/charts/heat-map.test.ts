import { expect, test } from "vitest";
import { elementsOf, named, type ReadElement, readXml } from "../../junit/xml-reader.contract.ts";
import type { HeatMapBlock } from "../../report.ts";
import { heatMap } from "./heat-map.ts";

test("each cell says its figure, whether it holds and whether it is chosen, without any colour", () => {
  expect(cells(aMap()).map(({ text }) => text)).toEqual([
    "90 min ✕, does not hold",
    "–",
    "2 min ✓, holds◆, chosen",
    "6 s ✓, holds",
  ]);
});

test("the higher the figure the darker the cell; what does not hold is hatched, what is chosen is framed", () => {
  const classes = cells(aMap()).map(({ attributes }) => attributes["class"]);
  expect(classes).toEqual([
    "right shade-5 fails",
    "right none",
    expect.stringMatching(/^right shade-[234] chosen$/),
    "right shade-1",
  ]);
});

test("rows and columns have heads that a screen reader reads with each cell", () => {
  const heads = named(drawn(aMap()), "th").map(({ text, attributes }) => [text, attributes["scope"]]);
  expect(heads).toEqual([
    ["tier \\ licences", "col"],
    ["0", "col"],
    ["1", "col"],
    ["Standard", "row"],
    ["Premium", "row"],
  ]);
});

test("figures that are all the same, or none, have one shade", () => {
  const same = aMap({ rows: [{ label: "one", cells: [{ value: 7, display: "7", holds: true }] }] });
  expect(cells(same)[0]?.attributes["class"]).toBe("right shade-1");
  expect(cells(aMap({ rows: [], columns: [] }))).toEqual([]);
});

function aMap(changes: Partial<HeatMapBlock> = {}): HeatMapBlock {
  return {
    kind: "heat-map",
    title: "Plans",
    description: "Premium holds.",
    xLabel: "licences",
    yLabel: "tier",
    columns: ["0", "1"],
    rows: [
      { label: "Standard", cells: [{ value: 5_400, display: "90 min", holds: false }, null] },
      {
        label: "Premium",
        cells: [
          { value: 120, display: "2 min", holds: true, chosen: true },
          { value: 6, display: "6 s", holds: true },
        ],
      },
    ],
    ...changes,
  };
}

const drawn = (block: HeatMapBlock): ReadElement => readXml(String(heatMap(block, "map")));

const cells = (block: HeatMapBlock): readonly ReadElement[] =>
  elementsOf(drawn(block)).filter(({ name }) => name === "td");
