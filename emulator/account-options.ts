/** How an account is ordered: the options, their defaults and their rules. */
import { z } from "zod";
import { lockOutSchema } from "./auth/lock-out.ts";
import { SCOPES } from "./auth/oauth2/scopes.ts";
import { EmulatorError } from "./emulator-error.ts";
import { LANGUAGES } from "./errors/languages.ts";
import { faultSchema } from "./faults/fault.ts";
import { ACCOUNT_KINDS, type AccountKind } from "./governance/account-kinds.ts";
import { SERVICE_TIERS, type ServiceTier } from "./governance/service-tiers.ts";
import { latencySettingSchema } from "./latency/latency-profiles.ts";
import { roleSchema } from "./permissions/role.ts";
import { quirksSchema } from "./quirks.ts";
import { accountRulesSchema } from "./records/account-rules.ts";
import { catalogueOptionsSchema } from "./records/catalogue-options.ts";
import { restletSchema } from "./services/restlet/deployments.ts";
import { importedRowSchema } from "./transfer/imported-row.ts";

const oauth2Schema = z.strictObject({
  scopes: z.array(z.enum(SCOPES)).readonly().default(["restlets", "rest_webservices"]),
  /** Of the key pair that is made when it is first asked for: EC P-256, or RSA of 3072 bits, which takes a second. */
  keyType: z.enum(["ec", "rsa"]).default("ec"),
  /** A certificate of one's own instead, in PEM; its private key stays where it is. */
  certificate: z.string().optional(),
});

const integrationSchema = z.strictObject({
  name: z.string().min(1),
  /** Slots kept for this integration record, which it cannot exceed; without it, it shares the unallocated ones. */
  allocation: z.int().positive().optional(),
  /** One of NetSuite's own applications, which no limit concerns. */
  internal: z.boolean().optional(),
  oauth2: oauth2Schema.prefault({}),
});

const governanceSchema = z.strictObject({
  /** Slots given beyond the account's limit for less than a second. */
  tolerance: z.int().nonnegative().default(0),
  /** What a request over the limit is told: a 429 at once, or after 60 s that its login failed. */
  overload: z.enum(["refused", "failed-login"]).default("refused"),
});

export const accountOptionsSchema = z.strictObject({
  /** As NetSuite writes it: 1234567, 1234567_SB1, TSTDRV1234567. It is the OAuth realm. */
  accountId: z
    .string()
    .regex(/^[A-Z]*\d+(_[A-Z0-9]+)?$/, "write it as NetSuite does, such as 1234567 or 1234567_SB1"),
  tier: z.enum(Object.keys(SERVICE_TIERS) as [ServiceTier, ...ServiceTier[]]).default("premium"),
  suiteCloudPlus: z.int().nonnegative().default(0),
  /** For a legacy tier, whose maximum of licences Oracle does not publish. */
  maxSuiteCloudPlus: z.int().nonnegative().optional(),
  /** As the account itself says (`governanceLimits`), in place of what tier and licences come to. */
  concurrencyLimit: z.int().positive().optional(),
  /** Without it, read from the account id; development and partner accounts have five slots whatever they hold. */
  kind: z.enum(Object.keys(ACCOUNT_KINDS) as [AccountKind, ...AccountKind[]]).optional(),
  /** The first one is the default, whose credentials are the account's. */
  integrations: z
    .array(integrationSchema)
    .min(1)
    .refine(hasDistinctNames, "two integration records have one name; give each its own")
    .readonly()
    .prefault([{ name: "Default Integration" }]),
  governance: governanceSchema.prefault({}),
  /** False never locks the user. */
  lockOut: z.union([z.literal(false), lockOutSchema]).prefault({}),
  latency: latencySettingSchema.default("none"),
  /** Set from the beginning, as by `addFault`. */
  faults: z.array(faultSchema).readonly().default([]),
  seed: z.int().default(1),
  /** The production account of this sandbox; without it, read from an id such as 1234567_SB1 or 1234567_RP. */
  sandboxOf: z.string().optional(),
  /** A sandbox that begins as a copy of its production account, instead of with its own master data. */
  refreshed: z.boolean().default(false),
  firstInternalId: z.int().positive().max(1_000_000_000).optional(),
  /** What this account changes about the record types: lengths, requirements, custom fields, records and lists. */
  catalogue: catalogueOptionsSchema.optional(),
  rules: accountRulesSchema.prefault({}),
  /** What the one role may do; without it, everything. */
  role: roleSchema.prefault({}),
  quirks: quirksSchema.prefault({}),
  /** Of the API user: error details are in it as far as its words are known, the others in English. */
  language: z.enum(LANGUAGES).default("en"),
  /** Scripts that RESTlet calls can reach. */
  restlets: z.array(restletSchema).readonly().default([]),
  masterData: z
    .array(z.strictObject({ recordType: z.string(), body: z.record(z.string(), z.unknown()) }))
    .readonly()
    .default([]),
  /** Files of one's own, after the master data: what `readDataFile` read. */
  imports: z.array(importedRowSchema).readonly().default([]),
});

export type AccountOptions = Readonly<z.input<typeof accountOptionsSchema>>;
export type AccountSettings = Readonly<z.output<typeof accountOptionsSchema>>;

function hasDistinctNames(integrations: readonly { readonly name: string }[]): boolean {
  return new Set(integrations.map(({ name }) => name)).size === integrations.length;
}

/** The options with every default filled in; throws EmulatorError naming the option and the rule. */
export function accountSettings(options: AccountOptions): AccountSettings {
  const parsed = accountOptionsSchema.safeParse(options);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join(".") || "options"}: ${message}`,
  );
  throw new EmulatorError(
    "INVALID_OPTIONS",
    `The account cannot be created. ${problems.join("; ")}. Correct these options.`,
  );
}
