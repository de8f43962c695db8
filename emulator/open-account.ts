/** Opens an account: puts together what it consists of and enters its master data. */
import { type Account, type AccountCore, type AccountParts, accountOf } from "./account.ts";
import { accountCatalogue, enterLists } from "./account-catalogue.ts";
import { createAccountClock } from "./account-clock.ts";
import { type AccountOptions, type AccountSettings, accountSettings } from "./account-options.ts";
import { accountParts, type Remembering } from "./account-parts.ts";
import { type AccountRecords, createAccountRecords } from "./account-records.ts";
import { createLoginMemory } from "./auth/login-memory.ts";
import { createTokenEndpoint } from "./auth/oauth2/token-endpoint.ts";
import type { Clock } from "./clock.ts";
import { createFaultList } from "./faults/fault-list.ts";
import { ACCOUNT_KINDS, accountKindOf, accountLimitOf } from "./governance/account-kinds.ts";
import { createSlots } from "./governance/slots.ts";
import { createJournalLog } from "./journal/journal-log.ts";
import { createLatency } from "./latency/latency-model.ts";
import { NO_OPENINGS, type Openings } from "./openings.ts";
import { guardedRecords } from "./permissions/guarded-records.ts";
import { createRole } from "./permissions/role.ts";
import { createRandomStreams, type RandomStreams } from "./random-streams.ts";
import { createRecordHistory } from "./records/record-history.ts";
import { createRecordStore } from "./records/record-store.ts";
import { createRecordWriter } from "./records/record-writer.ts";
import { createRefreshDate, productionIdOf } from "./sandbox.ts";
import { createAsyncServices } from "./services/async/async-services.ts";
import { createReadingServices } from "./services/reading-services.ts";
import { createRecordService } from "./services/record/record-service.ts";
import { createRestletService, type RestletServiceOptions } from "./services/restlet/restlet-service.ts";
import { createScriptLog } from "./services/restlet/script-log.ts";
import { createSystemServices } from "./services/system/system-services.ts";
import { type AccountMemory, createAccountMemory } from "./state/account-memory.ts";

export interface OpenAccount {
  readonly account: Account;
  readonly core: AccountCore;
  /** A sandbox that was ordered as a copy of production. */
  readonly startsRefreshed: boolean;
  readonly memory: AccountMemory;
}

/** @param openings what is shared with other accounts that are opened alike */
export function openAccount(
  options: AccountOptions,
  everybodys: Clock,
  openings: Openings = NO_OPENINGS,
): OpenAccount {
  const settings = accountSettings(options);
  const { accountId, tier, suiteCloudPlus, seed, integrations: shares, quirks, rules, language } = settings;
  const clock = createAccountClock(everybodys);
  const streams = createRandomStreams(seed, accountId);
  const [random, now] = [streams.stream, clock.now];
  const kind = settings.kind ?? accountKindOf(accountId);
  const concurrencyLimit = settings.concurrencyLimit ?? accountLimitOf({ ...settings, kind });
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
  const records = createAccountRecords(store, writer);
  const enterRecords = (): void => enterMasterData(records, settings);
  openings.enter({ settings, now: now(), store, enterRecords });
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

/** None for a sandbox that begins as a copy of production. */
function enterMasterData(records: AccountRecords, settings: AccountSettings): void {
  if (settings.refreshed) return;
  for (const { recordType, body } of settings.masterData) records.create(recordType, body);
  records.import(settings.imports);
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
  enterLists(settings.catalogue, bare);
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
