/** Records in calls of a RESTlet against an emulated NetSuite over a real socket: partial failures, lost answers, refusals. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Account, AccountOptions } from "../emulator/index.ts";
import { deployed } from "../emulator/testing/restlets.ts";
import { batchWorld, created, customer, failureOf, idsOf, outcomesOf, written } from "./batch-world.ts";

const FILE = "examples/restlets/upsert-many.js";
const RESTLET = { script: "customscript_test", deploy: "customdeploy_test" };
const CALL = { method: "POST", path: "/app/site/hosting/restlet.nl*" };

interface World extends Pick<AccountOptions, "faults" | "latency" | "restlets"> {
  readonly restlet?: typeof RESTLET;
  readonly oauth2?: true;
}

const world = ({ restlet = RESTLET, oauth2, ...account }: World = {}) =>
  batchWorld({
    restlets: [{ ...RESTLET, file: FILE }],
    ...account,
    ...(oauth2 && { credentialsOf: certificateOf }),
    batching: { by: "restlet", restlet },
  });

function certificateOf({ oauth2: { clientId, certificateId, privateKeyPem = "" } }: Account) {
  return { clientId, certificateId, privateKey: privateKeyPem };
}

/** What a script of these statements does in place of the one that is shipped. */
const otherScript = (statements: string, method = "post") =>
  deployed(`/** @NApiVersion 2.1
 * @NScriptType Restlet */
define(["N/record", "N/error"], (record, error) => ({ ${method}(body) { ${statements} } }));`).restlets;

const many = (count: number) => Array.from({ length: count }, (_, n) => customer(`C-${n}`));

test.each([
  ["signs its query (TBA)", {}],
  ["carries an access token (OAuth 2.0)", { oauth2: true }],
] as const)("a call that %s creates and updates, and each record has its own answer", async (_, login) => {
  const { account, batch } = await world(login);
  const results = await written(batch, [customer("NEW"), customer("KNOWN", { phone: "555-0100" })]);
  const stored = account.records.list("customer");
  expect(stored.map(({ externalId }) => externalId)).toEqual(["KNOWN", "NEW"]);
  expect(stored[0]?.fields["phone"]).toBe("555-0100");
  expect(idsOf(results)).toEqual([stored[1]?.id, stored[0]?.id]);
});

test("a record that NetSuite refuses says why and hinders no other", async () => {
  const { account, batch } = await world();
  const records = [
    customer("A"),
    customer("B", { subsidiary: { externalId: "nowhere" } }),
    customer("C", { phone: "1".repeat(40) }),
    customer("D", { colour: "blue" }),
    customer("E"),
  ];
  const results = await written(batch, records);
  expect(outcomesOf(results)).toEqual(["written", "data", "data", "data", "written"]);
  expect(failureOf(results[1])).toMatchObject({ code: "INVALID_KEY_OR_REF", value: "nowhere" });
  expect(failureOf(results[2])).toMatchObject({ code: "EXCEEDED_MAX_FIELD_LENGTH", field: "customer.phone" });
  expect(failureOf(results[3])?.message).toMatch(/colour/);
  expect(account.records.list("customer").map(({ externalId }) => externalId)).toEqual(["KNOWN", "A", "E"]);
});

test("a hundred records are one call in one slot, and sent again they make no second ones", async () => {
  const { account, batch, asked, slots } = await world();
  const first = idsOf(await written(batch, many(100)));
  expect(first).toEqual(created(account));
  expect(asked(CALL)).toHaveLength(1);
  expect(slots).toEqual({ held: 0, outcomes: ["ok"] });
  expect(idsOf(await written(batch, many(100)))).toEqual(first);
});

test.each([
  ["lost after it was done", "reset-after-commit", 3],
  ["lost before anything was done", "reset-before-commit", 0],
  ["a page of a proxy", { status: 503 }, 0],
  ["a maintenance page", "maintenance-page", 0],
] as const)("an answer that is %s leaves the outcome of every record unknown", async (_, effect, done) => {
  const { account, batch, asked } = await world({ faults: [{ match: CALL, effect }] });
  expect(outcomesOf(await written(batch, many(3)))).toEqual(Array(3).fill("unknown-outcome"));
  expect(created(account)).toHaveLength(done);
  expect(asked(CALL)).toHaveLength(1);
});

test("a call that is refused for concurrency has done nothing and is told to the one who hands out slots", async () => {
  const { account, batch, slots } = await world({ faults: [{ match: CALL, effect: "over-limit" }] });
  expect(await batch.upsertAll(many(2))).toMatchObject({
    ok: false,
    refused: false,
    failure: { class: "throttled", code: "SSS_REQUEST_LIMIT_EXCEEDED" },
  });
  expect(slots.outcomes).toEqual(["refused"]);
  expect(created(account)).toEqual([]);
});

test.each([
  ["runs out of units", "for (;;) record.create({ type: 'customer' });", "SSS_USAGE_LIMIT_EXCEEDED"],
  ["fails by itself", "record.nothing();", "UNEXPECTED_ERROR"],
  ["answers something else", "return { done: true };", "UNREADABLE_ANSWER"],
  ["answers nothing", "", "UNREADABLE_ANSWER"],
  [
    "speaks of other records",
    "return { results: body.records.map(() => ({ externalId: 'X', status: 'created', id: 1 })) };",
    "UNREADABLE_ANSWER",
  ],
  [
    "speaks of too few",
    "return { results: body.records.slice(1).map(({ externalId }) => ({ externalId, status: 'created', id: 1 })) };",
    "UNREADABLE_ANSWER",
  ],
])("a script that %s leaves the outcome of every record unknown", async (_, statements, code) => {
  const { batch } = await world({ restlets: otherScript(statements) });
  const results = await written(batch, many(2));
  expect(outcomesOf(results)).toEqual(["unknown-outcome", "unknown-outcome"]);
  expect(failureOf(results[0])?.code).toBe(code);
});

test.each<readonly [string, World]>([
  ["is not deployed", { restlet: { ...RESTLET, deploy: "customdeploy_other" } }],
  ["is not released", { restlets: [{ ...RESTLET, file: FILE, status: "testing" }] }],
  ["takes no POST", { restlets: otherScript("return 'hello';", "get") }],
  [
    "refuses the call as malformed",
    { restlets: otherScript("throw error.create({ name: 'MALFORMED', message: 'no' });") },
  ],
])("a RESTlet that %s takes the batch for none, which says nothing about its records", async (_, given) => {
  const { batch } = await world(given);
  expect(await batch.upsertAll(many(2))).toMatchObject({ ok: false, refused: true });
});

test("records for which the script had no time left were not tried", async () => {
  const text = readFileSync(FILE, "utf8").replace(
    "const isSpent = ({ type }) =>",
    "const isSpent = ({ type, externalId }) => externalId === 'C-2' ||",
  );
  const { account, batch } = await world({ restlets: deployed(text).restlets });
  expect(outcomesOf(await written(batch, many(3)))).toEqual(["written", "written", "not tried"]);
  expect(created(account)).toHaveLength(2);
});

test("nobody waits for a call any more once the client is closed", async () => {
  const { batch, netsuite, account } = await world({ latency: "heavy" });
  const outcome = batch.upsertAll(many(100));
  await expect.poll(() => account.governance().inFlight).toBe(1);
  await netsuite.close();
  expect(await outcome).toMatchObject({ ok: false, refused: false, failure: { class: "unknown-outcome" } });
});
