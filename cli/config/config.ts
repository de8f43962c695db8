/** `drydock.yaml`: one file that says which shop, which NetSuite account, which plan and which thresholds. */
import { z } from "zod";
import { scheduledFaultSchema, thresholdsSchema } from "../../loadtest/index.ts";
import { foreignTargetSchema } from "../../scenarios/index.ts";
import { accountDataFiles } from "./account-data-files.ts";
import { planConfigSchema } from "./plan-config.ts";
import {
  flowsSchema,
  netsuiteFields,
  refuseImpossibleSlots,
  serveSchema,
  shopFields,
} from "./service-config.ts";
import { uatConfigSchema } from "./uat-config.ts";

const count = z.number().int().positive();

export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    shop: z
      .strictObject({
        name: z.string().min(1).describe("The shop's name, for reports."),
        ...shopFields,
        orders: z.string().describe("Real or generated orders (.jsonl or .json), relative to this file."),
        knownSku: z.string().min(1).describe("A SKU that exists in NetSuite; the scenarios order it."),
      })
      .describe("The source system."),
    netsuite: z
      .strictObject({
        ...netsuiteFields,
        data: accountDataFiles,
      })
      .superRefine(refuseImpossibleSlots)
      .describe("The NetSuite account, real or to be bought."),
    flows: flowsSchema
      .refine((flows) => flows.filter(({ kind }) => kind === "shopify-orders").length === 1, {
        message:
          "the plan, the scenarios and the peak are about orders: one flow of kind shopify-orders is needed",
      })
      .describe("What moves between the systems, one entry a flow, each with its own mapping."),
    plan: planConfigSchema,
    load: z
      .strictObject({
        orders: count
          .default(1)
          .describe(
            "Webhooks at least: the whole file is sent, and repeated under new ids if that is too few.",
          ),
        connections: count.default(16).describe("Connections over which the shop sends them."),
        timeScale: z
          .number()
          .min(1)
          .default(5)
          .describe("Divides NetSuite's waits, so that a peak runs in seconds."),
        faults: z
          .array(scheduledFaultSchema)
          .default([])
          .describe("What goes wrong along the peak, in minutes of NetSuite's time."),
        generatorLateMs: z
          .number()
          .positive()
          .default(500)
          .describe("A load generator that is later than this at p99 has measured itself: no verdict."),
      })
      .prefault({}),
    thresholds: thresholdsSchema
      .prefault({})
      .describe(
        'What a peak must hold: for each metric a bound or a list of them, such as "p99 <= 1 s". Where none is set, the defaults and the plan\'s wishes hold.',
      ),
    uat: uatConfigSchema,
    target: foreignTargetSchema.exactOptional(),
    serve: serveSchema,
  })
  .describe("Configuration of Drydock.");

export type Config = z.output<typeof configSchema>;
