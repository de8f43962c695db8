/** `plan:` of `drydock.yaml`: the volume, the wishes and what may be bought. */
import { z } from "zod";
import {
  busiestHourOf,
  dayLoad,
  LOAD_PROFILE_NAMES,
  MOST_RECORDS_OF_A_BATCH,
  TIERS_ON_SALE,
} from "../../loadtest/index.ts";

const NAMED_LATENCIES = ["lean", "typical", "heavy"] as const;
const LATENCY_RULE = `write ${NAMED_LATENCIES.join(", ")}, or a file (.yaml, .json) with a latency profile of your own`;
const share = z.number().min(0).max(1);
const BATCH_RULE = `a batch holds 2 to ${MOST_RECORDS_OF_A_BATCH} records (Oracle help article_0127092747)`;
const money = z.number().nonnegative();
const VOLUME_RULE = "a plan needs a volume above 0; write the orders of the busiest hour, such as 8000";
const HOUR_RULE = "an hour brings 0 orders or more; write 0 for one in which none come";

export const planConfigSchema = z
  .strictObject({
    peakOrdersPerHour: z.number().positive(VOLUME_RULE).describe("Orders that arrive in the busiest hour."),
    latency: z
      .union([z.enum(NAMED_LATENCIES), z.string().regex(/\.(?:ya?ml|json)$/i, LATENCY_RULE)], {
        error: LATENCY_RULE,
      })
      .default("typical")
      .describe(
        "How fast NetSuite answers: a profile's name, or a file relative to this one with a profile of your own, such as the overlay that `drydock calibrate` writes.",
      ),
    maxUtilisation: share.gt(0).default(0.85).describe("The share of its slots that the plan may keep busy."),
    profile: z
      .enum(LOAD_PROFILE_NAMES)
      .default("constant")
      .describe(
        "How the orders arrive, in the simulation: the shape whose busiest hour is peakOrdersPerHour.",
      ),
    ordersByHour: z
      .array(z.number().nonnegative(HOUR_RULE))
      .min(1)
      .exactOptional()
      .describe(
        "Orders in each hour of a day of one's own, in place of a profile; its busiest hour takes the place of peakOrdersPerHour.",
      ),
    serviceLevel: z
      .strictObject({
        withinMinutes: z
          .number()
          .positive()
          .exactOptional()
          .describe("Minutes within which 95 % of the orders must be in NetSuite."),
        backlogAtMost: z
          .number()
          .int()
          .positive()
          .exactOptional()
          .describe("Orders that may be on their way at any moment."),
      })
      .prefault({})
      .describe("What the business wishes beyond keeping up; judged by simulation."),
    batchSize: z
      .number()
      .int()
      .min(2, BATCH_RULE)
      .max(MOST_RECORDS_OF_A_BATCH, BATCH_RULE)
      .default(20)
      .describe("Records of a batch, to tell what batching would buy."),
    prices: z
      .strictObject({
        tiers: z
          .partialRecord(z.enum(TIERS_ON_SALE), money)
          .describe("A year's price of each tier that may be bought."),
        suiteCloudPlus: money.describe("A year's price of one SuiteCloud Plus licence."),
      })
      .exactOptional()
      .describe(
        "What the contract says, in any one currency: then the cheapest plan is the one that costs least.",
      ),
  })
  .describe("What the concurrency plan is calculated and simulated from.");

export type PlanConfig = z.output<typeof planConfigSchema>;

export const isNamedLatency = (latency: string): latency is (typeof NAMED_LATENCIES)[number] =>
  NAMED_LATENCIES.some((name) => name === latency);

/** Orders of the hour that everything is planned for. */
export const busiestHour = ({ ordersByHour, peakOrdersPerHour }: PlanConfig): number =>
  ordersByHour === undefined ? peakOrdersPerHour : busiestHourOf(dayLoad(ordersByHour));
