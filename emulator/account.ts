/** One NetSuite account: its limit, its credentials, its records and everything it remembers. */
import type { AccountClock, AccountTime } from "./account-clock.ts";
import { createAccountIntegration, type Integration } from "./account-integration.ts";
import type { AccountSettings } from "./account-options.ts";
import type { AccountRecords } from "./account-records.ts";
import type { AccessChange } from "./auth/access.ts";
import type { TbaCredentials } from "./auth/credentials.ts";
import type { LoginAuditEntry } from "./auth/login-audit-trail.ts";
import type { LoginMemory } from "./auth/login-memory.ts";
import type { OAuth2Credentials } from "./auth/oauth2/client-credentials.ts";
import type { Answering } from "./exchange/answer.ts";
import type { Fault } from "./faults/fault.ts";
import type { FaultList, FaultView } from "./faults/fault-list.ts";
import type { AccountKind } from "./governance/account-kinds.ts";
import { type Occupation, occupySlots } from "./governance/occupation.ts";
import type { ServiceTier } from "./governance/service-tiers.ts";
import type { GovernanceFigures, Slots } from "./governance/slots.ts";
import type { JournalEntry } from "./journal/journal.ts";
import type { JournalFilter } from "./journal/journal-filter.ts";
import type { JournalLog } from "./journal/journal-log.ts";
import type { Latency } from "./latency/latency-model.ts";
import { type LatencySetting, latencySetting } from "./latency/latency-profiles.ts";
import type { RecordHistory } from "./records/record-history.ts";
import type { RefreshDate } from "./sandbox.ts";
import type { AsyncJobView } from "./services/async/async-jobs-view.ts";
import type { ScriptLog, ScriptLogEntry } from "./services/restlet/script-log.ts";
import type { AnyPlan, Service } from "./services/service.ts";
import type { AccountMemory, AccountSnapshot } from "./state/account-memory.ts";

/** What a test, a scenario or an administrator sees of an account. */
export interface Account {
  readonly accountId: string;
  readonly tier: ServiceTier;
  readonly suiteCloudPlus: number;
  readonly kind: AccountKind;
  /** Slots: requests that may be in flight at once. */
  readonly concurrencyLimit: number;
  /** The production account a sandbox or Release Preview account belongs to. */
  readonly sandboxOf: string | undefined;
  /** When a sandbox was last refreshed from production, in milliseconds since 1970. */
  readonly refreshedAt: number | undefined;
  /** Those of the first integration record, the same for the same seed. */
  readonly credentials: TbaCredentials;
  /** The first one when no name is given; throws EmulatorError UNKNOWN_INTEGRATION. */
  integration(name?: string): Integration;
  /** Those of the first integration record. The key pair is made when it is first asked for. */
  readonly oauth2: OAuth2Credentials;
  integrations(): readonly Integration[];
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
  /** The account's user, after too many wrong signatures. */
  readonly isLocked: boolean;
  unlock(): void;
  /** Oldest first, bounded, never a secret. */
  auditTrail(): readonly LoginAuditEntry[];
  /** Oldest first, bounded in number and size; Authorization, cookies and passwords redacted. */
  journal(filter?: JournalFilter): readonly JournalEntry[];
  clearJournal(): void;
  /** The next exchange that matches, of those that are still to come. */
  nextExchange(filter?: JournalFilter): Promise<JournalEntry>;
  /** What `Prefer: respond-async` has set going, oldest first; a long run forgets the oldest finished jobs. */
  asyncJobs(): readonly AsyncJobView[];
  /** What RESTlets wrote with N/log, and the errors they did not catch; oldest first, bounded. */
  scriptLog(): readonly ScriptLogEntry[];
  governance(): GovernanceFigures;
  resetGovernance(): void;
  /** Another integration that holds so many of the unallocated slots for so many milliseconds of the account's time. */
  occupySlots(count: number, ms: number): Occupation;
  /** Returns what takes the fault away again; throws EmulatorError INVALID_OPTIONS naming what is wrong with it. */
  addFault(fault: Fault): () => void;
  /** Oldest first, with how often each has hit; one that is used up stays until it is removed. */
  faults(): readonly FaultView[];
  /** Throws EmulatorError UNKNOWN_FAULT. */
  removeFault(name: string): void;
  clearFaults(): void;
  /** The account's time of day. */
  readonly time: AccountTime;
  readonly latency: LatencySetting;
  /** From the next request on; throws EmulatorError INVALID_OPTIONS. */
  setLatency(setting: LatencySetting): void;
  /**
   * Everything the account holds and remembers, credentials included: records, id counters, tokens, used nonces, jobs,
   * faults. What was only observed (audit trail, journal, governance counters) is not in it. It shares the records with
   * the account, so it costs next to nothing.
   */
  snapshot(): AccountSnapshot;
  /**
   * Puts a snapshot of this account back, whole or not at all, and begins what is observed anew; jobs that were under way
   * change nothing any more. Throws EmulatorError INVALID_SNAPSHOT.
   */
  restore(snapshot: AccountSnapshot): void;
  /** As restore, to how the account was opened: its master data under the same internal ids, its first tokens. */
  reset(): void;
}

