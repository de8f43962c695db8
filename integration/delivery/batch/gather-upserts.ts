/**
 * Gathers the records of entries that are delivered side by side, until each of them waits for a write or has ended, and sends
 * them together: those of one type as one batch, an external id once.
 *
 * An order and the customer that it needs are two writes of one entry, so all customers of a group go before all its orders.
 */
import { chunks } from "../../chunks.ts";
import type { LedgerEntry, Priority } from "../../ledger/entry.ts";
import type { Written } from "../../netsuite/batch/batch.ts";
import { checkExternalId } from "../../netsuite/identifiers.ts";
import type { UpsertRecord } from "../upsert-record.ts";
import { alike } from "./alike.ts";
import { sendTogether } from "./send-together.ts";
import type { GatheringPorts, Waiting } from "./waiting.ts";

export interface Member {
  readonly upsert: UpsertRecord;
  /** The entry has ended: nobody waits for it any more. */
  leave(): void;
}

export function gatherUpserts(
  entries: readonly LedgerEntry[],
  priority: Priority,
  ports: GatheringPorts,
): (entry: LedgerEntry) => Member {
  const waiting: Waiting[] = [];
  let working = entries.length;
  let patience: AbortController | null = null;

  function sendAll(): void {
    patience?.abort();
    patience = null;
    for (const batch of batchesOf(waiting.splice(0), ports.writer.size)) {
      void sendTogether(batch, priority, ports).catch((error) => {
        for (const each of batch) each.reject(error);
      });
    }
  }

  /** A record waits for those that others are still preparing, not for those that are on their way. */
  function sendWhenComplete(): void {
    if (waiting.length > 0 && working === 0) sendAll();
    else if (waiting.length > 0 && patience === null) void sendInTime();
  }

  async function sendInTime(): Promise<void> {
    const own = new AbortController();
    patience = own;
    await ports.clock.sleep(ports.gatherMs, own.signal);
    if (patience === own) sendAll();
  }

  /** From the moment of its answer on the entry is waited for again. */
  function atWorkAgain<T>(tell: (told: T) => void): (told: T) => void {
    let told = false;
    return (what) => {
      if (!told) working += 1;
      told = true;
      tell(what);
    };
  }

  const upsertOf =
    ({ editionAt }: LedgerEntry): UpsertRecord =>
    async (record, announce, inJob) => {
      if (checkExternalId(record.recordType, record.externalId) !== null)
        return ports.netsuite.upsert(record);
      const answer = await new Promise<() => Promise<Written>>((resolve, reject) => {
        waiting.push({
          record,
          editionAt,
          announce,
          inJob,
          resolve: atWorkAgain(resolve),
          reject: atWorkAgain(reject),
        });
        working -= 1;
        sendWhenComplete();
      });
      return answer();
    };

  return (entry) => ({
    upsert: upsertOf(entry),
    leave() {
      working -= 1;
      sendWhenComplete();
    },
  });
}

/** By type and sublists to replace, since one call says both for all its records. */
function batchesOf(waiting: readonly Waiting[], size: number): readonly (readonly Waiting[])[] {
  const groups = alike(waiting, ({ record }) => JSON.stringify([record.recordType, record.replace]));
  return groups.flatMap((group) => chunks(group, size));
}
