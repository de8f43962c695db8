import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Validator } from "@seriousme/openapi-schema-validator";
import { request } from "undici";
import { afterEach, expect, test } from "vitest";
import { createEmulator, startHttpDoor } from "../index.ts";
import { ACCOUNT_ID, anOrder, MASTER_DATA } from "../testing/acme.ts";
import { createAdminApp } from "./admin-app.ts";
import { adminMount } from "./admin-mount.ts";
import { API_PATH, openApiDocument } from "./openapi.ts";
import { type AdminOperation, statusOf } from "./operation.ts";
import { ADMIN_OPERATIONS } from "./operations.ts";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

const PRODUCTION = "1234567";

async function world(token?: string) {
  const emulator = createEmulator({
    accounts: [
      {
        accountId: ACCOUNT_ID,
        tier: "standard",
        masterData: MASTER_DATA,
        integrations: [{ name: "shop" }, { name: "payroll" }],
      },
      { accountId: PRODUCTION, masterData: MASTER_DATA },
    ],
  });
  const ended = { times: 0 };
  const shutDown = (): void => {
    ended.times += 1;
  };
  const door = await startHttpDoor(emulator, { mounts: [adminMount({ emulator, token, shutDown })] });
  open.push(door.close);
  const ask = async (method: string, path: string, { body, headers = {} }: Asked = {}) => {
    const answer = await request(door.url + API_PATH + path, {
      method: method.toUpperCase() as "GET",
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await answer.body.text();
    const type = String(answer.headers["content-type"] ?? "").split(";")[0] ?? "";
    return {
      status: answer.statusCode,
      type,
      text,
      json: type.endsWith("json") ? JSON.parse(text) : undefined,
    };
  };
  return { emulator, account: emulator.account(ACCOUNT_ID), door, ask, ended };
}

interface Asked {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const ALL: readonly AdminOperation[] = Object.values(ADMIN_OPERATIONS).flat();

test("the description is valid OpenAPI", async () => {
  const result = await new Validator().validate(structuredClone(openApiDocument()));
  expect(result.errors).toBeUndefined();
  expect(result.valid).toBe(true);
});

test("the description is served, and every operation in it has a name of its own", async () => {
  const { ask } = await world();
  const { json } = await ask("get", "/openapi.json");
  expect(json).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  const names = Object.values(openApiDocument().paths).flatMap((path) =>
    Object.values(path).map((each) => (each as { operationId: string }).operationId),
  );
  expect(new Set(names).size).toBe(ALL.length);
});

interface Layer {
  readonly route?: { readonly path: string; readonly stack: readonly { readonly method: string }[] };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** What express itself would answer, read out of its routers. */
const routesOf = (layers: readonly Layer[]): readonly string[] =>
  layers.flatMap(({ route, handle }) => [
    ...(route === undefined ? [] : route.stack.map(({ method }) => `${method} ${route.path}`)),
    ...routesOf(handle?.stack ?? []),
  ]);

test("express routes what is described, and nothing else but the page and the description itself", () => {
  const { emulator } = { emulator: createEmulator({ accounts: [{ accountId: "1" }] }) };
  const app = createAdminApp({ emulator }) as unknown as { router: { stack: readonly Layer[] } };
  const described = Object.entries(openApiDocument().paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path.replace(/\{(\w+)\}/g, ":$1")}`),
  );
  const routed = routesOf(app.router.stack).filter((route) => !route.includes("/__drydock"));
  expect(routed.toSorted()).toEqual(described.toSorted());
});

/** What each operation is sent in the test below; a new operation with a body needs a line here. */
const BODIES: Readonly<Record<string, unknown>> = {
  "post /accounts": { accountId: "7654321" },
  "patch /accounts/{accountId}/integrations/{name}": { allocation: 2 },
  "post /accounts/{accountId}/integrations/{name}/certificates": {},
  "patch /accounts/{accountId}/access": { roleAssigned: false },
  "post /accounts/{accountId}/records": { records: [{ recordType: "location", body: { name: "Attic" } }] },
  "post /accounts/{accountId}/records/{recordType}": {
    companyName: "Quay Ltd",
    subsidiary: { externalId: "ACME" },
  },
  "patch /accounts/{accountId}/records/{recordType}/{id}": { phone: "5" },
  "post /accounts/{accountId}/faults": { name: "two", effect: { delayMs: 5 } },
  "post /accounts/{accountId}/occupied-slots": { count: 2, ms: 60_000 },
  "put /accounts/{accountId}/clock": { skewMs: 1_000 },
  "post /accounts/{accountId}/clock/advance": { ms: 1_000 },
  "put /accounts/{accountId}/latency": { fixedMs: 1 },
};

test.each(ALL.map((operation) => [operation.method, operation.path, operation] as const))(
  "%s %s answers as it is described",
  async (method, path, operation) => {
    const { ask, account } = await world();
    account.addFault({ name: "one", effect: "over-limit" });
    await ask("post", `/accounts/${ACCOUNT_ID}/occupied-slots`, { body: { count: 1, ms: 60_000 } });
    const values: Readonly<Record<string, string>> = {
      accountId: ACCOUNT_ID,
      name: path.includes("/faults/") ? "one" : "shop",
      recordType: "customer",
      id: path.includes("/occupied-slots/")
        ? "1"
        : (account.records.find("customer", { externalId: "C-1" })?.id ?? ""),
    };
    const body =
      path.endsWith("/snapshot") && method === "put" ? account.snapshot() : BODIES[`${method} ${path}`];
    const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? "");
    const answer = await ask(method, filled, { body });
    expect([answer.status, answer.text]).toEqual([statusOf(operation), expect.any(String)]);
    if (operation.reply === undefined) expect(answer.text).toBe("");
    else expect(operation.reply.safeParse(answer.json ?? answer.text).error).toBeUndefined();
  },
);

test("what an administrator sets is what callers meet", async () => {
  const { ask, account } = await world();
  const base = `/accounts/${ACCOUNT_ID}`;
  const fault = await ask("post", `${base}/faults`, { body: { effect: { status: 503 }, nth: 3 } });
  expect(account.faults()).toEqual([fault.json]);
  await ask("patch", `${base}/integrations/payroll`, { body: { state: "blocked", allocation: 2 } });
  expect(account.integration("payroll")).toMatchObject({ state: "blocked", allocation: 2 });
  await ask("patch", `${base}/integrations/payroll`, { body: { state: "enabled", allocation: null } });
  expect(account.integration("payroll")).toMatchObject({ state: "enabled", allocation: null });
  const issued = await ask("post", `${base}/integrations/shop/tokens`);
  expect(issued.json).toEqual(account.credentials);
  const held = await ask("post", `${base}/occupied-slots`, { body: { count: 3, ms: 60_000 } });
  expect(account.governance().inFlight).toBe(3);
  await ask("delete", `${base}/occupied-slots/${held.json.id}`);
  expect(account.governance().inFlight).toBe(0);
  expect((await ask("get", `${base}/occupied-slots`)).json).toEqual([]);
  await ask("put", `${base}/clock`, { body: { isFrozen: true, at: 1_000 } });
  await ask("post", `${base}/clock/advance`, { body: { ms: 500 } });
  expect(account.time.figures()).toMatchObject({ now: 1_500, isFrozen: true });
});

test("a snapshot goes out as JSON and comes back", async () => {
  const { ask, account } = await world();
  const path = `/accounts/${ACCOUNT_ID}/snapshot`;
  const saved = await ask("get", path);
  account.records.create("salesOrder", anOrder());
  expect((await ask("put", path, { body: saved.text })).status).toBe(204);
  expect(account.records.list("salesOrder")).toEqual([]);
});

test("an import is whole or not at all, and says which record was refused", async () => {
  const { ask, account } = await world();
  const records = [
    { recordType: "location", body: { name: "Attic" } },
    { recordType: "customer", body: { companyName: "No subsidiary", nonsense: 1 } },
  ];
  const answer = await ask("post", `/accounts/${ACCOUNT_ID}/records`, { body: { records } });
  expect(answer).toMatchObject({
    status: 422,
    type: "application/problem+json",
    json: { code: "RECORD_REFUSED", detail: expect.stringMatching(/^records\.1: .*Nothing was imported\.$/) },
  });
  expect(account.records.find("location", { name: "Attic" })).toBeUndefined();
});

test.each<[string, string, unknown, number, string, RegExp]>([
  [
    "post",
    `/accounts/${ACCOUNT_ID}/faults`,
    { effect: "explode" },
    400,
    "INVALID_REQUEST",
    /body\.effect: no known effect/,
  ],
  ["post", `/accounts/${ACCOUNT_ID}/faults`, "{", 400, "UNREADABLE", /cannot be read/],
  ["post", `/accounts/${ACCOUNT_ID}/faults`, undefined, 415, "JSON_WANTED", /send JSON/],
  ["get", `/accounts/${ACCOUNT_ID}/journal?limit=many`, undefined, 400, "INVALID_REQUEST", /query\.limit/],
  ["get", `/accounts/${ACCOUNT_ID}/journal?lmit=1`, undefined, 400, "INVALID_REQUEST", /"lmit"/],
  ["get", "/accounts/99", undefined, 404, "UNKNOWN_ACCOUNT", /There is no account 99/],
  ["get", `/accounts/${ACCOUNT_ID}/faults/none`, undefined, 404, "UNKNOWN_FAULT", /no fault named none/],
  ["get", `/accounts/${ACCOUNT_ID}/records/boat`, undefined, 404, "UNKNOWN_RECORD", /record type boat/],
  ["get", `/accounts/${ACCOUNT_ID}/records/customer/1`, undefined, 404, "UNKNOWN_RECORD", /internal id 1/],
  ["delete", `/accounts/${ACCOUNT_ID}/occupied-slots/9`, undefined, 404, "UNKNOWN_OCCUPATION", /number 9/],
  [
    "patch",
    `/accounts/${ACCOUNT_ID}/integrations/shop`,
    { allocation: 5 },
    409,
    "IMPOSSIBLE_ALLOCATION",
    /at least 1/,
  ],
  ["post", `/accounts/${PRODUCTION}/refresh`, undefined, 409, "NOT_A_SANDBOX", /is no sandbox/],
  [
    "post",
    `/accounts/${ACCOUNT_ID}/integrations/shop/certificates`,
    { certificatePem: "nonsense" },
    400,
    "INVALID_OPTIONS",
    /certificate/,
  ],
  [
    "put",
    `/accounts/${ACCOUNT_ID}/snapshot`,
    { version: 2, accountId: "2", parts: {} },
    400,
    "INVALID_SNAPSHOT",
    /account 2/,
  ],
  ["get", "/nothing", undefined, 404, "UNKNOWN_ROUTE", /openapi\.json lists/],
  ["get", "/accounts/%ZZ", undefined, 400, "UNREADABLE", /cannot be read/],
])("%s %s with %j is a problem: %i %s", async (method, path, body, status, code, detail) => {
  const { ask } = await world();
  const answer = await ask(method, path, { body });
  expect(answer).toMatchObject({ status, type: "application/problem+json", json: { status, code } });
  expect(answer.json.detail).toMatch(detail);
  expect(answer.text).not.toMatch(/\n\s+at /);
});

test.each<[string, Record<string, string>, number]>([
  ["its own address", {}, 200],
  ["localhost", { host: "localhost:1" }, 200],
  ["a name that was rebound to this machine", { host: "evil.test" }, 403],
  ["a name that only begins like loopback", { host: "127.0.0.1.evil.test" }, 403],
  ["an account's host name", { host: "1234567-sb1.suitetalk.api.netsuite.com" }, 403],
  ["a page of another site", { origin: "http://evil.test" }, 403],
  ["a page without an origin of its own", { origin: "null" }, 403],
  ["another program's page on this machine", { "sec-fetch-site": "same-site" }, 403],
])("without a token, a call from %s is answered %i", async (_name, headers, status) => {
  const { ask } = await world();
  expect((await ask("get", "/accounts", { headers })).status).toBe(status);
});

test.each<[string, Record<string, string>, number]>([
  ["the token", { authorization: "Bearer sesame" }, 200],
  ["the token under any host name", { authorization: "Bearer sesame", host: "build.test:9000" }, 200],
  ["no token", {}, 401],
  ["another token", { authorization: "Bearer sesam" }, 401],
  [
    "the token, but from a page of another site",
    { authorization: "Bearer sesame", origin: "http://evil.test" },
    403,
  ],
])("with a token, a call that brings %s is answered", async (_name, headers, status) => {
  const { ask } = await world("sesame");
  const answer = await ask("get", "/accounts", { headers });
  expect(answer.status).toBe(status);
  expect((await ask("get", "/openapi.json", { headers })).status).toBe(status);
  expect(answer.text).not.toContain("sesame");
});

test("the program that runs the emulator can be ended, and one that did not say how cannot", async () => {
  const { ask, ended } = await world();
  expect((await ask("post", "/shutdown")).status).toBe(202);
  expect(ended.times).toBe(1);
  const emulator = createEmulator({ accounts: [{ accountId: "1" }] });
  const door = await startHttpDoor(emulator, { mounts: [adminMount({ emulator })] });
  open.push(door.close);
  const answer = await request(`${door.url}${API_PATH}/shutdown`, { method: "POST" });
  expect([answer.statusCode, await answer.body.json()]).toMatchObject([409, { code: "NOT_OURS_TO_END" }]);
});

test("the console is one page with a policy that lets nothing foreign in", async () => {
  const { door } = await world();
  for (const path of ["/__drydock", "/__drydock/"]) {
    const { statusCode, headers, body } = await request(door.url + path);
    const html = await body.text();
    expect([statusCode, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(headers["content-security-policy"]).toMatch(/default-src 'none'; script-src 'sha256-[^']+';/);
    expect(html).not.toMatch(/(?:src|href)="(?!data:)/);
  }
});

test("express waits for the first call of the administration", async () => {
  const program = `
    import { createRequire } from "node:module";
    import { adminMount, createEmulator, startHttpDoor } from "./emulator/index.ts";
    const emulator = createEmulator({ accounts: [{ accountId: "1" }] });
    const door = await startHttpDoor(emulator, { mounts: [adminMount({ emulator })] });
    const loaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes("/express/"));
    const before = loaded();
    await fetch(door.url + "/__drydock/v1/accounts");
    console.log(JSON.stringify([before, loaded()]));
    await door.close();`;
  const args = ["--import", "tsx", "--input-type=module", "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(JSON.parse(stdout)).toEqual([false, true]);
});
