/** Everything the core can be told: one schema, from which the type is inferred and where every default stands. */
import { z } from "zod";
import { alertForm } from "./alerts/alert-form.ts";
import { batchingForm } from "./delivery/batch/batching-form.ts";
import { retryForm, workerForm } from "./delivery/pace-forms.ts";
import { IntegrationError } from "./errors.ts";
import { flowForm, mappingText } from "./flows/flow-form.ts";
import { intakeForm } from "./intake/intake-form.ts";
import { reconcileForm } from "./reconcile/reconcile-form.ts";
import { readinessForm } from "./service/readiness-form.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const ms = z.number().int().positive();
const secret = z.string().min(1);

const schema = z.strictObject({
  /** The Shopify shop; left out by whoever brings another source. */
  shop: z
    .strictObject({
      /** As in `X-Shopify-Shop-Domain`. */
      domain: z.string().min(1),
      /** Webhook secrets; more than one while a rotation is under way. */
      secrets: z.array(secret).min(1),
      /** Its Admin API, for what is written to the shop and for the reconciliation. */
      admin: z
        .strictObject({
          /** Without a path, such as `https://acme-store.myshopify.com`. */
          baseUrl: z.url(),
          token: secret,
          timeoutMs: ms.default(30 * SECOND),
        })
        .exactOptional(),
    })
    .exactOptional(),
  netsuite: z.strictObject({
    /** As NetSuite writes it: `1234567` or `1234567_SB1`. */
    accountId: z.string().min(1),
    /** Where SuiteTalk REST answers, without a path. */
    baseUrl: z.url(),
    /** Token-based authentication, or OAuth 2.0 client credentials with a certificate. */
    credentials: z.union([
      z.strictObject({ consumerKey: secret, consumerSecret: secret, tokenId: secret, tokenSecret: secret }),
      z.strictObject({ clientId: secret, certificateId: secret, privateKey: secret }),
    ]),
    /** Slots this integration may use: the account's concurrency limit less what others need. */
    slots: z.number().int().min(1),
    /** How long one call may take; NetSuite itself gives up after 15 minutes (Oracle help, subsect_1559222360). */
    timeoutMs: ms.default(2 * MINUTE),
    batching: batchingForm.prefault({}),
  }),
  /** One SQLite file with one worker, or a PostgreSQL database with any number of workers. */
  ledger: z.union([
    z.strictObject({
      file: z.string().min(1),
      /** Opens it on a network file system all the same. */
      anyFileSystem: z.boolean().exactOptional(),
    }),
    z.strictObject({
      /** Such as `postgres://drydock@127.0.0.1:5432/shop`; the password may come from PGPASSWORD. */
      url: z.string().regex(/^postgres(ql)?:\/\//, "must begin with postgres://"),
      /** The schema that holds the tables. @default "drydock" */
      schema: z.string().exactOptional(),
      connections: z.number().int().min(2).exactOptional(),
    }),
  ]),
  /** Of the source systems beside the shop that sign their webhooks, by the name that their flows give them. */
  webhookSecrets: z.record(z.string(), z.array(secret).min(1)).default({}),
  /** What moves, and by which mapping. */
  flows: z.array(flowForm(mappingText)).min(1),
  intake: intakeForm
    .extend({
      host: z.string().default("127.0.0.1"),
      port: z.number().int().min(0).max(65_535).default(0),
    })
    .prefault({}),
  /** The back door: health, metrics and the desk; closed when left out. */
  admin: z
    .strictObject({
      host: z.string().default("127.0.0.1"),
      port: z.number().int().min(0).max(65_535).default(0),
      /** Asked for as `Authorization: Bearer …`; without one only this machine is served. */
      token: secret.exactOptional(),
    })
    .exactOptional(),
  /** Where a person is told what goes wrong; nobody is when left out. */
  alerts: alertForm.extend({ timeoutMs: ms.default(10 * SECOND) }).exactOptional(),
  /** The shop, the ledger and NetSuite are compared so often; never when left out. Needs `shop.admin`. */
  reconcile: reconcileForm.exactOptional(),
  readiness: readinessForm.prefault({}),
  worker: workerForm.prefault({}),
  retry: retryForm.prefault({}),
});

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** Without a secret nobody could send to such a flow, with an empty one everybody. */
function requireWebhookSecrets(
  { flows, webhookSecrets }: z.output<typeof schema>,
  context: z.RefinementCtx,
): void {
  for (const flow of flows) {
    if (flow.kind !== "signed-webhook" || webhookSecrets[flow.source] !== undefined) continue;
    const message = `is missing: the flow of ${flow.mapping.file} has to check who sends to ${flow.path}`;
    context.addIssue({ code: "custom", path: ["webhookSecrets", flow.source], message });
  }
}

/** Of two flows at one address the second would never hear anything. */
function requireOwnPaths({ flows }: z.output<typeof schema>, context: z.RefinementCtx): void {
  const taken = new Set<string>();
  for (const [index, flow] of flows.entries()) {
    if (flow.kind !== "signed-webhook") continue;
    const message = `${flow.path} is another flow's; give each its own`;
    if (taken.has(flow.path)) context.addIssue({ code: "custom", path: ["flows", index, "path"], message });
    taken.add(flow.path);
  }
}

export const integrationConfigSchema = schema
  .superRefine(requireWebhookSecrets)
  .superRefine(requireOwnPaths)
  .refine(({ worker, netsuite }) => worker.leaseMs > netsuite.timeoutMs, {
    path: ["worker", "leaseMs"],
    message:
      "must be longer than netsuite.timeoutMs, or an entry is taken over while its call is still running",
  })
  .refine(({ admin }) => admin === undefined || admin.token !== undefined || LOOPBACK.test(admin.host), {
    path: ["admin", "token"],
    message: "must be set (DRYDOCK_ADMIN_TOKEN) when the admin API listens beyond this machine",
  });

/** What a caller writes: defaults may be left out. */
export type IntegrationOptions = z.input<typeof integrationConfigSchema>;
/** What the core works with: complete. */
export type IntegrationConfig = z.output<typeof integrationConfigSchema>;

/** @throws IntegrationError `CONFIGURATION_INVALID`, with every option that is wrong */
export function parseOptions(options: IntegrationOptions): IntegrationConfig {
  const parsed = integrationConfigSchema.safeParse(options);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new IntegrationError({
    code: "CONFIGURATION_INVALID",
    message: `The integration cannot start. ${problems.join("; ")}. Correct these options.`,
  });
}
