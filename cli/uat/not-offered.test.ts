import { expect, test } from "vitest";
import { type Check, type Report, render, type ScenarioPage } from "../../reports/index.ts";
import { CATALOGUE, NotOfferedError, proseOf } from "../../scenarios/index.ts";
import { reasonOf } from "../gate/uat-stage.ts";
import { withReason } from "./not-offered.ts";

const LACK = new NotOfferedError("way to try a dead letter again").check;
const WHY = "The target offers no way to try a dead letter again.";

const [ordinary] = CATALOGUE.filter(({ id }) => id === "perfect-order").map(proseOf);
if (ordinary === undefined) expect.unreachable();

const aPage = (checks: readonly Check[], verdict: ScenarioPage["verdict"] = "not-run"): ScenarioPage => ({
  ...ordinary,
  verdict,
  durationMs: 1,
  checks,
  evidence: [],
});

test("what a scenario needs and is not offered is its reason, said once", () => {
  const page = withReason(aPage([{ name: "one order", verdict: "pass" }, LACK, LACK]));
  expect(page.notOffered).toBe(WHY);
  expect(reasonOf(page)).toBe(`${page.id} (${page.title}): Not offered: ${WHY}`);
});

test("what failed, and what was left without a verdict for another reason, was offered", () => {
  const failed = aPage([LACK, { name: "one order", verdict: "fail" }], "fail");
  const left = aPage([{ name: "what comes next", verdict: "not-run", detail: "It was stopped." }]);
  expect([failed, left].map((page) => withReason(page).notOffered)).toEqual([undefined, undefined]);
});

test("a test report skips it with that reason", () => {
  const scenario = withReason(aPage([LACK]));
  const blocks = [{ kind: "scenario", scenario } as const];
  const report: Report = {
    title: "Acme Store: acceptance tests",
    subtitle: "Flows: shopify-orders",
    generatedAt: "2026-11-27T12:00:00Z",
    verdict: "not-run",
    summary: [],
    sections: [{ id: "uat", title: "UAT", blocks }],
  };
  expect(render(report, "junit")).toContain(`<skipped message="Not offered: ${WHY}" />`);
});
