import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import OAuth from "oauth-1.0a";
import { afterEach, expect, test } from "vitest";
import { type HttpDoor, startHttpDoor } from "../../doors/http-door.ts";
import { createEmulator } from "../../emulator.ts";
import { acme } from "../../testing/acme.ts";
import { JSON_TYPE, RESTLET, scriptWorld, stepped } from "../../testing/restlets.ts";

const FILE = "examples/restlets/upsert-many.js";
const restlets = [{ script: "customscript_test", deploy: "customdeploy_test", file: FILE }];

type Body = Readonly<Record<string, unknown>>;

const customer = (externalId: string, more: Body = {}) => ({
  recordType: "customer",
  externalId,
  body: { companyName: `Company ${externalId}`, subsidiary: { externalId: "ACME" }, ...more },
});
const order = (externalId: string, more: Body = {}) => ({
  recordType: "salesOrder",
  externalId,
  body: {
    entity: { externalId: "c-1" },
    tranDate: "2026-11-23",
    item: { items: [{ item: { externalId: "ANCHOR" }, quantity: 2, rate: 10.5 }] },
    ...more,
  },
  replace: ["item"],
});

interface Results {
  readonly results: readonly { readonly status: string; readonly id?: number; readonly code?: string }[];
  readonly remainingUsage: number;
}

function world(options = {}) {
  const { call, ...more } = acme({ restlets, ...options });
  const upsert = async (records: unknown): Promise<Results> => {
    const { json } = await call("POST", RESTLET, { body: { records }, headers: JSON_TYPE });
    return json as unknown as Results;
  };
  return { ...more, call, upsert };
}

const statuses = ({ results }: Results) => results.map(({ status, code }) => code ?? status);

test("records are created, then changed, and one that fails hinders no other", async () => {
  const { upsert, account } = world();
  const records = [
    customer("C-7"),
    order("S-1"),
    order("S-2", { item: { items: [] } }),
    order("S-3", { entity: { externalId: "C-7" } }),
    order("S-4", { entity: { externalId: "nobody" } }),
    { recordType: "spaceship", externalId: "X", body: {} },
    customer("C-8", { phone: "1".repeat(40) }),
    customer("C-9", { colour: "blue" }),
    order("S-5", { item: { items: [{ item: { externalId: "ANCHOR" }, quantity: 1, colour: "blue" }] } }),
    order("S-6", { shippingAddress: { country: "US", colour: "blue" } }),
    order("S-7", { tranDate: "23/11/2026" }),
  ];
  const first = await upsert(records);
  expect(first.results).toMatchObject([
    { recordType: "customer", externalId: "C-7", status: "created", id: expect.any(Number) },
    { status: "created" },
    {
      status: "failed",
      code: "USER_ERROR",
      message: "You must enter at least one line item for this transaction.",
    },
    { status: "created" },
    { status: "failed", code: "INVALID_KEY_OR_REF", message: "Invalid entity reference key nobody." },
    { status: "failed", code: "INVALID_RCRD_TYPE" },
    { status: "failed", code: "EXCEEDED_MAX_FIELD_LENGTH" },
    { status: "failed", code: "INVALID_FLD_NAME", message: "customer has no field colour." },
    { status: "failed", code: "INVALID_FLD_NAME", message: "salesorder.item has no field colour." },
    {
      status: "failed",
      code: "INVALID_FLD_NAME",
      message: "salesorder.shippingaddress has no field colour.",
    },
    { status: "failed", code: "INVALID_FLD_VALUE" },
  ]);
  const again = await upsert(records);
  expect(statuses(again)).toEqual([
    "updated",
    "updated",
    "USER_ERROR",
    "updated",
    "INVALID_KEY_OR_REF",
    "INVALID_RCRD_TYPE",
    "EXCEEDED_MAX_FIELD_LENGTH",
    "INVALID_FLD_NAME",
    "INVALID_FLD_NAME",
    "INVALID_FLD_NAME",
    "INVALID_FLD_VALUE",
  ]);
  expect(again.results[1]?.id).toBe(first.results[1]?.id);
  expect(account.records.list("salesOrder")).toHaveLength(2);
  expect(account.records.find("salesOrder", { externalId: "S-1" })?.fields).toMatchObject({
    tranDate: "2026-11-23",
    total: 21,
  });
});

