/** A studied plan in sentences, one a line, as a terminal shows them. */
import { formatDuration } from "../../reports/index.ts";
import { batchingInWords } from "../sweep/plan-map.ts";
import type { SweptPlan } from "../sweep/sweep.ts";
import { count, percent } from "./plan-section.ts";
import type { PlanStudy } from "./plan-study.ts";

export function studyInWords(study: PlanStudy): readonly string[] {
  return [
    ...simulatedInWords(study),
    ...licencesInWords(study),
    cheapestInWords(study),
    ...batchesInWords(study),
    ...hangsOn(study),
  ];
}

export function sweptInWords({ plan, simulated, batching }: SweptPlan): string {
  const { tier, suiteCloudPlus } = plan.supply;
  const name = `${tier} with ${suiteCloudPlus} licence(s), ${plan.slotsAvailable} slots, ${batchingInWords(batching)}`;
  if (simulated === null) return `${name}: none left for this integration`;
  const { timeToNetSuite, longestBacklog, utilisation } = simulated;
  return `${name}: 95 % in NetSuite within ${formatDuration(timeToNetSuite.p95Ms)}, at most ${count(longestBacklog)} on their way, ${percent(utilisation)} of the slots in use${batching !== null || plan.holds ? "" : ", does not hold"}`;
}

function simulatedInWords({ simulated }: PlanStudy): readonly string[] {
  if (simulated === null) return [];
  const { p50Ms, p95Ms } = simulated.timeToNetSuite;
  return [
    `Simulated: ${count(simulated.orders)} orders; half are in NetSuite within ${formatDuration(p50Ms)}, 95 % within ${formatDuration(p95Ms)}; at most ${count(simulated.longestBacklog)} on their way at once.`,
  ];
}

function licencesInWords({ plan, byLicences }: PlanStudy): readonly string[] {
  return byLicences.map(({ supply, slotsAvailable, capacityPerHour, holds }) => {
    const planned = supply.suiteCloudPlus === plan.supply.suiteCloudPlus ? ", as planned" : "";
    return `${supply.suiteCloudPlus} licence(s): ${slotsAvailable} slots, ${count(capacityPerHour)} orders/h at most, ${holds ? "holds" : "does not hold"}${planned}`;
  });
}

function cheapestInWords({ cheapest }: PlanStudy): string {
  if (cheapest === null) return "No tier on sale holds with any number of licences.";
  return `The least that holds: ${cheapest.supply.tier} with ${cheapest.supply.suiteCloudPlus} licence(s).`;
}

function batchesInWords({ batching }: PlanStudy): readonly string[] {
  return batching.map(
    ({ way, size, gain, boundBy }) =>
      `Batches of ${size} by ${way === "rest" ? "asynchronous REST" : "RESTlet"}: ${gain.toFixed(2)} × the orders/h, bound by ${boundBy}.`,
  );
}

function hangsOn({ assumptions: [first] }: PlanStudy): readonly string[] {
  if (first === undefined) return [];
  const [less, , more] = first.slotsNeeded;
  return [`It hangs most on ${first.name}: a quarter less needs ${less} slots, a quarter more ${more}.`];
}
