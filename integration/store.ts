/** Where a core keeps its ledger and how it shares its slots: one SQLite file with one worker, or PostgreSQL with any number. */
import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { Clock } from "./clock.ts";
import type { IntegrationConfig } from "./config.ts";
import { longestCallMs } from "./delivery/batch/batching.ts";
import { createSlotGovernor, type SlotGovernor } from "./delivery/slot-governor.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { agreedClock } from "./ledger/postgres/agreed-clock.ts";
import { openConnection } from "./ledger/postgres/open-pool.ts";
import { createPostgresLedger, openPostgresLedger } from "./ledger/postgres/postgres-ledger.ts";
import { openSharedSlots } from "./ledger/postgres/shared-slots.ts";
import { fileSystemOf } from "./ledger/sqlite/file-system.ts";
import type { SqliteFile } from "./ledger/sqlite/open-database.ts";
import { openSqliteLedger } from "./ledger/sqlite/sqlite-ledger.ts";
import { openLedgerInThread } from "./ledger/sqlite/thread/open-in-thread.ts";
import { takeWorkerLock } from "./ledger/sqlite/worker-lock.ts";
import { accountName } from "./netsuite/account.ts";

/** A ledger by the one text that people write: a file's path, or an address that begins with postgres://. */
export const ledgerAt = (place: string): IntegrationConfig["ledger"] =>
  /^postgres(ql)?:\/\//.test(place) ? { url: place } : { file: place };

export interface Store {
  readonly ledger: Ledger;
  readonly governor: SlotGovernor;
  /** The time that all workers on this ledger agree on. */
  readonly clock: Clock;
  /** The name under which this worker claims entries. */
  readonly owner: string;
  /** Nobody else works on this ledger: what is still claimed at the start was held by a worker that was killed. */
  readonly isExclusive: boolean;
  /** What is left on the ledger's disk; null where that is not known. */
  freeBytes(): Promise<number | null>;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly config: IntegrationConfig;
  readonly clock: Clock;
  readonly onError?: (error: unknown) => void;
  readonly onOpened?: SqliteFile["onOpened"];
}

/**
 * Opens the store of a core as it is configured. An SQLite file is worked on in a thread of its own; where somebody is to be told of the
 * connection (`onOpened`), it stays in the thread that asks.
 */
export type OpenStore = (watching?: Pick<StoreOptions, "onOpened">) => Promise<Store>;

/** The ledger alone, for whoever works beside a running core. @throws IntegrationError `LEDGER_…` */
export function openLedger(
  place: IntegrationConfig["ledger"],
  { clock, create = true }: { readonly clock: Clock; readonly create?: boolean },
): Promise<Ledger> {
  return "file" in place
    ? openSqliteLedger({ ...place, clock, create })
    : openPostgresLedger({ ...place, clock });
}

/** @throws IntegrationError `LEDGER_…` when the store cannot be used; nothing is then left open */
export function openStore(options: StoreOptions): Promise<Store> {
  const { ledger } = options.config;
  return "file" in ledger ? openFile(ledger, options) : openDatabase(ledger, options);
}

/**
 * The ledger and the slots for whoever works beside a running core for a moment. On PostgreSQL the slots are those that all
 * workers share; beside an SQLite file, whose worker keeps its own, there is one call at a time.
 *
 * @throws as openStore
 */
export async function openBeside(
  options: StoreOptions,
): Promise<Pick<Store, "ledger" | "governor" | "close">> {
  const { config, clock } = options;
  if (!("file" in config.ledger)) return openDatabase(config.ledger, options);
  const ledger = await openLedger(config.ledger, { clock, create: false });
  return { ledger, governor: createSlotGovernor({ slots: 1, clock }), close: () => ledger.close() };
}

type FileConfig = Extract<IntegrationConfig["ledger"], { readonly file: string }>;

async function openFile(place: FileConfig, { config, clock, onOpened }: StoreOptions): Promise<Store> {
  const lock = await takeWorkerLock(place.file);
  try {
    const ledger = await (onOpened === undefined
      ? openLedgerInThread(place)
      : openSqliteLedger({ ...place, clock, onOpened }));
    const { slots } = config.netsuite;
    const governor = createSlotGovernor({ slots, clock, recoverAfterMs: config.worker.recoverSlotAfterMs });
    const close = async (): Promise<void> => {
      try {
        await ledger.close();
      } finally {
        lock.release();
      }
    };
    const freeBytes = async () => (await fileSystemOf(place.file))?.freeBytes ?? null;
    return { ledger, governor, clock, owner: "worker", isExclusive: true, freeBytes, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

type DatabaseConfig = Extract<IntegrationConfig["ledger"], { readonly url: string }>;

/** Longer than a call may take, so that a slot is never given to somebody else while NetSuite still counts it. */
const SLOT_LEASE_MARGIN_MS = 30_000;

async function openDatabase(
  database: DatabaseConfig,
  { config, clock, onError }: StoreOptions,
): Promise<Store> {
  const { slots, accountId } = config.netsuite;
  const owner = `${hostname()}:${process.pid}:${randomBytes(4).toString("hex")}`;
  const connection = await openConnection({ ...database, ...heard(onError) }, clock.now());
  try {
    const agreed = await agreedClock(connection, clock);
    const governor = await openSharedSlots({
      connection: await openConnection({ ...database, ...heard(onError), connections: 2 }, clock.now()),
      clock,
      account: accountName(accountId).realm,
      slots,
      owner,
      leaseMs: longestCallMs(config.netsuite) + SLOT_LEASE_MARGIN_MS,
      recoverAfterMs: config.worker.recoverSlotAfterMs,
      ...heard(onError),
    });
    const ledger = createPostgresLedger(connection);
    const close = async (): Promise<void> => {
      await governor.close();
      await ledger.close();
    };
    const freeBytes = async () => null;
    return { ledger, governor, clock: agreed, owner, isExclusive: false, freeBytes, close };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

const heard = (onError: StoreOptions["onError"]) => (onError === undefined ? {} : { onError });
