/** What of `drydock.yaml` the service itself needs: the rest is for the plan, the scenarios and the load test, and is not looked at. */
import { z } from "zod";
import {
  alertForm,
  batchingForm,
  concurrencyLimitOf,
  flowForm,
  intakeForm,
  readinessForm,
  reconcileForm,
  retryForm,
  SERVICE_TIERS,
  workerForm,
} from "../../integration/index.ts";

const tiers = Object.keys(SERVICE_TIERS) as [keyof typeof SERVICE_TIERS, ...(keyof typeof SERVICE_TIERS)[]];
/** Said at the setting that is wrong, with the rule it breaks. */
export function refuseImpossibleSlots(
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
  const message = `of the concurrency limit of ${limit} no slot is left; reserve fewer (Oracle help bridgehead_1500275603)`;
  context.addIssue({ code: "custom", path: ["reservedSlots"], message });
}

export const shopFields = {
  domain: z.string().min(1).describe("As in X-Shopify-Shop-Domain, such as acme-store.example."),
};

export const netsuiteFields = {
  account: z
    .string()
    .regex(/^[A-Z0-9]+(_[A-Z0-9]+)?$/, "an account id as NetSuite writes it, such as 1234567 or 1234567_SB1")
    .describe("The account id as NetSuite writes it; it is also the OAuth realm."),
  tier: z.enum(tiers).describe("The account's service tier."),
  suiteCloudPlus: z.number().int().min(0).default(0).describe("SuiteCloud Plus licences."),
  reservedSlots: z.number().int().min(0).default(0).describe("Slots that other integrations need."),
};

export const flowsSchema = z.array(flowForm(z.string().describe("The mapping file, relative to this file.")));

export const serveSchema = z
  .strictObject({
    baseUrl: z.url().optional().describe("Where SuiteTalk REST answers; the account's own host if left out."),
    shopUrl: z
      .url()
      .optional()
      .describe("Where the shop's Admin API answers; the shop's own domain if left out."),
    host: z.string().default("127.0.0.1").describe("Where the intake listens."),
    port: z.number().int().min(0).max(65_535).default(8_080).describe("0 for any free port."),
    intake: intakeForm.prefault({}).describe("What the intake takes."),
    ledger: z
      .string()
      .min(1)
      .default("drydock.sqlite")
      .describe(
        "The ledger: a file, relative to this one, or postgres://user@host/database; the password comes from PGPASSWORD.",
      ),
    batching: batchingForm.prefault({}).describe("Many records in one call when the backlog calls for it."),
    retry: retryForm.prefault({}).describe("When an order that failed is tried again, and how often."),
    worker: workerForm.prefault({}).describe("How patient the worker is with NetSuite and with itself."),
    admin: z
      .strictObject({
        host: z.string().default("127.0.0.1").describe("Where the admin API listens."),
        port: z.number().int().min(0).max(65_535).default(8_081).describe("0 for any free port."),
      })
      .prefault({})
      .describe("Health, metrics and the admin API. Their token comes from DRYDOCK_ADMIN_TOKEN."),
    alerts: alertForm.optional().describe("Where a person is told what goes wrong."),
    readiness: readinessForm.prefault({}).describe("When /readyz says no."),
    reconcile: reconcileForm
      .optional()
      .describe("Compares the shop, the ledger and NetSuite. Needs DRYDOCK_SHOPIFY_ADMIN_TOKEN."),
    anyFileSystem: z
      .boolean()
      .default(false)
      .describe("Open a ledger file on a network file system all the same."),
  })
  .prefault({})
  .describe("For `drydock serve` and `drydock dlq`. Secrets come from the environment, never from here.");

/** Of the plan, the scenarios and the load test. A name that nobody knows is refused all the same. */
const notLookedAt = z.unknown().optional();

export const serviceConfigSchema = z.strictObject({
  $schema: notLookedAt,
  shop: z.strictObject({ ...shopFields, name: notLookedAt, orders: notLookedAt, knownSku: notLookedAt }),
  netsuite: z.strictObject({ ...netsuiteFields, data: notLookedAt }).superRefine(refuseImpossibleSlots),
  flows: flowsSchema.min(1),
  plan: notLookedAt,
  load: notLookedAt,
  thresholds: notLookedAt,
  uat: notLookedAt,
  target: notLookedAt,
  serve: serveSchema,
});

export type ServiceConfig = z.output<typeof serviceConfigSchema>;
