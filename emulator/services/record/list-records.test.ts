import { expect, test } from "vitest";
import { DEFAULT_QUIRKS } from "../../quirks.ts";
import pagingRecording from "../../recorded/paging-last-link.json" with { type: "json" };
import { BASE_CATALOGUE } from "../../records/catalogue.ts";
import { createRecordStore } from "../../records/record-store.ts";
import { type Answer, acme, ORIGIN, RECORDS } from "../../testing/acme.ts";
import { listRecords } from "./list-records.ts";
import { lastOffset } from "./paging.ts";

const ITEMS = `${RECORDS}/inventoryItem`;

const MORE: Readonly<Record<number, object>> = {
  1: { upcCode: "007" },
  2: { subsidiary: { items: [{ externalId: "FIRST" }] } },
  3: {
    subsidiary: { items: [{ externalId: "FIRST" }, { externalId: "SECOND" }] },
    location: { refName: "Quay" },
  },
  5: { custitem_size: 2 },
};

async function withItems(count: number) {
  const masterData = [
    { recordType: "subsidiary", body: { name: "First", externalId: "FIRST" } },
    { recordType: "subsidiary", body: { name: "Second", externalId: "SECOND" } },
    { recordType: "location", body: { name: "Quay" } },
  ];
  const world = acme({ masterData });
  for (let at = 0; at < count; at += 1) {
    world.account.records.create("inventoryItem", {
      itemId: `SKU ${at}`,
      externalId: `E-${at}`,
      displayName: at % 2 === 0 ? "even" : "odd",
      cost: at,
      isInactive: at === 0,
      ...MORE[at],
    });
  }
  return world;
}

const linksIn = ({ json }: Answer) => (json?.["links"] ?? []) as { rel: string; href: string }[];

async function found(q: string): Promise<readonly number[]> {
  const { call, account } = await withItems(6);
  const second = account.records.find("subsidiary", { externalId: "SECOND" })?.id ?? "";
  const { json } = await call(
    "GET",
    `${ITEMS}?q=${encodeURIComponent(q.replace("[1, SECOND]", `[1, ${second}]`))}`,
  );
  const items = (json?.["items"] ?? []) as { id: string }[];
  return items.map(({ id }) => account.records.list("inventoryItem").findIndex((row) => row.id === id));
}

test.each<[string, number[]]>([
  ['itemId IS "SKU 3"', [3]],
  ['itemId IS "sku 3"', [3]],
  ['ITEMID IS_NOT "SKU 3"', [0, 1, 2, 4, 5]],
  ['externalId IS "E-2"', [2]],
  ["displayName CONTAIN DD", [1, 3, 5]],
  ["displayName START_WITH ev", [0, 2, 4]],
  ["displayName ENDWITH dd AND cost GREATER 3", [5]],
  ["cost ANY_OF [1, 4]", [1, 4]],
  ["cost EQUAL 2.0", [2]],
  ["cost BETWEEN [1, 2]", [1, 2]],
  ["upcCode EMPTY_NOT", [1]],
  ["upcCode EMPTY", [0, 2, 3, 4, 5]],
  ["upcCode IS 7", []],
  ["isInactive IS true", [0]],
  ["cost EQUAL 1 OR cost EQUAL 2 AND displayName IS odd", [1]],
  ["(cost EQUAL 1 OR cost EQUAL 2) AND displayName IS odd", [1]],
  ['itemId IS "SKU 1" OR (cost LESS 1)', [0, 1]],
  ["createdDate ON_OR_AFTER 11/23/2026", [0, 1, 2, 3, 4, 5]],
  ["createdDate ON_NOT 11/23/2026", []],
  ["externalId IS e-4", [4]],
  ["subsidiary EMPTY_NOT", [2, 3]],
  ["subsidiary EMPTY AND isInactive IS false", [1, 4, 5]],
  ["subsidiary ANY_OF [1, SECOND]", [3]],
  ["location EMPTY", [0, 1, 2, 4, 5]],
  ["custitem_size GREATER 1", [5]],
])("q=%s finds %j", async (q, expected) => {
  expect(await found(q)).toEqual(expected);
});

