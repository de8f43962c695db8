/** An emulated account on a real socket, and a client of it that writes many records at once. */
import { onTestFinished } from "vitest";
import {
  type Account,
  type AccountOptions,
  createEmulator,
  type Fault,
  startHttpDoor,
} from "../emulator/index.ts";
import type { Failure } from "../integration/failure.ts";
import { systemClock } from "../integration/index.ts";
import type { SlotOutcome } from "../integration/netsuite/ask.ts";
import type { BatchOutcome, BatchWriter, Written } from "../integration/netsuite/batch/batch.ts";
import type { RecordWrite } from "../integration/netsuite/netsuite.ts";
import { createRestNetSuite, type NetSuiteOptions } from "../integration/netsuite/rest-netsuite.ts";

const MASTER_DATA = [
  { recordType: "subsidiary", body: { name: "Acme", externalId: "ACME" } },
  {
    recordType: "customer",
    body: { companyName: "Known", externalId: "KNOWN", subsidiary: { externalId: "ACME" } },
  },
];

interface BatchWorld extends Omit<AccountOptions, "accountId" | "masterData"> {
  readonly batching: NonNullable<NetSuiteOptions["batching"]>;
  readonly credentialsOf?: (account: Account) => NetSuiteOptions["credentials"];
}

export interface Batch {
  upsertAll(records: readonly RecordWrite[]): Promise<BatchOutcome>;
}

export async function batchWorld({ batching, credentialsOf, ...settings }: BatchWorld) {
  const emulator = createEmulator({
    accounts: [{ ...settings, accountId: "1234567", masterData: MASTER_DATA }],
  });
  const account = emulator.account("1234567");
  const door = await startHttpDoor(emulator);
  const slots = { held: 0, outcomes: [] as SlotOutcome[] };
  const netsuite = createRestNetSuite({
    accountId: account.accountId,
    baseUrl: door.url,
    credentials: credentialsOf?.(account) ?? account.credentials,
    connections: 4,
    timeoutMs: 5_000,
    clock: systemClock,
    async acquireSlot() {
      slots.held += 1;
      return (outcome) => {
        slots.held -= 1;
        slots.outcomes.push(outcome);
      };
    },
    batching,
  });
  onTestFinished(() => door.close());
  onTestFinished(() => netsuite.close());
  const asked = ({ method, path }: Fault["match"] & object) =>
    account.journal().filter((entry) => {
      const pattern = new RegExp(`^${path?.replaceAll("*", ".*")}$`);
      return entry.method === method && pattern.test(entry.path);
    });
  const jobs: string[] = [];
  const writer = netsuite.batch as BatchWriter;
  const batch: Batch = {
    upsertAll: (records) => writer.upsertAll(records, async (jobId) => void jobs.push(jobId)),
  };
  return { account, netsuite, batch, jobs, slots, asked };
}

export const customer = (externalId: string, more: Record<string, unknown> = {}): RecordWrite => ({
  recordType: "customer",
  externalId,
  body: { companyName: externalId, subsidiary: { externalId: "ACME" }, ...more },
  replace: [],
});

/** What each record came to: its internal id or its failure; null for one that was not tried. */
export async function written(
  batch: Batch,
  records: readonly RecordWrite[],
): Promise<readonly (Written | null)[]> {
  const outcome = await batch.upsertAll(records);
  if (!outcome.ok) return records.map(() => ({ ok: false, failure: outcome.failure }));
  return Promise.all(outcome.answers.map((answer) => answer?.() ?? null));
}

/** `written`, a failure's class, or `not tried`. */
export const outcomesOf = (results: readonly (Written | null)[]): readonly string[] =>
  results.map((each) => (each === null ? "not tried" : each.ok ? "written" : each.failure.class));

export const failureOf = (result: Written | null | undefined): Failure | undefined =>
  result?.ok === false ? result.failure : undefined;

/** Internal ids in the order of the external ids. */
export const created = (account: Account): readonly string[] =>
  account.records
    .list("customer")
    .filter(({ externalId }) => externalId !== "KNOWN")
    .toSorted((a, b) => String(a.externalId).localeCompare(String(b.externalId), "en", { numeric: true }))
    .map(({ id }) => id);

export const idsOf = (results: readonly (Written | null)[]): readonly (string | null)[] =>
  results.map((each) => (each?.ok === true ? each.value.internalId : null));
