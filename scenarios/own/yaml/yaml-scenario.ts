/** A scenario in YAML, for those who do not program: prose, an order in the builder's words, what happens, what is expected. */
import { z } from "zod";
import { faultSchema } from "../../../emulator/index.ts";
import { checkYaml } from "../../../integration/index.ts";
import type { OrderBuilder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import { ScenarioError } from "../../scenario-error.ts";
import { ourWords } from "../our-words.ts";
import { labelsForm, scenarioId, scenarioProse } from "../scenario-words.ts";
import { expectAll, expectationForm } from "./expectations.ts";
import { type OrderWords, orderOf, orderWords } from "./order-words.ts";
import { recordForm, stepForm, takeSteps } from "./steps.ts";

export const yamlScenarioForm = z
  .strictObject({
    id: scenarioId.exactOptional().describe("Left out: the name of the file."),
    ...scenarioProse,
    when: scenarioProse.when.default("the shop sends the order"),
    labels: labelsForm.extend({
      stage: labelsForm.shape.stage.default("mapping"),
      flow: labelsForm.shape.flow.default("orders"),
      severity: labelsForm.shape.severity.default("major"),
    }),
    order: orderWords.prefault({}).describe("The order, in the builder's words."),
    records: z.array(recordForm).default([]).describe("That NetSuite holds beside the shop's own."),
    faults: z
      .array(faultSchema)
      .default([])
      .describe("What goes wrong in NetSuite, as in `drydock emulator --faults`."),
    steps: z.array(stepForm).min(1).default(["send"]),
    expect: expectationForm,
  })
  .describe("A scenario of one's own for Drydock.");

/** @param file as it is named in what is wrong with it; @throws ScenarioError `SCENARIO_INVALID` with file, line and fix */
export function yamlScenario(
  text: string,
  { file, id }: { readonly file: string; readonly id: string },
): Scenario {
  const checked = checkYaml({ text, file, schema: yamlScenarioForm, words: ourWords });
  if (!checked.ok) throw new ScenarioError("SCENARIO_INVALID", checked.problems.join("\n"));
  const { order, records, faults, steps, expect, labels, ...words } = checked.value;
  const named = scenarioId.safeParse(words.id ?? id);
  if (!named.success)
    throw new ScenarioError(
      "SCENARIO_INVALID",
      `${file}: its name (${id}) ${named.error.issues[0]?.message}; or give it an id.`,
    );
  return {
    ...words,
    id: named.data,
    labels,
    world: records.length === 0 ? {} : { masterData: records },
    async run(world) {
      for (const fault of faults) world.netsuite.addFault(fault);
      const known = { knownSku: world.setting.knownSku, seed: seedOf(named.data) };
      const build = (change: OrderWords): OrderBuilder => orderOf({ ...order, ...change }, known);
      await expectAll(world, await takeSteps(steps, { world, build }), expect);
    },
  };
}

/** Scenarios that say nothing about it send different orders, the same in every run. */
const seedOf = (id: string): number =>
  [...id].reduce((seed, letter) => (seed * 31 + (letter.codePointAt(0) ?? 0)) % 900_000, 7) + 10_000;
