/** One NetSuite account: its limit, its credentials, its records and everything it remembers. */
import { accountCatalogue, enterCustomLists } from "./account-catalogue.ts";
import { type AccountClock, type AccountTime, createAccountClock } from "./account-clock.ts";
import { createAccountIntegration, type Integration } from "./account-integration.ts";
import { type AccountOptions, type AccountSettings, accountSettings } from "./account-options.ts";
import { accountParts, type Remembering } from "./account-parts.ts";
import { type AccountRecords, createAccountRecords } from "./account-records.ts";
import type { AccessChange } from "./auth/access.ts";
import type { TbaCredentials } from "./auth/credentials.ts";
import type { LoginAuditEntry } from "./auth/login-audit-trail.ts";
import { createLoginMemory, type LoginMemory } from "./auth/login-memory.ts";
import type { OAuth2Credentials } from "./auth/oauth2/client-credentials.ts";
import { createTokenEndpoint } from "./auth/oauth2/token-endpoint.ts";
import type { Clock } from "./clock.ts";
import type { Answering } from "./exchange/answer.ts";
import type { Fault } from "./faults/fault.ts";
import { createFaultList, type FaultList, type FaultView } from "./faults/fault-list.ts";
import {
  ACCOUNT_KINDS,
  type AccountKind,
  accountKindOf,
  accountLimitOf,
} from "./governance/account-kinds.ts";
import { type Occupation, occupySlots } from "./governance/occupation.ts";
import type { ServiceTier } from "./governance/service-tiers.ts";
import { createSlots, type GovernanceFigures, type Slots } from "./governance/slots.ts";
import type { JournalEntry } from "./journal/journal.ts";
import type { JournalFilter } from "./journal/journal-filter.ts";
import { createJournalLog, type JournalLog } from "./journal/journal-log.ts";
import { createLatency, type Latency } from "./latency/latency-model.ts";
import { type LatencySetting, latencySetting } from "./latency/latency-profiles.ts";
import { guardedRecords } from "./permissions/guarded-records.ts";
import { createRole } from "./permissions/role.ts";
import { createRandomStreams, type RandomStreams } from "./random-streams.ts";
import { createRecordHistory, type RecordHistory } from "./records/record-history.ts";
import { createRecordStore } from "./records/record-store.ts";
import { createRecordWriter } from "./records/record-writer.ts";
import { createRefreshDate, productionIdOf, type RefreshDate } from "./sandbox.ts";
import type { AsyncJobView } from "./services/async/async-jobs-view.ts";
import { createAsyncServices } from "./services/async/async-services.ts";
import { createReadingServices } from "./services/reading-services.ts";
import { createRecordService } from "./services/record/record-service.ts";
import { createRestletService, type RestletServiceOptions } from "./services/restlet/restlet-service.ts";
import { createScriptLog, type ScriptLog, type ScriptLogEntry } from "./services/restlet/script-log.ts";
import type { AnyPlan, Service } from "./services/service.ts";
import { createSystemServices } from "./services/system/system-services.ts";
import { type AccountMemory, type AccountSnapshot, createAccountMemory } from "./state/account-memory.ts";

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

export interface OpenAccount {
  readonly account: Account;
  readonly core: AccountCore;
  /** A sandbox that was ordered as a copy of production. */
  readonly startsRefreshed: boolean;
  readonly memory: AccountMemory;
}

