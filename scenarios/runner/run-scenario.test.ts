import { beforeAll, expect, test } from "vitest";
import { CATALOGUE } from "../catalogue.ts";
import { exampleSetting } from "../world/example-setting.contract.ts";
import type { Setting } from "../world/setting.ts";
import { aScenario } from "./a-scenario.contract.ts";
import { runScenario } from "./run-scenario.ts";
import { runScenarios } from "./run-scenarios.ts";

let setting: Setting;

beforeAll(async () => {
  setting = await exampleSetting();
});

test("passes when everything it expected was found", async () => {
  const page = await runScenario(
    aScenario(async ({ expect: note }) => note.equal("one is one", 1, 1)),
    setting,
  );
  expect(page).toMatchObject({ verdict: "pass", checks: [{ name: "one is one", verdict: "pass" }] });
});

test("fails when one thing was otherwise, and shows both sides", async () => {
  const page = await runScenario(
    aScenario(async ({ expect: note }) => {
      note.equal("right", "yes", "yes");
      note.equal("wrong", { orders: 2 }, { orders: 1 });
    }),
    setting,
  );
  expect(page.verdict).toBe("fail");
  expect(page.checks[1]).toMatchObject({ expected: '{"orders":1}', found: '{"orders":2}' });
});

test("has no verdict when it checked nothing", async () => {
  expect(
    (
      await runScenario(
        aScenario(async () => undefined),
        setting,
      )
    ).verdict,
  ).toBe("not-run");
});

test("fails with the message when it breaks off, whatever it had found before", async () => {
  const page = await runScenario(
    aScenario(async ({ expect: note }) => {
      note.equal("fine so far", 1, 1);
      throw new Error("the shop caught fire");
    }),
    setting,
  );
  expect(page.verdict).toBe("fail");
  expect(page.checks.at(-1)).toMatchObject({ verdict: "fail", found: "the shop caught fire" });
});

test("fails when its world cannot be set up, and says why", async () => {
  const page = await runScenario(
    aScenario(async () => undefined, { world: { account: { tier: "standard", suiteCloudPlus: 9 } } }),
    setting,
  );
  expect(page).toMatchObject({ verdict: "fail", checks: [{ name: "The scenario's world could be set up" }] });
});

test("fails when the core met an error of its own, even if every expectation held", async () => {
  const page = await runScenario(
    aScenario(async ({ errors, expect: note }) => {
      (errors as unknown[]).push(new Error("a bug"));
      note.equal("one is one", 1, 1);
    }),
    setting,
  );
  expect(page.verdict).toBe("fail");
});

test("scenarios run side by side keep the order of the catalogue", async () => {
  const ids = ["one", "two", "three", "four", "five"];
  const scenarios = ids.map((id) =>
    aScenario(async ({ expect: note }) => note.equal("here", true, true), { id }),
  );
  const finished: string[] = [];
  const pages = await runScenarios({ scenarios, setting, onFinished: ({ id }) => finished.push(id) });
  expect(pages.map(({ id }) => id)).toEqual(ids);
  expect(finished.toSorted()).toEqual(ids.toSorted());
});

test.each(CATALOGUE.map((scenario) => [scenario.id, scenario] as const))(
  "%s goes as the business expects",
  async (_id, scenario) => {
    const page = await runScenario(scenario, setting);
    expect(page.checks.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    expect(page.verdict).toBe("pass");
    expect(page.evidence.length).toBeGreaterThan(2);
  },
);

test("every scenario has an id of its own and prose in every part", () => {
  expect(new Set(CATALOGUE.map(({ id }) => id)).size).toBe(CATALOGUE.length);
  for (const { id, title, why, given, when, then } of CATALOGUE) {
    expect(id).toMatch(/^[a-z0-9-]+$/);
    for (const text of [title, why, then]) expect(text.length).toBeGreaterThan(20);
    // "it arrives" says all of a moment.
    for (const text of [given, when]) expect(text).toMatch(/\w+ \w+/);
  }
});
