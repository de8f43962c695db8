/** Swept plans as a heat map: a row for each tier, way of batching and reserve, a column for each licence count. Pure. */
import { formatDuration, type HeatCell, type HeatMapBlock } from "../../reports/index.ts";
import type { Supply } from "../plan/concurrency-plan.ts";
import { percent } from "../plan/plan-section.ts";
import { holdsSimulatedPlan, isGranted, patienceMs, type ServiceLevel } from "../plan/service-level.ts";
import { type BatchSettings, batchingInWords } from "../simulator/simulated-batch.ts";
import type { SweptPlan } from "./sweep.ts";

export interface PlanMap {
  readonly swept: readonly SweptPlan[];
  /** The plan that one has, or that was found. */
  readonly chosen: Pick<Supply, "tier" | "suiteCloudPlus" | "reservedSlots">;
  /** How it batches; null is each order by itself. */
  readonly batching: BatchSettings | null;
  readonly serviceLevel: ServiceLevel;
}

export function planMap(map: PlanMap): HeatMapBlock {
  const { swept } = map;
  const rowOf = rowsOf(swept);
  const placed = swept.map((each) => ({ each, row: rowOf(each) }));
  const rows = [...new Set(placed.map(({ row }) => row))];
  const columns = [...new Set(swept.map(({ plan }) => plan.supply.suiteCloudPlus))].toSorted(
    (one, other) => one - other,
  );
  const cellAt = (row: string, licences: number): HeatCell | null => {
    const found = placed.find(
      ({ each, row: its }) => its === row && each.plan.supply.suiteCloudPlus === licences,
    );
    return found === undefined ? null : cellOf(found.each, map);
  };
  const sold = swept.filter(({ simulated }) => simulated !== null);
  const holding = sold.filter((each) => holdsSwept(each, map.serviceLevel));
  return {
    kind: "heat-map",
    title: "Plans compared (simulated)",
    description: `Within how long 95 % of the orders are in NetSuite, and how busy the slots are. A plan holds when ${holdsWhen(map)}: ${holding.length} of ${sold.length} do.`,
    xLabel: "SuiteCloud Plus licences",
    yLabel: "plan",
    columns: columns.map(String),
    rows: rows.map((label) => ({ label, cells: columns.map((licences) => cellAt(label, licences)) })),
  };
}

/** What all of them have in common needs no name. */
function rowsOf(swept: readonly SweptPlan[]): (each: SweptPlan) => string {
  const differ = (of: (each: SweptPlan) => unknown): boolean =>
    new Set(swept.map((each) => JSON.stringify(of(each)))).size > 1;
  const saysBatching = differ(({ batching }) => batching);
  const saysReserve = differ(({ plan }) => plan.supply.reservedSlots);
  return ({ plan, batching }) => {
    const { tier, reservedSlots } = plan.supply;
    return [
      tier,
      ...(saysBatching ? [batchingInWords(batching)] : []),
      ...(saysReserve ? [`${reservedSlots} reserved`] : []),
    ].join(", ");
  };
}

function cellOf(each: SweptPlan, { chosen, batching, serviceLevel }: PlanMap): HeatCell | null {
  const { simulated } = each;
  if (simulated === null) return null;
  const { supply } = each.plan;
  const isChosen =
    supply.tier === chosen.tier &&
    supply.suiteCloudPlus === chosen.suiteCloudPlus &&
    supply.reservedSlots === chosen.reservedSlots &&
    batchingInWords(each.batching) === batchingInWords(batching);
  const { p95Ms } = simulated.timeToNetSuite;
  return {
    value: p95Ms,
    display: `${formatDuration(p95Ms)}, ${percent(simulated.utilisation)}`,
    holds: holdsSwept(each, serviceLevel),
    ...(isChosen ? { chosen: true } : {}),
  };
}

/** As the plan itself is judged: by calculation, or in batches, which need fewer slots than that, by simulation; and the wishes come true. */
export function holdsSwept({ plan, batching, simulated }: SweptPlan, wishes: ServiceLevel): boolean {
  if (simulated === null) return false;
  return batching === null
    ? plan.holds && isGranted(simulated, wishes)
    : holdsSimulatedPlan(simulated, wishes);
}

function holdsWhen({ swept, serviceLevel }: PlanMap): string {
  const { withinMinutes, backlogAtMost } = serviceLevel;
  const time = formatDuration(patienceMs(serviceLevel));
  const inBatches = swept.some(({ batching }) => batching !== null)
    ? ` (in batches: when that is within ${time})`
    : "";
  return [
    `its slots suffice${withinMinutes === undefined ? inBatches : ""}`,
    ...(withinMinutes === undefined ? [] : [`that is within ${time}`]),
    ...(backlogAtMost === undefined ? [] : [`at most ${backlogAtMost} orders are on their way`]),
  ].join(", and ");
}
