/** Clients of the field, unmodified: what works here with them works there. */
import { fileURLToPath } from "node:url";
import { request } from "undici";
import { afterEach, expect, test } from "vitest";
import type { AccountOptions } from "../account-options.ts";
import { anOrder } from "../testing/acme.ts";
import { error, stepsOf } from "../testing/client-program.ts";
import { type OpenDoor, openDoor } from "../testing/open-door.ts";

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function world(account: Partial<AccountOptions> = {}): Promise<OpenDoor> {
  const opened = await openDoor({ tls: {} }, account);
  open.push(opened.door.close);
  return opened;
}

const originOf = ({ door }: OpenDoor, scheme: string): string | undefined =>
  scheme === "https" ? door.tls?.url : door.url;

const INVALID_LOGIN = "Invalid login attempt.";
const MISSING = "The record instance does not exist.";
const MISSING_EXTERNAL = "The record instance for external ID 'none' does not exist.";

test.each(["http", "https"])("netsuite-rest works over %s", async (scheme) => {
  const opened = await world();
  const steps = await stepsOf(opened, {
    command: process.execPath,
    file: "netsuite-rest-calls.mjs",
    more: { origin: originOf(opened, scheme) },
  });
  expect(steps).toMatchObject({
    connect: { statusCode: 204, data: null },
    create: { statusCode: 204, data: null },
    read: { statusCode: 200, data: { companyName: "Lighthouse", externalId: "L-1" } },
    update: { statusCode: 204 },
    upsert: { statusCode: 204 },
    list: { data: { count: 1, offset: 1, totalResults: 3, hasMore: true } },
    filter: { data: { totalResults: 1 } },
    firstPage: {
      data: { items: [{ externalid: "C-1" }, { externalid: "L-1" }], hasMore: true, totalResults: 3 },
    },
    lastPage: { data: { items: [{ externalid: "L-2" }], hasMore: false } },
    missing: { name: "HTTPError", statusCode: 404, body: expect.stringContaining(MISSING) },
    refused: { name: "HTTPError", statusCode: 400, body: expect.stringContaining("o:errorDetails") },
    unreadable: { name: "HTTPError", statusCode: 400 },
    stranger: { name: "HTTPError", statusCode: 401, body: expect.stringContaining(INVALID_LOGIN) },
    remove: { statusCode: 204 },
  });
  const [kept] = opened.account.records.list("customer").filter(({ externalId }) => externalId === "L-2");
  expect(kept?.fields).toMatchObject({ companyName: "Pier" });
  expect(opened.account.records.find("customer", { externalId: "L-1" })).toBeUndefined();
});

test.each([
  ["http", "1.1"],
  ["https", "2.0"],
])("@fye/netsuite-rest-api works over %s", async (scheme, httpVersion) => {
  const opened = await world();
  const steps = await stepsOf(opened, {
    command: process.execPath,
    file: "fye-calls.mjs",
    more: { origin: originOf(opened, scheme) },
  });
  expect(steps).toMatchObject({
    created: {
      statusCode: 204,
      httpVersion,
      location: expect.stringContaining(`${originOf(opened, scheme)}/services`),
    },
    read: { statusCode: 200, body: { externalId: "F-1", total: 21, item: { totalResults: 1 } } },
    updated: { statusCode: 204 },
    upserted: { statusCode: 204 },
    query: { statusCode: 200, body: { items: [{ n: "2" }] } },
    missing: { statusCode: 404, body: error(MISSING_EXTERNAL) },
    refused: { statusCode: 400, body: error("at least one line item") },
    stranger: { statusCode: 401, body: error(INVALID_LOGIN) },
    removed: { statusCode: 204 },
  });
  if (scheme === "http") return;
  const items = ["ANCHOR", "ENGRAVING", "OLD-ROPE", "WELCOME"].map((itemid) =>
    expect.objectContaining({ itemid }),
  );
  expect(steps).toMatchObject({
    all: { items },
    broken: { items: [], message: expect.stringContaining("Invalid search query") },
  });
});

test("nsrestlet works by its hard-wired hosts, with the proxy and the authority in its environment", async () => {
  const file = fileURLToPath(new URL("echo-restlet.js", import.meta.url));
  const restlets = [{ script: "customscript_echo", deploy: "customdeploy_echo", file }];
  const steps = await stepsOf(await world({ restlets }), {
    command: process.execPath,
    file: "nsrestlet-calls.mjs",
  });
  const routed = { script: "customscript_echo", deploy: "customdeploy_echo" };
  expect(steps).toMatchObject({
    got: { answer: { method: "get", given: { id: "7", text: "a b+c" } } },
    posted: { answer: { method: "post", given: { lines: [{ item: "ANCHOR", quantity: 2 }] } } },
    put: { answer: { method: "put", given: { name: "Łódź" } } },
    deleted: { answer: { method: "delete", given: { id: "8" } } },
    thrown: { code: "ECHO_FAILED", message: "As you asked." },
    stranger: { code: "INVALID_LOGIN_ATTEMPT", message: INVALID_LOGIN },
    missing: { code: expect.stringMatching(/^SSS_/) },
  });
  expect(steps["got"]).not.toMatchObject({ answer: { given: routed } });
});

test("Python's standard library works through the proxy by NetSuite's own host name", async () => {
  const host = "1234567-sb1.suitetalk.api.netsuite.com";
  const opened = await world();
  const steps = await stepsOf(opened, { command: "python3", file: "python-calls.py", more: { host } });
  expect(steps).toMatchObject({
    created: {
      statusCode: 204,
      location: expect.stringContaining(`https://${host}/services/rest/record/v1/`),
    },
    read: { statusCode: 200, body: { externalId: "P-1", memo: "Łódź ⚓" } },
    found: { statusCode: 200, body: { totalResults: 1 } },
    queried: { statusCode: 200, body: { items: [{ memo: "Łódź ⚓" }] } },
    missing: { statusCode: 404, body: error(MISSING_EXTERNAL) },
    stranger: { statusCode: 401, body: error(INVALID_LOGIN) },
    removed: { statusCode: 204 },
  });
});

/** Its source is known (julbrs/netsuite-api-client), it is on no registry that is at hand: its requests, one by one. */
test("what netsuite-api-client sends is understood", async () => {
  const opened = await world();
  const send = async (method: "OPTIONS" | "POST" | "GET", path: string, json?: object) => {
    const url = `${opened.door.url}/services/rest/${path}`;
    const authorization = opened.login(method, url);
    // It gives a body no Content-Type, and prefers transient whenever it has one.
    const more = json === undefined ? {} : { body: JSON.stringify(json) };
    const headers = { authorization, ...(json === undefined ? {} : { prefer: "transient" }) };
    const answer = await request(url, { method, headers, ...more });
    const text = await answer.body.text();
    return { ...answer, data: text === "" ? null : (JSON.parse(text) as Record<string, unknown>) };
  };
  expect(await send("OPTIONS", "*")).toMatchObject({ statusCode: 204, data: null });
  const created = await send("POST", "record/v1/salesOrder", anOrder());
  expect(created).toMatchObject({
    statusCode: 204,
    headers: { location: expect.stringMatching(/\/salesOrder\/\d+$/) },
  });
  const page = await send("POST", "query/v1/suiteql?limit=2&offset=0", { q: "SELECT id FROM item" });
  expect(page.data).toMatchObject({ items: [{}, {}], hasMore: true });
  const missing = await send("GET", "record/v1/customer/-5");
  expect(missing.data).toEqual(error(""));
});
