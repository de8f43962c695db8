import { expect, test } from "vitest";
import { failuresOf } from "./failures.ts";
import type { Report, ScenarioPage, Section } from "./report.ts";
import { ZERO_DOLLAR } from "./samples/sample-scenarios.ts";
import { FAILED_GATE, PASSED_UAT } from "./samples/samples.ts";

test("a failed check is listed with its scenario and its section", () => {
  const [failed, ...others] = failuresOf(FAILED_GATE);
  expect(others).toEqual([]);
  expect(failed?.name).toBe("The dead letter names the SKU");
  expect(failed?.scenario?.scenario.id).toBe("unknown-sku");
  expect(failed?.section.id).toBe("uat");
  expect(failed?.place).toEqual([2]);
});

test("a scenario that failed without a failed check is listed itself", () => {
  const scenario: ScenarioPage = { ...ZERO_DOLLAR, verdict: "fail" };
  const [failed] = failuresOf(aReport({ id: "uat", title: "UAT", blocks: [{ kind: "scenario", scenario }] }));
  expect(failed).toMatchObject({ name: "The scenario failed.", check: null });
});

test("a section that failed without a failed check is listed itself", () => {
  const [failed] = failuresOf(aReport({ id: "load", title: "Load", verdict: "fail", blocks: [] }));
  expect(failed).toMatchObject({ name: "The section failed.", check: null, scenario: null });
});

test("nothing is listed when nothing failed", () => {
  expect(failuresOf(PASSED_UAT)).toEqual([]);
});

function aReport(section: Section): Report {
  return { ...PASSED_UAT, sections: [section] };
}
