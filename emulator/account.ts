/** One NetSuite account: its limit, its credentials, its records and everything it remembers. */
import { createAccountIntegration, type Integration } from "./account-integration.ts";
import { type AccountOptions, type AccountSettings, accountSettings } from "./account-options.ts";
import { type AccountRecords, createAccountRecords } from "./account-records.ts";
import { type Access, type AccessChange, createAccess } from "./auth/access.ts";
import type { TbaCredentials } from "./auth/credentials.ts";
import { createIntegrationRecords, type IntegrationRecords } from "./auth/integration-records.ts";
import { createLockOut, type LockOut } from "./auth/lock-out.ts";
import { AUDIT_TRAIL_LIMIT, type LoginAuditEntry } from "./auth/login-audit-trail.ts";
import { createNonceStore, type NonceStore } from "./auth/nonce-store.ts";
import type { Clock } from "./clock.ts";
import type { Answering } from "./exchange/answer.ts";
import { createFaultList, type Fault, type FaultList } from "./faults/fault-list.ts";
import {
  ACCOUNT_KINDS,
  type AccountKind,
  accountKindOf,
  accountLimitOf,
} from "./governance/account-kinds.ts";
import type { Share } from "./governance/allocations.ts";
import { type Occupation, occupySlots } from "./governance/occupation.ts";
import type { ServiceTier } from "./governance/service-tiers.ts";
import { createSlots, type GovernanceFigures, type Slots } from "./governance/slots.ts";
import { type BoundedLog, createBoundedLog } from "./journal/bounded-log.ts";
import { JOURNAL_LIMIT, JOURNAL_WEIGHT, type JournalEntry } from "./journal/journal.ts";
import { createLatency, type LatencyOperation } from "./latency/latency-model.ts";
import { BASE_CATALOGUE } from "./records/catalogue.ts";
import { createRecordStore } from "./records/record-store.ts";
import { createRecordWriter } from "./records/record-writer.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import type { AsyncJobView } from "./services/async/async-jobs-view.ts";
import { createAsyncServices } from "./services/async/async-services.ts";
import { createRecordService } from "./services/record/record-service.ts";
import type { Service } from "./services/service.ts";
import { createSuiteqlService } from "./services/suiteql/suiteql-service.ts";
import { createSystemServices } from "./services/system/system-services.ts";

/** What a test, a scenario or an administrator sees of an account. */
export interface Account {
  readonly accountId: string;
  readonly tier: ServiceTier;
  readonly suiteCloudPlus: number;
  readonly kind: AccountKind;
  /** Slots: requests that may be in flight at once. */
  readonly concurrencyLimit: number;
  /** Those of the first integration record, the same for the same seed. */
  readonly credentials: TbaCredentials;
  /** The first one when no name is given; throws EmulatorError UNKNOWN_INTEGRATION. */
  integration(name?: string): Integration;
  readonly records: AccountRecords;
  /** For ever: a revoked token never comes back. */
  revokeToken(): void;
  /** A new token, which `credentials` shows from now on; earlier tokens keep their state. */
  issueToken(): TbaCredentials;
  /** The reversible Inactive box of the current token. */
  setTokenActive(active: boolean): void;
  /**
   * The life cycle of the one user and role that every token of the account belongs to, such as
   * `setAccess({ roleAssigned: false })` for a leaver. Everything is true at first; tokens stay as they are.
   */
  setAccess(change: AccessChange): void;
  /** Oldest first, bounded, never a secret. */
  auditTrail(): readonly LoginAuditEntry[];
  /** Oldest first, bounded in number and size; Authorization, cookies and passwords redacted. */
  journal(): readonly JournalEntry[];
  /** What `Prefer: respond-async` has set going, oldest first; a long run forgets the oldest finished jobs. */
  asyncJobs(): readonly AsyncJobView[];
  governance(): GovernanceFigures;
  resetGovernance(): void;
  /** Another integration that holds so many of the unallocated slots for so many milliseconds of the account's time. */
  occupySlots(count: number, ms: number): Occupation;
  /** Returns what takes the fault away again. */
  addFault(fault: Fault): () => void;
}