export function openAccount(options: AccountOptions, everybodys: Clock): OpenAccount {
  const settings = accountSettings(options);
  const { accountId, tier, suiteCloudPlus, seed, integrations: shares, quirks, rules, language } = settings;
  const clock = createAccountClock(everybodys);
  const streams = createRandomStreams(seed, accountId);
  const [random, now] = [streams.stream, clock.now];
  const kind = settings.kind ?? accountKindOf(accountId);
  const concurrencyLimit = accountLimitOf({ ...settings, kind });
  const slots = createSlots({ limit: concurrencyLimit, shares, now, ...settings.governance });
  const { catalogue, history, store, writer } = storageOf(settings, { random, now });
  const role = createRole(settings.role, catalogue);
  const latency = createLatency(settings.latency, random("latency"));
  const jobs = createAsyncServices({
    records: guardedRecords(createRecordService({ store, writer, rules, quirks, seed }), role),
    catalogue,
    clock,
    random,
    suiteCloudPlus: ACCOUNT_KINDS[kind].fixedLimit === null ? suiteCloudPlus : 0,
    quirks,
    language,
    latency,
  });
  const logins = createLoginMemory(settings, { random, now });
  const logs = createLogs();
  const core: AccountCore = {
    accountId,
    clock,
    history,
    ...logins,
    latency,
    overload: settings.governance.overload,
    quirks,
    language,
    slots,
    faults: createFaultList({ now, random: streams.unkept, faults: settings.faults }),
    services: [
      ...createReadingServices({ store, now, quirks, role }),
      ...jobs.services,
      restletService(settings, { kind, store, writer, clock, stream: random, logs, latency }),
      ...createSystemServices({ accountId, role, slots, now }),
      createTokenEndpoint({ accountId, ...logins, now }),
    ],
    ...logs,
    random: random("operations"),
    asyncJobs: jobs.list,
  };
  const records = withMasterData(createAccountRecords(store, writer), settings);
  const { sandboxOf = productionIdOf(accountId) } = settings;
  const facts = { accountId, tier, suiteCloudPlus, kind, concurrencyLimit, records, sandboxOf };
  const remembering = { core, store, jobs: jobs.jobs, streams, refreshDate: createRefreshDate(now) };
  return { ...withMemory(remembering, facts), startsRefreshed: settings.refreshed };
}

type RestletParts = Pick<RestletServiceOptions, "kind" | "store" | "writer" | "clock" | "latency"> &
  Pick<RandomStreams, "stream"> & { readonly logs: Pick<AccountCore, "scriptLog"> };

const restletService = ({ accountId, quirks, rules, restlets }: AccountSettings, parts: RestletParts) =>
  createRestletService({
    ...parts,
    ...{ accountId, quirks, rules, restlets },
    random: parts.stream("script errors"),
    log: parts.logs.scriptLog,
  });

function withMasterData(records: AccountRecords, settings: AccountSettings): AccountRecords {
  if (settings.refreshed) return records;
  for (const { recordType, body } of settings.masterData) records.create(recordType, body);
  records.import(settings.imports);
  return records;
}

interface Surroundings {
  readonly random: RandomStreams["stream"];
  now(): number;
}

/** Where records are, how they were, and who alone may write them. */
function storageOf(settings: AccountSettings, { random, now }: Surroundings) {
  const catalogue = accountCatalogue(settings.catalogue);
  const { rules, firstInternalId = random("internal ids").integer(1_000, 900_000) } = settings;
  const bare = createRecordStore({ catalogue, firstInternalId });
  enterCustomLists(settings.catalogue, bare);
  const history = createRecordHistory(bare, now);
  const { store } = history;
  return { catalogue, history, store, writer: createRecordWriter({ store, rules, now }) };
}

const createLogs = (): Pick<AccountCore, "journal" | "scriptLog"> => ({
  journal: createJournalLog(),
  scriptLog: createScriptLog(),
});

function withMemory(
  remembering: Remembering & { readonly core: AccountCore },
  facts: AccountParts["facts"],
): Omit<OpenAccount, "startsRefreshed"> {
  const { core, refreshDate } = remembering;
  const memory = createAccountMemory(core.accountId, accountParts(remembering));
  return { core, memory, account: accountOf({ core, memory, refreshDate, facts }) };
}

interface AccountParts {
  readonly core: AccountCore;
  readonly facts: Pick<
    Account,
    "accountId" | "tier" | "suiteCloudPlus" | "kind" | "concurrencyLimit" | "records" | "sandboxOf"
  >;
  readonly memory: AccountMemory;
  readonly refreshDate: RefreshDate;
}

function accountOf({ core, facts, memory, refreshDate }: AccountParts): Account {
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
