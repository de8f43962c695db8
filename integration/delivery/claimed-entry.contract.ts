/** An entry claimed on a real ledger, and a NetSuite that answers as a test wants it. */
import type { Failure } from "../failure.ts";
import { netsuiteUpsert } from "../flows/netsuite-upsert.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import { anIncoming, claimOne, LEASE_MS, NOON } from "../ledger/sample-entries.contract.ts";
import { openTemporaryLedger } from "../ledger/sqlite/temporary-ledger.contract.ts";
import { rememberedLookups } from "../mapping/lookups.ts";
import { parseMapping } from "../mapping/mapping-file.ts";
import type { NetSuite, NetSuiteResult } from "../netsuite/netsuite.ts";
import { type DeliveryPorts, deliver } from "./deliver.ts";
import { DEFAULT_RETRY_POLICY } from "./retry-schedule.ts";

export const MAPPING = parseMapping(
  `
mapping: 1
flow: orders
records:
  - record: customer
    externalId: { prefix: C-, from: $string(id) }
    fields:
      - { to: companyName, from: name, overflow: truncate }
  - record: salesOrder
    externalId: { prefix: SO-, from: $string(id) }
    fields:
      - { to: entity, reference: customer }
      - { to: location, lookup: { record: location, by: name, value: Main } }
`,
  "test.yaml",
);

export const REFUSED: Failure = {
  class: "data",
  code: "INVALID",
  message: "Invalid location.",
  advice: "Correct it.",
};
export const THROTTLED: Failure = {
  class: "throttled",
  code: "CONCURRENCY_LIMIT_EXCEEDED",
  message: "429",
  advice: "",
};
export const NO_ANSWER: Failure = {
  class: "unknown-outcome",
  code: "TIMEOUT",
  message: "no answer",
  advice: "",
};

/** NetSuite as a test wants it: what it answers to each call, in order, and what it was asked. */
export function aNetSuite(
  answers: { upserts?: readonly (Failure | string)[]; found?: Failure | string | null } = {},
) {
  const asked: string[] = [];
  const upserts = [...(answers.upserts ?? ["11", "22"])];
  const result = <T>(
    answer: Failure | string | null | undefined,
    value: (id: string) => T,
  ): NetSuiteResult<T> =>
    typeof answer === "object" && answer !== null
      ? { ok: false, failure: answer }
      : { ok: true, value: value(answer ?? "0") };
  const netsuite: NetSuite = {
    async upsert({ recordType, externalId }, announce) {
      await announce?.();
      asked.push(`upsert ${recordType} ${externalId}`);
      return result(upserts.shift(), (internalId) => ({ internalId }));
    },
    async findByExternalId(recordType, externalId) {
      asked.push(`find ${recordType} ${externalId}`);
      return result(answers.found, (internalId) =>
        answers.found === null ? null : { internalId, fields: {} },
      );
    },
    async findByField(recordType, field, value) {
      asked.push(`look up ${recordType} ${field}=${value}`);
      return { ok: true, value: ["7"] };
    },
  };
  return { netsuite, asked };
}

export async function aClaimedEntry(netsuite: NetSuite, change: Partial<DeliveryPorts> = {}) {
  const { ledger } = await openTemporaryLedger();
  await ledger.accept(anIncoming({ order: 1 }));
  const clock = { now: () => NOON, sleep: async () => undefined };
  const lookups = rememberedLookups(netsuite, { clock });
  const delivery = netsuiteUpsert(MAPPING, { netsuite, ledger, lookups });
  const ports: DeliveryPorts = {
    ledger,
    deliveryOf: (flow) => (flow === "orders" ? delivery : undefined),
    clock,
    random: () => 0.5,
    retry: DEFAULT_RETRY_POLICY,
    owner: "worker",
    upsert: netsuite.upsert,
    isOutage: () => false,
    leaseMs: LEASE_MS,
    quietMs: 30_000,
    jobs: { isJobRunning: async () => ({ ok: true, value: false }), lookAgainMs: 20_000 },
    ...change,
  };
  const entry = await claimOne(ledger);
  return { ledger, lookups, entry, deliverIt: (given: LedgerEntry = entry) => deliver(given, ports) };
}
