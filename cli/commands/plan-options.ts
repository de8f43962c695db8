/** What `drydock plan` is asked for, in place of what the configuration says. */
import {
  type BatchSettings,
  busiestHourOf,
  type LoadProfile,
  type LoadProfileName,
  MOST_RECORDS_OF_A_BATCH,
  type SweepOptions,
} from "../../loadtest/index.ts";
import { busiestHour, type PlanConfig } from "../config/plan-config.ts";
import type { Project } from "../config/project.ts";
import { type Arriving, arrivingFrom } from "../peak/arriving.ts";
import { UsageError } from "../usage-error.ts";
import { numberOf } from "./number-option.ts";

export interface PlanOptions {
  readonly config: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly profile?: LoadProfileName;
  readonly arrivals?: string;
  readonly peak?: string;
  readonly sweep?: boolean;
  readonly reserve?: readonly string[];
  readonly batch?: readonly string[];
}

export interface AskedPlan {
  readonly project: Project;
  /** How the orders arrive, when a file says so. */
  readonly profile: LoadProfile | undefined;
  /** What a sweep varies besides tiers and licences; null without a sweep. */
  readonly varied: Pick<SweepOptions, "reserves" | "batches"> | null;
}

/** @throws UsageError for what is no volume and no number of slots or records, LoadtestError for a file that cannot be read */
export async function askedOf(options: PlanOptions, project: Project): Promise<AskedPlan> {
  const varied = variedBy(options, project);
  const recorded = options.arrivals === undefined ? undefined : await arrivingFrom(options.arrivals);
  const plan = askedPlan(options, project.config.plan, recorded);
  return {
    project: { ...project, config: { ...project.config, plan } },
    profile: recorded?.profile,
    varied,
  };
}

/** A shape or a file that is asked for takes the place of a day of one's own; another peak makes of it a busier or a quieter one. */
function askedPlan(
  { profile, peak }: PlanOptions,
  plan: PlanConfig,
  recorded: Arriving | undefined,
): PlanConfig {
  const { ordersByHour, ...shaped } = plan;
  if (recorded !== undefined) return { ...shaped, peakOrdersPerHour: busiestHourOf(recorded.profile) };
  const busiest = busiestHour(plan);
  const peakOrdersPerHour = numberOf("--peak", peak, busiest);
  if (profile !== undefined) return { ...shaped, profile, peakOrdersPerHour };
  if (ordersByHour === undefined) return { ...shaped, peakOrdersPerHour };
  const factor = busiest === 0 ? 1 : peakOrdersPerHour / busiest;
  return { ...shaped, peakOrdersPerHour, ordersByHour: ordersByHour.map((orders) => orders * factor) };
}

function variedBy(
  { sweep = false, reserve = [], batch = [] }: PlanOptions,
  { config }: Project,
): AskedPlan["varied"] {
  if (!sweep && reserve.length + batch.length > 0) {
    throw new UsageError(
      "--reserve and --batch say what a sweep varies. Add --sweep, or set netsuite.reservedSlots and serve.batching in the configuration.",
    );
  }
  const { by } = config.serve.batching;
  const batches = batch
    .map(sizeOf)
    .map((size): BatchSettings | null => (size === 1 ? null : { by: by === "none" ? "restlet" : by, size }));
  const reserves = reserve.map(slotsOf);
  if (!sweep) return null;
  return {
    ...(reserves.length === 0 ? {} : { reserves }),
    ...(batches.length === 0 ? {} : { batches }),
  };
}

function slotsOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new UsageError(`--reserve is ${text}; write how many slots others need, 0 or more.`);
}

function sizeOf(text: string): number {
  const size = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (size >= 1 && size <= MOST_RECORDS_OF_A_BATCH) return size;
  throw new UsageError(
    `--batch is ${text}; a batch holds 2 to ${MOST_RECORDS_OF_A_BATCH} records (Oracle help article_0127092747), and 1 is none.`,
  );
}
