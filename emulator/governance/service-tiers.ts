/** How many requests an account may have in flight: Oracle's service tiers and the licence arithmetic. */
import { EmulatorError } from "../emulator-error.ts";

export type ServiceTier =
  | "standard"
  | "premium"
  | "enterprise"
  | "ultimate"
  | "legacy-shared"
  | "legacy-3"
  | "legacy-2"
  | "legacy-1"
  | "legacy-1-plus"
  | "legacy-0";

export interface ServiceTierFacts {
  /** Concurrency limit without any SuiteCloud Plus licence. */
  readonly base: number;
  readonly maxSuiteCloudPlus: number;
  /** Whether Oracle publishes the maximum; an assumed one can be replaced by the account's `maxSuiteCloudPlus`. */
  readonly maximum: "documented" | "assumed";
  readonly source: string;
}

const SOURCE = "Oracle help bridgehead_1500275603 and section_N259503";

/** Every SuiteCloud Plus licence adds ten slots (Oracle help bridgehead_1500275603). */
const SLOTS_PER_LICENCE = 10;

const sold = (base: number, maxSuiteCloudPlus: number) =>
  ({ base, maxSuiteCloudPlus, maximum: "documented", source: SOURCE }) as const;

/** Contracts from before June 2020. No maximum is published for them: the highest of today's tiers is assumed. */
const legacy = (base: number) =>
  ({
    base,
    maxSuiteCloudPlus: 12,
    maximum: "assumed",
    source: `${SOURCE}; contracts before June 2020, maximum of licences not published`,
  }) as const;

export const SERVICE_TIERS = {
  standard: sold(5, 1),
  premium: sold(15, 3),
  enterprise: sold(20, 6),
  ultimate: sold(20, 12),
  "legacy-shared": legacy(5),
  "legacy-3": legacy(5),
  "legacy-2": legacy(10),
  "legacy-1": legacy(15),
  "legacy-1-plus": legacy(15),
  "legacy-0": legacy(20),
} as const satisfies Record<ServiceTier, ServiceTierFacts>;

/**
 * The concurrency limit in slots of a production, sandbox or Release Preview account. Throws EmulatorError when the
 * tier cannot hold so many licences; `assumedMaximum` takes the place of a maximum Oracle does not publish.
 */
export function concurrencyLimitOf(
  tier: ServiceTier,
  suiteCloudPlus: number,
  assumedMaximum?: number,
): number {
  const { base, maxSuiteCloudPlus, maximum, source } = SERVICE_TIERS[tier];
  const most = maximum === "assumed" ? (assumedMaximum ?? maxSuiteCloudPlus) : maxSuiteCloudPlus;
  if (!Number.isInteger(suiteCloudPlus) || suiteCloudPlus < 0 || suiteCloudPlus > most) {
    throw new EmulatorError(
      "IMPOSSIBLE_LICENCE_COUNT",
      `Service tier ${tier} holds 0 to ${most} SuiteCloud Plus licences, not ${suiteCloudPlus} (${source}). ` +
        REMEDY[maximum],
    );
  }
  return base + SLOTS_PER_LICENCE * suiteCloudPlus;
}

const REMEDY = {
  documented: "Lower the number of licences or choose a higher tier.",
  assumed:
    "Lower the number of licences, or set the account's maxSuiteCloudPlus to what the contract allows.",
} as const satisfies Record<ServiceTierFacts["maximum"], string>;
