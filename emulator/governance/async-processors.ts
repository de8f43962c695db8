/** How many asynchronous tasks an account works on at once. */

/**
 * Oracle prints one table a service tier (Standard 2 and 5, Premium 2 to 15, Enterprise 2 to 30, Ultimate 2 to 60);
 * all of them are this rule, cut at the licences the tier can hold.
 */
export const ASYNC_PROCESSORS = {
  withoutLicences: 2,
  perLicence: 5,
  source:
    "Oracle help section_N259503 and bridgehead_1500275603; tiers sold before June 2020, development and partner accounts inferred",
} as const;

/** The licences are those that count: none on an account whose limit ignores them. */
export function asyncProcessorsOf(suiteCloudPlus: number): number {
  const { withoutLicences, perLicence } = ASYNC_PROCESSORS;
  return suiteCloudPlus === 0 ? withoutLicences : perLicence * suiteCloudPlus;
}