/** The same account as the engine uses it. */
export interface AccountCore extends Omit<Answering, "errorForm"> {
  readonly accountId: string;
  readonly integrations: IntegrationRecords;
  readonly access: Access;
  readonly lockOut: LockOut;
  readonly overload: AccountSettings["governance"]["overload"];
  readonly nonces: NonceStore;
  readonly slots: Slots;
  readonly faults: FaultList;
  readonly services: readonly Service[];
  readonly audit: BoundedLog<LoginAuditEntry>;
  readonly journal: BoundedLog<JournalEntry>;
  asyncJobs(): readonly AsyncJobView[];
  latencyMs(operation: LatencyOperation): number;
}

export interface OpenAccount {
  readonly account: Account;
  readonly core: AccountCore;
}

export function openAccount(options: AccountOptions, clock: Clock): OpenAccount {
  const settings = accountSettings(options);
  const { accountId, tier, suiteCloudPlus, seed, integrations: shares, quirks, language } = settings;
  const random = (stream: string): SeededRandom => seededRandom(seed, `${accountId}/${stream}`);
  const kind = settings.kind ?? accountKindOf(accountId);
  const concurrencyLimit = accountLimitOf({ ...settings, kind });
  const now = (): number => clock.now();
  const slots = createSlots({ limit: concurrencyLimit, shares, now, ...settings.governance });
  const catalogue = BASE_CATALOGUE;
  const firstInternalId = settings.firstInternalId ?? random("internal ids").integer(1_000, 900_000);
  const store = createRecordStore({ catalogue, firstInternalId });
  const writer = createRecordWriter({ store, rules: settings.rules, now });
  const jobs = createAsyncServices({
    records: createRecordService({ store, writer, quirks, seed }),
    catalogue,
    clock,
    random,
    suiteCloudPlus: ACCOUNT_KINDS[kind].fixedLimit === null ? suiteCloudPlus : 0,
    quirks,
    language,
    latencyMs: createLatency(settings.latency, random("latency")),
    inFlight: () => slots.figures().inFlight,
  });
  const core: AccountCore = {
    accountId,
    integrations: createIntegrationRecords(
      shares.map(({ name }) => name),
      random,
    ),
    access: createAccess(),
    lockOut: createLockOut(settings.lockOut),
    overload: settings.governance.overload,
    quirks,
    language,
    nonces: createNonceStore(),
    slots,
    faults: createFaultList(),
    services: [
      ...jobs.services,
      createSuiteqlService({ store, now, quirks }),
      ...createSystemServices({ accountId, shares, slots, now }),
    ],
    audit: createBoundedLog(AUDIT_TRAIL_LIMIT),
    journal: createBoundedLog(JOURNAL_LIMIT, JOURNAL_WEIGHT),
    random: random("operations"),
    latencyMs: jobs.latencyMs,
    asyncJobs: jobs.list,
  };
  const records = createAccountRecords(store, writer);
  for (const { recordType, body } of settings.masterData) records.create(recordType, body);
  const facts = { accountId, tier, suiteCloudPlus, kind, concurrencyLimit, records };
  return { core, account: accountOf({ core, facts, shares, clock }) };
}

interface AccountParts {
  readonly core: AccountCore;
  readonly facts: Pick<
    Account,
    "accountId" | "tier" | "suiteCloudPlus" | "kind" | "concurrencyLimit" | "records"
  >;
  readonly shares: readonly Share[];
  readonly clock: Clock;
}

function accountOf({ core, facts, shares, clock }: AccountParts): Account {
  const { credentials } = core.integrations.named();
  return {
    ...facts,
    get credentials() {
      return credentials.current;
    },
    integration: (name) => createAccountIntegration(core.integrations.named(name), shares),
    revokeToken: () => credentials.revoke(),
    issueToken: () => credentials.issue(),
    setTokenActive: (active) => credentials.setActive(active),
    setAccess: (change) => core.access.change(change),
    auditTrail: () => core.audit.entries(),
    journal: () => core.journal.entries(),
    asyncJobs: () => core.asyncJobs(),
    governance: () => core.slots.figures(),
    resetGovernance: () => core.slots.reset(),
    occupySlots: (count, ms) => occupySlots(core.slots, clock, { count, ms }),
    addFault: (fault) => core.faults.add(fault),
  };
}