/** The same account as the engine uses it. */
export interface AccountCore extends Omit<Answering, "errorForm">, LoginMemory {
  readonly accountId: string;
  readonly clock: AccountClock;
  readonly history: RecordHistory;
  readonly overload: AccountSettings["governance"]["overload"];
  readonly slots: Slots;
  readonly faults: FaultList;
  readonly services: readonly Service<AnyPlan>[];
  readonly journal: JournalLog;
  readonly scriptLog: ScriptLog;
  asyncJobs(): readonly AsyncJobView[];
  readonly latency: Latency;
}

export interface AccountParts {
  readonly core: AccountCore;
  readonly facts: Pick<
    Account,
    "accountId" | "tier" | "suiteCloudPlus" | "kind" | "concurrencyLimit" | "records" | "sandboxOf"
  >;
  readonly memory: AccountMemory;
  readonly refreshDate: RefreshDate;
}

export function accountOf({ core, facts, memory, refreshDate }: AccountParts): Account {
  const { credentials } = core.integrations.named();
  const integration = (name?: string): Integration =>
    createAccountIntegration(core.integrations.named(name), core);
  return {
    ...facts,
    get credentials() {
      return credentials.current;
    },
    integration,
    integrations: () => core.integrations.names.map(integration),
    get oauth2() {
      return integration().oauth2;
    },
    revokeToken: () => credentials.revoke(),
    issueToken: () => credentials.issue(),
    setTokenActive: (active) => credentials.setActive(active),
    setAccess: (change) => core.access.change(change),
    get isLocked() {
      return core.lockOut.isLocked(core.clock.now());
    },
    unlock: () => core.lockOut.unlock(),
    auditTrail: () => core.audit.entries(),
    journal: (filter) => core.journal.entries(filter),
    clearJournal: () => core.journal.clear(),
    nextExchange: (filter = {}) => core.journal.next(filter),
    asyncJobs: () => core.asyncJobs(),
    scriptLog: () => core.scriptLog.entries(),
    governance: () => core.slots.figures(),
    resetGovernance: () => core.slots.reset(),
    occupySlots: (count, ms) => occupySlots(core.slots, core.clock, { count, ms }),
    addFault: (fault) => core.faults.add(fault),
    faults: () => core.faults.list(),
    removeFault: (name) => core.faults.remove(name),
    clearFaults: () => core.faults.clear(),
    time: core.clock,
    get latency() {
      return core.latency.setting;
    },
    setLatency: (setting) => core.latency.set(latencySetting(setting)),
    get refreshedAt() {
      return refreshDate.at;
    },
    snapshot: memory.snapshot,
    restore: memory.restore,
    reset: memory.reset,
  };
}
