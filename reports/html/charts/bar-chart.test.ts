import { expect, test } from "vitest";
import { elementsOf, named, type ReadElement, readXml } from "../../junit/xml-reader.contract.ts";
import type { BarChartBlock } from "../../report.ts";
import { barChart } from "./bar-chart.ts";

test("bars are as long as their values, counted from zero", () => {
  const [one = 0, two = 0, three = 0] = bars(aChart()).map(({ attributes }) => Number(attributes["width"]));
  expect(two / one).toBeCloseTo(2, 1);
  expect(three / one).toBeCloseTo(3, 1);
});

test("a highlighted bar is hatched and its words are marked", () => {
  const highlighted = elementsOf(drawn(aChart())).filter(({ attributes }) =>
    attributes["class"]?.includes("highlighted"),
  );
  const [rect, ...words] = highlighted.slice(0, 3);
  expect(rect?.attributes["fill"]).toMatch(/^url\(#chart-wide-hatch\)$/);
  expect(words.map(({ text }) => text)).toEqual(["two", "20 slots"]);
});

test("a negative value goes the other way from zero", () => {
  const chart = aChart({
    bars: [
      { label: "less", value: -10, display: "-10" },
      { label: "more", value: 10, display: "10" },
    ],
  });
  const [less, more] = bars(chart).map(({ attributes }) => attributes);
  expect(Number(less?.["x"]) + Number(less?.["width"])).toBeCloseTo(Number(more?.["x"]), 1);
});

test("the limit is drawn, named, and told in the table", () => {
  const figure = drawn(aChart({ limit: { label: "Needed", value: 19 } }));
  for (const svg of named(figure, "svg")) expect(svg.text).toContain("Needed");
  expect(named(figure, "caption")[0]?.text).toContain("“Needed” stands at 19");
});

test("the figures stand beside the chart as a table", () => {
  const rows = named(drawn(aChart()), "tr").map(({ children }) => children.map(({ text }) => text));
  expect(rows.slice(1)).toEqual([
    ["one", "10 slots"],
    ["two (highlighted)", "20 slots"],
    ["three", "30 slots"],
  ]);
});

test("a chart without bars says so", () => {
  expect(drawn(aChart({ bars: [] })).text).toContain("No data");
});

function aChart(changes: Partial<BarChartBlock> = {}): BarChartBlock {
  return {
    kind: "bar-chart",
    title: "Slots by licences",
    description: "Each licence adds ten.",
    xLabel: "Slots",
    bars: [
      { label: "one", value: 10, display: "10 slots" },
      { label: "two", value: 20, display: "20 slots", highlighted: true },
      { label: "three", value: 30, display: "30 slots" },
    ],
    ...changes,
  };
}

function drawn(block: BarChartBlock): ReadElement {
  return readXml(String(barChart(block, "chart")));
}

/** The bars of the wide drawing. */
function bars(block: BarChartBlock): readonly ReadElement[] {
  const [svg] = named(drawn(block), "svg");
  return elementsOf(svg ?? drawn(block)).filter(
    ({ attributes }) => attributes["class"]?.split(" ")[0] === "bar",
  );
}
