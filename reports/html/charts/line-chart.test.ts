import fc from "fast-check";
import { expect, test } from "vitest";
import { elementsOf, named, type ReadElement, readXml } from "../../junit/xml-reader.contract.ts";
import type { LineChartBlock, Series } from "../../report.ts";
import { anyBlock } from "../../samples/hostile-report.contract.ts";
import { barChart } from "./bar-chart.ts";
import { lineChart } from "./line-chart.ts";

test("a chart has a name and a description for those who cannot see it", () => {
  const drawings = named(drawn(aChart()), "svg");
  expect(drawings).toHaveLength(2);
  for (const svg of drawings) {
    expect(svg.attributes["role"]).toBe("img");
    expect(named(svg, "title")[0]?.text).toBe("Slots in use");
    expect(named(svg, "desc")[0]?.text).toBe("Never above the limit.");
    expect(svg.attributes["aria-labelledby"]).toBe(
      `${named(svg, "title")[0]?.attributes["id"]} ${named(svg, "desc")[0]?.attributes["id"]}`,
    );
  }
});

test("a chart names its axes, its lines and its limit in the drawing", () => {
  for (const svg of named(drawn(aChart()), "svg")) {
    for (const word of ["Minute", "Slots", "measured", "planned", "Limit 15"])
      expect(svg.text).toContain(word);
  }
});

test("lines differ in dash pattern and marker, not only in colour", () => {
  const series = Array.from({ length: 20 }, (_, index) =>
    aSeries(`series ${index}`, [
      [0, index],
      [1, index],
    ]),
  );
  const [svg] = named(drawn(aChart({ series })), "svg");
  const looks = elementsOf(svg ?? drawn(aChart()))
    .filter(({ attributes }) => attributes["class"]?.startsWith("series") ?? false)
    .slice(0, 20)
    .map(
      ({ children }) => `${children[0]?.attributes["stroke-dasharray"]} ${children.at(-1)?.attributes["d"]}`,
    );
  expect(new Set(looks).size).toBe(20);
});

test("the figures of a chart stand beside it as a table", () => {
  const rows = named(drawn(aChart()), "tr").map(({ children }) => children.map(({ text }) => text));
  expect(rows).toEqual([
    ["Minute", "measured", "planned"],
    ["0", "2", ""],
    ["1", "14", "12.5"],
    ["2", "", "3"],
  ]);
});

test("a line in steps goes sideways before it goes up", () => {
  const series = [
    aSeries(
      "slots",
      [
        [0, 0],
        [1, 10],
      ],
      true,
    ),
  ];
  const path = named(drawn(aChart({ series })), "path").find(
    ({ attributes }) => attributes["class"] === "line",
  );
  const [, first, second] = (path?.attributes["d"] ?? "").split(/[ML]/).map((pair) => pair.split(","));
  expect(second?.[1]).toBe(first?.[1]);
});

test("a limit above all points is inside the drawing", () => {
  const svg = named(drawn(aChart({ limit: { label: "far", y: 1000 } })), "g").find(
    ({ attributes }) => attributes["class"] === "limit",
  );
  expect(Number(svg?.children[0]?.attributes["y1"])).toBeGreaterThanOrEqual(36);
});

test("a chart without a single point says so", () => {
  const series = [
    aSeries("nothing", []),
    aSeries("nonsense", [
      [Number.NaN, 1],
      [1, Number.POSITIVE_INFINITY],
    ]),
  ];
  expect(drawn(aChart({ series })).text).toContain("No data");
});

test("points that are all but one on an axis are drawn", () => {
  const series = [
    aSeries("almost nothing", [
      [5e-324, 0],
      [-5e-324, 5e-324],
    ]),
  ];
  expect(named(drawn(aChart({ series })), "path").length).toBeGreaterThan(0);
});

test("no chart draws a coordinate that is not a number", () => {
  fc.assert(
    fc.property(anyBlock, (block) => {
      if (block.kind !== "line-chart" && block.kind !== "bar-chart") return;
      const figure = readXml(
        String(block.kind === "line-chart" ? lineChart(block, "c") : barChart(block, "c")),
      );
      const numbers = elementsOf(figure).flatMap(({ attributes }) =>
        ["x", "y", "x1", "x2", "y1", "y2", "width", "height", "d", "transform", "viewBox"].flatMap(
          (key) => attributes[key] ?? [],
        ),
      );
      expect(numbers.filter((number) => /NaN|Infinity|undefined/.test(number))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

function aSeries(name: string, points: readonly (readonly [number, number])[], step = false): Series {
  return { name, step, points: points.map(([x, y]) => ({ x, y })) };
}

function aChart(changes: Partial<LineChartBlock> = {}): LineChartBlock {
  return {
    kind: "line-chart",
    title: "Slots in use",
    description: "Never above the limit.",
    xLabel: "Minute",
    yLabel: "Slots",
    series: [
      aSeries(
        "measured",
        [
          [0, 2],
          [1, 14],
        ],
        true,
      ),
      aSeries("planned", [
        [1, 12.5],
        [2, 3],
      ]),
    ],
    limit: { label: "Limit 15", y: 15 },
    ...changes,
  };
}

function drawn(block: LineChartBlock): ReadElement {
  return readXml(String(lineChart(block, "chart")));
}