test.each([
  "itemId",
  "itemId LOOKS x",
  'itemId IS "x',
  "(itemId IS x",
  "nope IS x",
  "cost ANY_OF [1",
  "itemId IS x y",
  "(".repeat(5_000),
  "item IS x AND",
  "isInactive CONTAIN t",
  "isInactive IS yes",
  "cost IS 1",
  "cost EQUAL one",
  "cost BETWEEN 1",
  "itemId GREATER 1",
  "itemId ANY_OF [a]",
  "subsidiary CONTAIN 1",
  "createdDate EQUAL 1",
  "createdDate ON 2/30/2026",
  "createdDate AFTER_NOT soon",
  "createdDate ON 2026-11-23",
])("q=%s is refused as INVALID_PARAMETER", async (q) => {
  const { call } = acme();
  const answer = await call("GET", `${ITEMS}?q=${encodeURIComponent(q)}`);
  expect(answer).toMatchObject({
    status: 400,
    error: { "o:errorCode": "INVALID_PARAMETER", "o:errorQueryParam": "q" },
  });
});

test("a date in another format is refused in the words by which a connector tries the next one", async () => {
  const { call } = acme();
  const q = encodeURIComponent('lastModifiedDate AFTER "2026-01-31"');
  const { error } = await call("GET", `${ITEMS}?q=${q}`);
  expect(JSON.stringify(error)).toContain('Unparseable date: \\"2026-01-31\\"');
});

test("pages carry ids, counts and links in the recorded order, and keep the query", async () => {
  const { call } = await withItems(7);
  const base = `${ORIGIN}${ITEMS}`;
  const { json } = await call("GET", `${ITEMS}?limit=2&offset=2`);
  expect(json).toMatchObject({ count: 2, hasMore: true, offset: 2, totalResults: 7 });
  expect(json?.["links"]).toEqual([
    { rel: "previous", href: `${base}?limit=2&offset=0` },
    { rel: "first", href: `${base}?limit=2&offset=0` },
    { rel: "next", href: `${base}?limit=2&offset=4` },
    { rel: "last", href: `${base}?limit=2&offset=2` },
    { rel: "self", href: `${base}?limit=2&offset=2`, method: "GET" },
  ]);
  const filtered = await call("GET", `${ITEMS}?q=cost%20GREATER%201&limit=2`);
  const [next] = linksIn(filtered);
  expect((await call("GET", next?.href ?? "")).json).toMatchObject({ offset: 2, totalResults: 5 });
});

test("following next from the first page sees every record once", async () => {
  const { call } = await withItems(7);
  const seen: string[] = [];
  let href: string | undefined = `${ITEMS}?limit=3`;
  while (href !== undefined) {
    const answer = await call("GET", href);
    seen.push(...((answer.json?.["items"] ?? []) as { id: string }[]).map(({ id }) => id));
    href = linksIn(answer).find(({ rel }) => rel === "next")?.href;
  }
  expect(new Set(seen).size).toBe(7);
});

test.each(["limit=0", "limit=1001", "limit=x", "limit=2&offset=3", "offset=-1"])(
  "%s is refused",
  async (query) => {
    const { call } = acme();
    expect((await call("GET", `${ITEMS}?${query}`)).error?.["o:errorCode"]).toBe("INVALID_PARAMETER");
  },
);

test("totalResults stops at a thousand pages", async () => {
  const { call } = await withItems(1_003);
  const { json } = await call("GET", `${ITEMS}?limit=1`);
  expect(json).toMatchObject({ totalResults: 1_000, hasMore: true });
});

test.each(pagingRecording.rows)(
  "the last link is as wrong as recorded: $totalResults rows at $limit",
  (row) => {
    expect(lastOffset(row.totalResults, row.limit, DEFAULT_QUIRKS)).toBe(row.lastOffset);
  },
);

test.each([
  "externalId IS E-7",
  'itemId IS "sku 7"',
  "location IS 12",
  "location IS Quay",
  "location ANY_OF [12, 13] AND cost GREATER 1",
  "cost GREATER 1 AND externalId IS e-7",
  "cost EQUAL 2.50",
  "id ANY_OF [6, 7]",
  "custitem_shelf IS B4",
])("q=%s does not walk over all records", async (q) => {
  const type = BASE_CATALOGUE.find("inventoryItem");
  const store = createRecordStore({ catalogue: BASE_CATALOGUE, firstInternalId: 1 });
  const fields = {
    itemId: "SKU 7",
    externalId: "E-7",
    location: { id: "12", refName: "Quay" },
    cost: 2.5,
    custitem_shelf: "b4",
  };
  store.put({ recordType: "inventoryItem", id: "7", fields });
  const walked = { ...store, list: () => expect.fail("every record was looked at") };
  const url = new URL(`${ORIGIN}${ITEMS}?q=${encodeURIComponent(q)}`);
  const found = type && listRecords({ type, url, store: walked, quirks: DEFAULT_QUIRKS, seed: 1 });
  expect(found).toMatchObject({ ok: true, value: { totalResults: 1 } });
});
