/** One NetSuite account: its limit, its credentials, its records and everything it remembers. */
import { type AccountOptions, accountSettings } from "./account-options.ts";
import { type AccountRecords, createAccountRecords } from "./account-records.ts";
import { type CredentialStore, createCredentialStore, type TbaCredentials } from "./auth/credentials.ts";
import { AUDIT_TRAIL_LIMIT, type LoginAuditEntry } from "./auth/login-audit-trail.ts";
import { createNonceStore, type NonceStore } from "./auth/nonce-store.ts";
import type { Clock } from "./clock.ts";
import { createFaultList, type Fault, type FaultList } from "./faults/fault-list.ts";
import { concurrencyLimitOf, type ServiceTier } from "./governance/service-tiers.ts";
import { createSlots, type GovernanceFigures, type Slots } from "./governance/slots.ts";
import { type BoundedLog, createBoundedLog } from "./journal/bounded-log.ts";
import { JOURNAL_LIMIT, JOURNAL_WEIGHT, type JournalEntry } from "./journal/journal.ts";
import { createLatency, type LatencyOperation } from "./latency/latency-model.ts";
import { createRecordStore } from "./records/record-store.ts";
import { createRecordWriter } from "./records/record-writer.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { createRecordService } from "./services/record/record-service.ts";
import type { Service } from "./services/service.ts";

/** What a test, a scenario or an administrator sees of an account. */
export interface Account {
  readonly accountId: string;
  readonly tier: ServiceTier;
  readonly suiteCloudPlus: number;
  /** Slots: requests that may be in flight at once. */
  readonly concurrencyLimit: number;
  /** One integration record and its token, the same for the same seed. */
  readonly credentials: TbaCredentials;
  readonly records: AccountRecords;
  /** For ever: a revoked token never comes back. */
  revokeToken(): void;
  /** A new token, which `credentials` shows from now on; earlier tokens keep their state. */
  issueToken(): TbaCredentials;
  /** The reversible Inactive box of the current token. */
  setTokenActive(active: boolean): void;
  /** Oldest first, bounded, never a secret. */
  auditTrail(): readonly LoginAuditEntry[];
  /** Oldest first, bounded in number and size; Authorization, cookies and passwords redacted. */
  journal(): readonly JournalEntry[];
  governance(): GovernanceFigures;
  resetGovernance(): void;
  /** Returns what takes the fault away again. */
  addFault(fault: Fault): () => void;
}

/** The same account as the engine uses it. */
export interface AccountCore {
  readonly accountId: string;
  readonly credentials: CredentialStore;
  readonly nonces: NonceStore;
  readonly slots: Slots;
  readonly faults: FaultList;
  readonly services: readonly Service[];
  readonly audit: BoundedLog<LoginAuditEntry>;
  readonly journal: BoundedLog<JournalEntry>;
  /** Ids of operations and errors. */
  readonly random: SeededRandom;
  latencyMs(operation: LatencyOperation): number;
}

export interface OpenAccount {
  readonly account: Account;
  readonly core: AccountCore;
}

export function openAccount(options: AccountOptions, clock: Clock): OpenAccount {
  const settings = accountSettings(options);
  const { accountId, tier, suiteCloudPlus, seed } = settings;
  const random = (stream: string): SeededRandom => seededRandom(seed, `${accountId}/${stream}`);
  const concurrencyLimit = concurrencyLimitOf(tier, suiteCloudPlus);
  const store = createRecordStore(settings.firstInternalId ?? random("internal ids").integer(1_000, 900_000));
  const writer = createRecordWriter({ store, rules: settings.rules, now: () => clock.now() });
  const core: AccountCore = {
    accountId,
    credentials: createCredentialStore(random("credentials")),
    nonces: createNonceStore(),
    slots: createSlots(concurrencyLimit),
    faults: createFaultList(),
    services: [createRecordService({ store, writer })],
    audit: createBoundedLog(AUDIT_TRAIL_LIMIT),
    journal: createBoundedLog(JOURNAL_LIMIT, JOURNAL_WEIGHT),
    random: random("operations"),
    latencyMs: createLatency(settings.latency, random("latency")),
  };
  const records = createAccountRecords(store, writer);
  for (const { recordType, body } of settings.masterData) records.create(recordType, body);
  return { core, account: accountOf(core, { accountId, tier, suiteCloudPlus, concurrencyLimit, records }) };
}

type Facts = Pick<Account, "accountId" | "tier" | "suiteCloudPlus" | "concurrencyLimit" | "records">;

function accountOf(core: AccountCore, facts: Facts): Account {
  return {
    ...facts,
    get credentials() {
      return core.credentials.current;
    },
    revokeToken: () => core.credentials.revoke(),
    issueToken: () => core.credentials.issue(),
    setTokenActive: (active) => core.credentials.setActive(active),
    auditTrail: () => core.audit.entries(),
    journal: () => core.journal.entries(),
    governance: () => core.slots.figures(),
    resetGovernance: () => core.slots.reset(),
    addFault: (fault) => core.faults.add(fault),
  };
}
