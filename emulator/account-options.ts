/** How an account is ordered: the options, their defaults and their rules. */
import { z } from "zod";
import { EmulatorError } from "./emulator-error.ts";
import { SERVICE_TIERS, type ServiceTier } from "./governance/service-tiers.ts";
import { LATENCY_PROFILES, type LatencyProfile } from "./latency/latency-profiles.ts";

const accountOptionsSchema = z.strictObject({
  /** As NetSuite writes it: 1234567, 1234567_SB1, TSTDRV1234567. It is the OAuth realm. */
  accountId: z
    .string()
    .regex(/^[A-Z]*\d+(_[A-Z0-9]+)?$/, "write it as NetSuite does, such as 1234567 or 1234567_SB1"),
  tier: z.enum(Object.keys(SERVICE_TIERS) as [ServiceTier, ...ServiceTier[]]).default("premium"),
  suiteCloudPlus: z.int().nonnegative().default(0),
  latency: z.enum(Object.keys(LATENCY_PROFILES) as [LatencyProfile, ...LatencyProfile[]]).default("none"),
  seed: z.int().default(1),
  firstInternalId: z.int().positive().max(1_000_000_000).optional(),
  rules: z.strictObject({ addressTotalLength: z.int().positive().optional() }).default({}),
  masterData: z
    .array(z.strictObject({ recordType: z.string(), body: z.record(z.string(), z.unknown()) }))
    .readonly()
    .default([]),
});

export type AccountOptions = Readonly<z.input<typeof accountOptionsSchema>>;
export type AccountSettings = Readonly<z.output<typeof accountOptionsSchema>>;

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