test("a sublist to replace is exchanged, fields that are not named stay, null empties", async () => {
  const { upsert, account } = world();
  await upsert([order("S-1", { memo: "first", otherRefNum: "PO-1" })]);
  const line = { item: { refName: "ENGRAVING" }, quantity: 1, rate: 4 };
  const body = { memo: null, item: { items: [line, line] } };
  const { results } = await upsert([
    { recordType: "salesOrder", externalId: "s-1", body, replace: ["item"] },
  ]);
  expect(results).toMatchObject([{ status: "updated" }]);
  const { fields } = account.records.find("salesOrder", { externalId: "S-1" }) ?? { fields: {} };
  expect(fields).toMatchObject({ externalId: "S-1", otherRefNum: "PO-1", total: 8 });
  expect(fields).not.toHaveProperty("memo");
});

test("lines of a sublist that is not to be replaced are added", async () => {
  const { upsert, account } = world();
  await upsert([order("S-1")]);
  const { results } = await upsert([{ ...order("S-1"), replace: [] }]);
  expect(results).toMatchObject([{ status: "updated" }]);
  expect(account.records.find("salesOrder", { externalId: "S-1" })?.fields).toMatchObject({
    item: { items: [{ quantity: 2 }, { quantity: 2 }] },
    total: 42,
  });
});

