/** `drydock.yaml`: one file that says which shop, which NetSuite account, which plan and which thresholds. */
import { z } from "zod";
import { concurrencyLimitOf, SERVICE_TIERS } from "../../emulator/index.ts";
import { batchingForm, flowForm } from "../../integration/index.ts";
import { planConfigSchema } from "./plan-config.ts";

const tiers = Object.keys(SERVICE_TIERS) as [keyof typeof SERVICE_TIERS, ...(keyof typeof SERVICE_TIERS)[]];
/** Said at the setting that is wrong, with the rule it breaks. */
function refuseImpossibleSlots(
  netsuite: { tier: keyof typeof SERVICE_TIERS; suiteCloudPlus: number; reservedSlots: number },
  context: z.RefinementCtx,
): void {
  const { tier, suiteCloudPlus, reservedSlots } = netsuite;
  const { maxSuiteCloudPlus, source } = SERVICE_TIERS[tier];
  if (suiteCloudPlus > maxSuiteCloudPlus) {
    const message = `the ${tier} tier holds at most ${maxSuiteCloudPlus} SuiteCloud Plus licences (${source})`;
    context.addIssue({ code: "custom", path: ["suiteCloudPlus"], message });
    return;
  }
  const limit = concurrencyLimitOf(tier, suiteCloudPlus);
  if (reservedSlots < limit) return;
  const message = `of the concurrency limit of ${limit} no slot is left; reserve fewer`;
  context.addIssue({ code: "custom", path: ["reservedSlots"], message });
}

const share = z.number().min(0).max(1);
const count = z.number().int().positive();

export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    shop: z
      .strictObject({
        name: z.string().min(1).describe("The shop's name, for reports."),
        domain: z.string().min(1).describe("As in X-Shopify-Shop-Domain, such as acme-store.example."),
        orders: z.string().describe("Real or generated orders (.jsonl or .json), relative to this file."),
        knownSku: z.string().min(1).describe("A SKU that exists in NetSuite; the scenarios order it."),
      })
      .describe("The source system."),
    netsuite: z
      .strictObject({
        account: z
          .string()
          .regex(
            /^[A-Z0-9]+(_[A-Z0-9]+)?$/,
            "an account id as NetSuite writes it, such as 1234567 or 1234567_SB1",
          )
          .describe("The account id as NetSuite writes it; it is also the OAuth realm."),
        tier: z.enum(tiers).describe("The account's service tier."),
        suiteCloudPlus: z.number().int().min(0).default(0).describe("SuiteCloud Plus licences."),
        reservedSlots: z.number().int().min(0).default(0).describe("Slots that other integrations need."),
        data: z.string().describe("Master data and account rules for the emulator, relative to this file."),
      })
      .superRefine(refuseImpossibleSlots)
      .describe("The NetSuite account, real or to be bought."),
    flows: z
      .array(flowForm(z.string().describe("The mapping file, relative to this file.")))
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
      })
      .prefault({}),
    thresholds: z
      .strictObject({
        intakeP99Ms: z.number().positive().default(1_000).describe("The shop waits 5 s in all."),
        refusedShare: share
          .default(0.005)
          .describe("Share of NetSuite calls that may be refused for concurrency."),
        deadShare: share.default(0.02).describe("Share of orders that may be held for a human."),
        eventLoopLagP99Ms: z
          .number()
          .positive()
          .default(500)
          .describe("Above it the load test has no verdict."),
      })
      .prefault({}),
    serve: z
      .strictObject({
        baseUrl: z
          .url()
          .optional()
          .describe("Where SuiteTalk REST answers; the account's own host if left out."),
        shopUrl: z
          .url()
          .optional()
          .describe("Where the shop's Admin API answers; the shop's own domain if left out."),
        host: z.string().default("127.0.0.1").describe("Where the intake listens."),
        port: z.number().int().min(0).max(65_535).default(8_080).describe("0 for any free port."),
        ledger: z
          .string()
          .min(1)
          .default("drydock.sqlite")
          .describe(
            "The ledger: a file, relative to this one, or postgres://user@host/database; the password comes from PGPASSWORD.",
          ),
        batching: batchingForm
          .prefault({})
          .describe("Many records in one call when the backlog calls for it."),
        admin: z
          .strictObject({
            host: z.string().default("127.0.0.1").describe("Where the admin API listens."),
            port: z.number().int().min(0).max(65_535).default(8_081).describe("0 for any free port."),
          })
          .prefault({})
          .describe("Health, metrics and the admin API. Their token comes from DRYDOCK_ADMIN_TOKEN."),
        alerts: z
          .strictObject({
            url: z
              .url({ protocol: /^https?$/ })
              .describe(
                "Takes a JSON POST; DRYDOCK_ALERTS_URL goes before it, for an address that is a secret.",
              ),
            digestHour: z.number().int().min(0).max(23).default(7).describe("Of the daily digest, in UTC."),
          })
          .optional()
          .describe("Where a person is told what goes wrong."),
        readiness: z
          .strictObject({
            minFreeBytes: z
              .number()
              .int()
              .min(0)
              .default(67_108_864)
              .describe("With less space on the ledger's disk the service is not ready."),
            maxBacklogAgeMs: count
              .default(3_600_000)
              .describe("With an older order under way its deliveries are not ready."),
          })
          .prefault({})
          .describe("When /readyz says no."),
        reconcile: z
          .strictObject({
            everyMinutes: z.number().min(1).default(1_440).describe("How often, in minutes."),
            repair: z.boolean().default(false).describe("Take in the orders that the ledger lacks."),
          })
          .optional()
          .describe("Compares the shop, the ledger and NetSuite. Needs DRYDOCK_SHOPIFY_ADMIN_TOKEN."),
        anyFileSystem: z
          .boolean()
          .default(false)
          .describe("Open a ledger file on a network file system all the same."),
      })
      .prefault({})
      .describe("For `drydock serve` and `drydock dlq`. Secrets come from the environment, never from here."),
  })
  .describe("Configuration of Drydock.");

export type Config = z.output<typeof configSchema>;
