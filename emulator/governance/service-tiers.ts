/** How many requests an account may have in flight: Oracle's service tiers and the licence arithmetic. */
import { EmulatorError } from "../emulator-error.ts";

export type ServiceTier = "standard" | "premium" | "enterprise" | "ultimate";

export interface ServiceTierFacts {
  /** Concurrency limit without any SuiteCloud Plus licence. */
  readonly base: number;
  readonly maxSuiteCloudPlus: number;
  readonly source: string;
}

const SOURCE = "Oracle help bridgehead_1500275603 and section_N259503";

/** Every SuiteCloud Plus licence adds ten slots (Oracle help bridgehead_1500275603). */
const SLOTS_PER_LICENCE = 10;

export const SERVICE_TIERS = {
  standard: { base: 5, maxSuiteCloudPlus: 1, source: SOURCE },
  premium: { base: 15, maxSuiteCloudPlus: 3, source: SOURCE },
  enterprise: { base: 20, maxSuiteCloudPlus: 6, source: SOURCE },
  ultimate: { base: 20, maxSuiteCloudPlus: 12, source: SOURCE },
} as const satisfies Record<ServiceTier, ServiceTierFacts>;

/** The account's concurrency limit in slots; throws EmulatorError when the tier cannot hold so many licences. */
export function concurrencyLimitOf(tier: ServiceTier, suiteCloudPlus: number): number {
  const { base, maxSuiteCloudPlus, source } = SERVICE_TIERS[tier];
  if (!Number.isInteger(suiteCloudPlus) || suiteCloudPlus < 0 || suiteCloudPlus > maxSuiteCloudPlus) {
    throw new EmulatorError(
      "IMPOSSIBLE_LICENCE_COUNT",
      `Service tier ${tier} holds 0 to ${maxSuiteCloudPlus} SuiteCloud Plus licences, not ${suiteCloudPlus} (${source}). ` +
        "Lower the number of licences or choose a higher tier.",
    );
  }
  return base + SLOTS_PER_LICENCE * suiteCloudPlus;
}
