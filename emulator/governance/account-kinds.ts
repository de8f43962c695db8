/** What kind of account it is, and whether its limit follows the service tier or is fixed. */
import { concurrencyLimitOf, type ServiceTier } from "./service-tiers.ts";

export type AccountKind = "production" | "sandbox" | "release-preview" | "development" | "partner";

interface AccountKindFacts {
  /** Null where tier and licences decide. */
  readonly fixedLimit: number | null;
  /** Account ids that are of this kind when nothing else is said; the first pattern that fits decides. */
  readonly idPattern: RegExp | null;
  readonly source: string;
}

const EQUAL = "as in production: Oracle help bridgehead_1500275603 and section_1504769959";
const FIXED = "tier and licences are ignored: Oracle help bridgehead_1500275603 and section_1504769959";

export const ACCOUNT_KINDS = {
  partner: { fixedLimit: 5, idPattern: /^TSTDRV/, source: `${FIXED}; TSTDRV ids inferred` },
  sandbox: { fixedLimit: null, idPattern: /_SB\d*$/, source: EQUAL },
  "release-preview": { fixedLimit: null, idPattern: /_RP\d*$/, source: EQUAL },
  development: { fixedLimit: 5, idPattern: null, source: FIXED },
  production: {
    fixedLimit: null,
    idPattern: null,
    source: "tier and licences: Oracle help bridgehead_1500275603",
  },
} as const satisfies Record<AccountKind, AccountKindFacts>;

/** What an account id says about its account, production if nothing; development accounts have no mark of their own and must be named. */
export function accountKindOf(accountId: string): AccountKind {
  const kinds = Object.entries(ACCOUNT_KINDS) as [AccountKind, AccountKindFacts][];
  return kinds.find(([, { idPattern }]) => idPattern?.test(accountId) === true)?.[0] ?? "production";
}

interface Contract {
  readonly kind: AccountKind;
  readonly tier: ServiceTier;
  readonly suiteCloudPlus: number;
  readonly maxSuiteCloudPlus?: number | undefined;
}

/** The account's slots; throws EmulatorError for licences the tier cannot hold, unless the kind ignores them. */
export function accountLimitOf({ kind, tier, suiteCloudPlus, maxSuiteCloudPlus }: Contract): number {
  return ACCOUNT_KINDS[kind].fixedLimit ?? concurrencyLimitOf(tier, suiteCloudPlus, maxSuiteCloudPlus);
}
