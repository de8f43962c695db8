import { beforeAll, expect, test } from "vitest";
import type { Scenario } from "../scenario.ts";
import { exampleSetting } from "../world/example-setting.contract.ts";
import type { Setting } from "../world/setting.ts";
import { aScenario } from "./a-scenario.contract.ts";
import { repeatScenarios } from "./repeat-scenarios.ts";

let setting: Setting;

beforeAll(async () => {
  setting = await exampleSetting();
});

const steady = (id: string): Scenario =>
  aScenario(async ({ expect: note }) => note.equal("here", true, true), { id });

/** Finds something else the so-manieth time it runs. */
function unsteady(id: string, otherwiseAt: number): Scenario {
  let runs = 0;
  return aScenario(
    async ({ expect: note }) => {
      runs += 1;
      note.equal("orders in NetSuite", runs === otherwiseAt ? 2 : 1, 1);
    },
    { id },
  );
}

test("what goes the same each time is as it was found the first time", async () => {
  const pages = await repeatScenarios({
    scenarios: [steady("one"), steady("two")],
    setting,
    repetitions: { times: 3, shuffleBy: 7 },
  });
  expect(pages.map(({ id, verdict, checks }) => [id, verdict, checks.length])).toEqual([
    ["one", "pass", 1],
    ["two", "pass", 1],
  ]);
});

test("a scenario that goes otherwise once fails, with the repetition and what it found", async () => {
  const told: (readonly [number, readonly string[]])[] = [];
  const [one, two] = await repeatScenarios({
    scenarios: [steady("one"), unsteady("two", 3)],
    setting,
    repetitions: { times: 4, shuffleBy: null },
    onRepetition: (number, differing) => told.push([number, differing]),
  });
  expect(one?.verdict).toBe("pass");
  expect(two?.verdict).toBe("fail");
  expect(two?.checks.at(-1)).toMatchObject({
    name: "Each repetition finds the same",
    expected: "as in the first: orders in NetSuite: 1",
    found: "repetition 3: orders in NetSuite: 2",
  });
  expect(told).toEqual([
    [1, []],
    [2, []],
    [3, ["two"]],
    [4, []],
  ]);
});

test("with bail the hunt ends with the first difference", async () => {
  const told: number[] = [];
  await repeatScenarios({
    scenarios: [unsteady("one", 2)],
    setting,
    bail: true,
    repetitions: { times: 9, shuffleBy: null },
    onRepetition: (number) => told.push(number),
  });
  expect(told).toEqual([1, 2]);
});

test("a shuffled order is another in each repetition, and the same for the same seed", async () => {
  const scenarios = Array.from({ length: 12 }, (_, n) => steady(`s${n}`));
  const ordersBy = async (shuffleBy: number): Promise<readonly string[]> => {
    const started: string[] = [];
    const runner = {
      sideBySide: 1,
      run: async ({ id }: Scenario) => {
        started.push(id);
        return { ...(await runNothing(id)) };
      },
      close: async () => undefined,
    };
    await repeatScenarios({ scenarios, setting, runner, repetitions: { times: 2, shuffleBy } });
    return started;
  };
  const orders = await ordersBy(7);
  expect(orders.slice(0, 12)).not.toEqual(orders.slice(12));
  expect(orders.slice(0, 12).toSorted()).toEqual(orders.slice(12).toSorted());
  expect(await ordersBy(7)).toEqual(orders);
  expect(await ordersBy(8)).not.toEqual(orders);
});

const runNothing = async (id: string) => ({
  ...{ id, title: id, why: "", given: "", when: "" },
  // biome-ignore lint/suspicious/noThenProperty: a word of a scenario, not a promise
  then: "",
  ...{ tags: [], verdict: "pass" as const, checks: [], evidence: [], durationMs: 0 },
});
