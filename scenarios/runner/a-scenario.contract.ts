/** A scenario that is nothing but what it runs, for tests. */
import type { Scenario } from "../scenario.ts";

export const aScenario = (run: Scenario["run"], change: Partial<Scenario> = {}): Scenario => ({
  id: "a-scenario",
  title: "A scenario",
  why: "",
  given: "",
  when: "",
  // biome-ignore lint/suspicious/noThenProperty: a word of a scenario, not a promise
  then: "",
  labels: { stage: "mapping", flow: "orders", severity: "minor", edge: "money" },
  run,
  ...change,
});
