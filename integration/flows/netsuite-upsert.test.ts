import { expect, test } from "vitest";
import type { LedgerEntry } from "../ledger/entry.ts";
import { aFailure } from "../ledger/sample-entries.contract.ts";
import { rememberedLookups } from "../mapping/lookups.ts";
import { parseMapping } from "../mapping/mapping-file.ts";
import type { NetSuite, RecordWrite } from "../netsuite/netsuite.ts";
import { netsuiteUpsert } from "./netsuite-upsert.ts";

const MAPPING = parseMapping(
  `
mapping: 1
flow: orders
records:
  - record: salesOrder
    externalId: { prefix: SO-, from: id }
    fields:
      - to: location
        lookup: { record: location, by: name, value: Main }
      - to: item
        each: lines
        fields:
          - to: item
            lookup: { record: inventoryItem, by: itemId, from: sku }
`,
  "test.yaml",
);

/** An order of these items, delivered into a NetSuite that makes each item under another id whenever it is asked, and refuses one. */
function aFlow({ refusedId }: { readonly refusedId: string }) {
  const asked: string[] = [];
  const netsuite: NetSuite = {
    upsert: () => Promise.reject(new Error("written through `sending`")),
    findByExternalId: async () => ({ ok: true, value: null }),
    async findByField(_type, _field, value) {
      asked.push(value);
      return { ok: true, value: [`${value}-${asked.filter((each) => each === value).length}`] };
    },
  };
  const lookups = rememberedLookups(netsuite, { clock: { now: () => 0, sleep: async () => undefined } });
  const delivery = netsuiteUpsert(MAPPING, { netsuite, lookups, ledger: { find: async () => [] } as never });
  const refusal = aFailure({ class: "data", code: "INVALID_KEY_OR_REF", value: refusedId });
  const upsert = async ({ body }: RecordWrite) =>
    JSON.stringify(body).includes(`"${refusedId}"`)
      ? ({ ok: false, failure: refusal } as const)
      : ({ ok: true, value: { internalId: "1" } } as const);
  const order = (...skus: readonly string[]) => {
    const raw = new TextEncoder().encode(JSON.stringify({ id: 1, lines: skus.map((sku) => ({ sku })) }));
    const entry = { raw, edited: null, reruns: 0, follows: null } as unknown as LedgerEntry;
    return delivery.write(entry, { announce: async () => undefined, upsert });
  };
  return { order, asked };
}

test("what a refused record was made of is looked up again for the next one, and nothing else", async () => {
  const { order, asked } = aFlow({ refusedId: "MUG-1" });
  expect(await order("CUP")).toMatchObject({ kind: "delivered" });
  expect(await order("MUG")).toMatchObject({ kind: "failed", failure: { value: "MUG" } });
  expect(await order("MUG", "CUP")).toMatchObject({ kind: "delivered" });
  expect(asked).toEqual(["Main", "CUP", "MUG", "Main", "MUG"]);
});

test("a refusal says by which name the record is known that it names by its internal id", async () => {
  const { order } = aFlow({ refusedId: "MUG-1" });
  expect(await order("MUG")).toMatchObject({
    failure: { message: expect.stringContaining('MUG-1 is the inventoryItem whose itemId is "MUG".') },
  });
});
