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

const customer = (externalId: string, more = {}) => ({
  type: "customer",
  externalId,
  fields: {
    companyname: `Company ${externalId}`,
    subsidiary: { type: "subsidiary", externalId: "ACME" },
    ...more,
  },
});
const order = (externalId: string, more: Readonly<Record<string, unknown>> = {}) => ({
  type: "salesorder",
  externalId,
  fields: { entity: { type: "customer", externalId: "c-1" }, trandate: { date: "2026-11-23" } },
  sublists: { item: [{ item: { type: "item", externalId: "ANCHOR" }, quantity: 2, rate: 10.5 }] },
  ...more,
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
    order("S-2", { sublists: {} }),
    order("S-3", { fields: { entity: { type: "customer", externalId: "C-7" } } }),
    order("S-4", { fields: { entity: { type: "customer", externalId: "nobody" } } }),
    { type: "spaceship", externalId: "X" },
    customer("C-8", { phone: "1".repeat(40) }),
  ];
  const first = await upsert(records);
  expect(first.results).toMatchObject([
    { type: "customer", externalId: "C-7", status: "created", id: expect.any(Number) },
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
  ]);
  expect(again.results[1]?.id).toBe(first.results[1]?.id);
  expect(account.records.list("salesOrder")).toHaveLength(2);
  expect(account.records.find("salesOrder", { externalId: "S-1" })?.fields).toMatchObject({
    tranDate: "2026-11-23",
    total: 21,
  });
});

test("a named sublist is replaced as a whole, fields that are not named stay, null empties", async () => {
  const { upsert, account } = world();
  await upsert([order("S-1", { fields: { ...order("S-1").fields, memo: "first", otherrefnum: "PO-1" } })]);
  const line = { item: { text: "ENGRAVING" }, quantity: 1, rate: 4 };
  const { results } = await upsert([
    { type: "salesorder", externalId: "s-1", fields: { memo: null }, sublists: { item: [line, line] } },
  ]);
  expect(results).toMatchObject([{ status: "updated" }]);
  const { fields } = account.records.find("salesOrder", { externalId: "S-1" }) ?? { fields: {} };
  expect(fields).toMatchObject({ externalId: "S-1", otherRefNum: "PO-1", total: 8 });
  expect(fields).not.toHaveProperty("memo");
});

test("addresses are subrecords", async () => {
  const { upsert, account } = world();
  const shippingaddress = { subrecord: { country: "US", addr1: "1 Pier", city: "Boston", zip: null } };
  await upsert([order("S-1", { fields: { ...order("S-1").fields, shippingaddress } })]);
  expect(account.records.find("salesOrder", { externalId: "S-1" })?.fields["shippingAddress"]).toMatchObject({
    addr1: "1 Pier",
    country: { id: "US" },
  });
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
  ["a record without a type", { records: [customer("C-7"), { externalId: "C-8" }] }],
  ["a record without an external id", { records: [{ type: "customer", externalId: "" }] }],
  ["fields that are none", { records: [{ ...customer("C-7"), fields: [] }] }],
  ["a sublist that is no list", { records: [{ ...customer("C-7"), sublists: { addressbook: {} } }] }],
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
    { type: "location", externalId: "L-1", fields: { name: "Quay" } },
    { type: "location", externalId: "L-2" },
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
