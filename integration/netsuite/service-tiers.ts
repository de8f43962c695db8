/** How many calls an account may have in flight: Oracle's service tiers and the licence arithmetic, as this core reads them. */

interface ServiceTierFacts {
  /** Concurrency limit without any SuiteCloud Plus licence. */
  readonly base: number;
  readonly maxSuiteCloudPlus: number;
  readonly source: string;
}

const SOURCE = "Oracle help bridgehead_1500275603 and section_N259503";
/** Contracts from before June 2020, for which no maximum is published: the highest of today's tiers is assumed. */
const LEGACY = `${SOURCE}; contracts before June 2020, maximum of licences not published`;

export const SERVICE_TIERS = {
  standard: { base: 5, maxSuiteCloudPlus: 1, source: SOURCE },
  premium: { base: 15, maxSuiteCloudPlus: 3, source: SOURCE },
  enterprise: { base: 20, maxSuiteCloudPlus: 6, source: SOURCE },
  ultimate: { base: 20, maxSuiteCloudPlus: 12, source: SOURCE },
  "legacy-shared": { base: 5, maxSuiteCloudPlus: 12, source: LEGACY },
  "legacy-3": { base: 5, maxSuiteCloudPlus: 12, source: LEGACY },
  "legacy-2": { base: 10, maxSuiteCloudPlus: 12, source: LEGACY },
  "legacy-1": { base: 15, maxSuiteCloudPlus: 12, source: LEGACY },
  "legacy-1-plus": { base: 15, maxSuiteCloudPlus: 12, source: LEGACY },
  "legacy-0": { base: 20, maxSuiteCloudPlus: 12, source: LEGACY },
} as const satisfies Record<string, ServiceTierFacts>;

export type ServiceTier = keyof typeof SERVICE_TIERS;

/** Every licence adds ten slots. */
const SLOTS_PER_LICENCE = 10;

/** In slots, of an account that may have so many licences. */
export const concurrencyLimitOf = (tier: ServiceTier, suiteCloudPlus: number): number =>
  SERVICE_TIERS[tier].base + SLOTS_PER_LICENCE * suiteCloudPlus;