test("addresses are subrecords, in a field and in a line", async () => {
  const { upsert, account } = world();
  const address = { country: { id: "US" }, addr1: "1 Pier", city: "Boston", zip: null };
  const book = { items: [{ label: "Pier", defaultShipping: true, addressBookAddress: address }] };
  const { results } = await upsert([
    order("S-1", { shippingAddress: address }),
    customer("C-7", { addressBook: book }),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["created", "created"]);
  const pier = { addr1: "1 Pier", country: { id: "US" } };
  expect(account.records.find("salesOrder", { externalId: "S-1" })?.fields["shippingAddress"]).toMatchObject(
    pier,
  );
  expect(account.records.find("customer", { externalId: "C-7" })?.fields["addressBook"]).toMatchObject({
    items: [{ label: "Pier", defaultShipping: true, addressBookAddress: pier }],
  });
});

test("a person is one, and an item for sale stays one", async () => {
  const { upsert, account } = world();
  const { results } = await upsert([
    customer("C-7", { isPerson: true, firstName: "Ada", lastName: "Sand" }),
    {
      recordType: "nonInventorySaleItem",
      externalId: "I-1",
      body: { itemId: "Gift wrap", subsidiary: { items: [{ externalId: "ACME" }] } },
    },
  ]);
  expect(statuses({ results, remainingUsage: 0 })).toEqual(["created", "created"]);
  expect(account.records.find("customer", { externalId: "C-7" })?.fields["isPerson"]).toBe(true);
  expect(account.records.find("nonInventorySaleItem", { externalId: "I-1" })?.fields["itemId"]).toBe(
    "Gift wrap",
  );
});

test("one record twice in a call is made once and then changed", async () => {
  expect(statuses(await world().upsert([customer("C-7"), customer("c-7")]))).toEqual(["created", "updated"]);
});

test("it stops before the units run out, and what was not processed can be sent again", async () => {
  const { upsert, account } = world();
  const records = Array.from({ length: 200 }, (_, at) => order(`S-${at}`));
  const first = await upsert(records);
  const made = statuses(first).filter((status) => status === "created").length;
  expect(made).toBeGreaterThanOrEqual(150);
  expect(statuses(first)).toEqual(records.map((_record, at) => (at < made ? "created" : "notProcessed")));
  expect(first.remainingUsage).toBeLessThan(30);
  expect(statuses(await upsert(records.slice(made))).every((status) => status === "created")).toBe(true);
  expect(account.records.list("salesOrder")).toHaveLength(200);
});

test("it stops before the time runs out", async () => {
  const slow = world({ latency: "heavy" });
  const records = Array.from({ length: 100 }, (_, at) => order(`S-${at}`));
  const { results } = (await stepped(slow, slow.upsert(records))).answer;
  const made = results.filter(({ status }) => status === "created").length;
  expect(made).toBeGreaterThan(10);
  expect(results.at(-1)).toMatchObject({ status: "notProcessed" });
  expect(slow.account.records.list("salesOrder")).toHaveLength(made);
});

test.each([
  ["no records", {}],
  ["too many", { records: Array.from({ length: 1_001 }, (_, at) => customer(`C-${at}`)) }],
  ["a record without a type", { records: [customer("C-7"), { externalId: "C-8", body: {} }] }],
  ["a record without an external id", { records: [{ recordType: "customer", externalId: "", body: {} }] }],
  ["a record without a body", { records: [{ ...customer("C-7"), body: [] }] }],
  ["sublists to replace that are none", { records: [{ ...customer("C-7"), replace: "item" }] }],
])("a call with %s is refused as a whole", async (_name, body) => {
  const { call, account } = world();
  const answer = await call("POST", RESTLET, { body, headers: JSON_TYPE });
  expect([answer.status, answer.json]).toMatchObject([400, { error: { code: "UPSERT_MANY_MALFORMED" } }]);
  expect(account.records.find("customer", { externalId: "C-7" })).toBeUndefined();
});

const doors: HttpDoor[] = [];
afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

test("an OAuth client reaches it over HTTP", async () => {
  const emulator = createEmulator({ accounts: [{ accountId: "1234567", restlets }] });
  const door = await startHttpDoor(emulator);
  doors.push(door);
  const { consumerKey, consumerSecret, tokenId, tokenSecret } = emulator.account("1234567").credentials;
  const oauth = new OAuth({
    consumer: { key: consumerKey, secret: consumerSecret },
    signature_method: "HMAC-SHA256",
    realm: "1234567",
    hash_function: (text, key) => createHmac("sha256", key).update(text).digest("base64"),
  });
  oauth.getNonce = () => randomBytes(16).toString("hex");
  const request = { method: "POST", url: door.url + RESTLET };
  const { Authorization } = oauth.toHeader(oauth.authorize(request, { key: tokenId, secret: tokenSecret }));
  const records = [
    { recordType: "location", externalId: "L-1", body: { name: "Quay" } },
    { recordType: "location", externalId: "L-2", body: {} },
  ];
  const answer = await fetch(request.url, {
    ...request,
    headers: { ...JSON_TYPE, authorization: Authorization },
    body: JSON.stringify({ records }),
  });
  expect([answer.status, await answer.json()]).toMatchObject([
    200,
    { results: [{ status: "created" }, { status: "failed", code: "USER_ERROR" }] },
  ]);
});

test("a script's clock is the account's, and moves on with what the account takes", async () => {
  const script = readFileSync(FILE, "utf8").replace(
    "function post(body) {",
    'function post(body) { if (body.clock) { const at = Date.now(); search.lookupFields({ type: "customer", id: 1, columns: "email" }); return { at, took: Date.now() - at, is: new Date() instanceof Date, text: typeof Date() }; }',
  );
  const slow = scriptWorld(script, { latency: "heavy" });
  const at = slow.clock.now();
  const { json } = (await stepped(slow, slow.post({ clock: true }))).answer;
  expect(json).toMatchObject({ is: true, text: "string" });
  expect(Number(json?.["took"])).toBeGreaterThan(100);
  expect(Number(json?.["at"])).toBeGreaterThanOrEqual(at);
});
