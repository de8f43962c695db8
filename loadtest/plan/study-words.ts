/** A studied plan in sentences, one a line, as a terminal shows them. */
import { formatDuration } from "../../reports/index.ts";
import { batchingInWords } from "../simulator/simulated-batch.ts";
import { holdsSwept } from "../sweep/plan-map.ts";
import type { SweptPlan } from "../sweep/sweep.ts";
import type { Assumption } from "./assumptions.ts";
import type { ConcurrencyPlan } from "./concurrency-plan.ts";
import { count, inTimeInWords, inWords, needInWords, percent, spare } from "./plan-section.ts";
import type { PlanStudy } from "./plan-study.ts";
import type { ServiceLevel } from "./service-level.ts";

/** The answer in a few sentences, which say what the checks say. */
export function answerInWords({ plan, batched, simulated, checks }: PlanStudy): string {
  const holds = checks.every(({ verdict }) => verdict === "pass");
  if (batched !== null) {
    const how = simulated === null ? "no slot is left" : `${inTimeInWords(simulated)} (simulated)`;
    return `One by one: ${needInWords(plan)} In ${batchingInWords(batched)}, as configured, the plan ${holds ? "holds" : "does not hold"}: ${how}.`;
  }
  if (!plan.holds || holds) return inWords(plan);
  return `${needInWords(plan)} The slots suffice, with ${spare(plan)}, but not every wish comes true.`;
}

export function studyInWords(study: PlanStudy): readonly string[] {
  return [
    ...simulatedInWords(study),
    ...licencesInWords(study),
    leastInWords(study),
    ...batchesInWords(study),
    ...hangsOn(study),
  ];
}

export function sweptInWords(each: SweptPlan, wishes: ServiceLevel): string {
  const { plan, simulated, batching } = each;
  const { tier, suiteCloudPlus } = plan.supply;
  const name = `${tier} with ${suiteCloudPlus} licence(s), ${plan.slotsAvailable} slots, ${batchingInWords(batching)}`;
  if (simulated === null) return `${name}: none left for this integration`;
  const { timeToNetSuite, longestBacklog, utilisation } = simulated;
  return `${name}: 95 % in NetSuite within ${formatDuration(timeToNetSuite.p95Ms)}, at most ${count(longestBacklog)} on their way, ${percent(utilisation)} of the slots in use${holdsSwept(each, wishes) ? "" : ", does not hold"}`;
}

function simulatedInWords({ simulated }: PlanStudy): readonly string[] {
  if (simulated === null) return [];
  const { p50Ms, p95Ms } = simulated.timeToNetSuite;
  return [
    `Simulated: ${count(simulated.orders)} orders; half are in NetSuite within ${formatDuration(p50Ms)}, 95 % within ${formatDuration(p95Ms)}; at most ${count(simulated.longestBacklog)} on their way at once.`,
  ];
}

function licencesInWords({ plan, byLicences, batched }: PlanStudy): readonly string[] {
  const one = batched === null ? "" : " one by one";
  return byLicences.map(({ supply, slotsAvailable, capacityPerHour, holds }) => {
    const planned = supply.suiteCloudPlus === plan.supply.suiteCloudPlus ? ", as planned" : "";
    return `${supply.suiteCloudPlus} licence(s): ${slotsAvailable} slots, ${count(capacityPerHour)} orders/h at most, ${holds ? "which suffices" : "too few"}${one}${planned}`;
  });
}

export function leastInWords({ cheapest, price, unpriced }: PlanStudy): string {
  const named = ({ supply: { tier, suiteCloudPlus } }: ConcurrencyPlan): string =>
    `${tier} with ${suiteCloudPlus} licence(s)`;
  if (cheapest !== null) {
    return price === null
      ? `The least that holds: ${named(cheapest)}.`
      : `The cheapest that holds: ${named(cheapest)}, for ${price.toLocaleString("en-US")} a year.`;
  }
  return unpriced === null
    ? "No tier on sale holds with any number of licences."
    : `No tier that has a price holds with any number of licences; of all on sale the least that holds: ${named(unpriced)}.`;
}

function batchesInWords({ batching }: PlanStudy): readonly string[] {
  return batching.map(
    ({ way, size, gain, boundBy }) =>
      `Batches of ${size} by ${way === "rest" ? "asynchronous REST" : "RESTlet"}: ${gain.toFixed(2)} × the orders/h, bound by ${boundBy}.`,
  );
}

function hangsOn({ assumptions, plan }: PlanStudy): readonly string[] {
  const [first] = assumptions;
  if (first === undefined) return [];
  const isEqual = ({ decides, slotsNeeded }: Assumption): boolean =>
    decides === first.decides && slotsNeeded.join() === first.slotsNeeded.join();
  const names = assumptions.filter(isEqual).map(({ name }) => name);
  const [less, , more] = first.slotsNeeded;
  const turns = first.decides
    ? "one of the two turns the answer"
    : `the slots ${plan.holds ? "suffice" : "are too few"} either way`;
  return [
    `It hangs most on ${names.join(" and ")}: a quarter less needs ${less} slots, a quarter more ${more}; ${turns}.`,
  ];
}
