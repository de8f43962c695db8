import { expect, test } from "vitest";
import { planConcurrency } from "../plan/concurrency-plan.ts";
import { DEMAND, SUPPLY } from "../plan/sample-plan.contract.ts";
import { machineShareInWords } from "./machine-share.ts";

/** A call takes a second of NetSuite's time. */
const PLAN = planConcurrency({ ...DEMAND, latency: { fixedMs: 1_000 } }, SUPPLY);

test("a time scale at which the machine is a tenth of a call is no cause for concern, a higher one says so", () => {
  expect(machineShareInWords(PLAN, 25)).toBeNull();
  expect(machineShareInWords(PLAN, 100)).toMatch(
    /counts 400 ms at time scale 100: 40 % of what NetSuite takes\..* a time scale of 25 or less/,
  );
});
