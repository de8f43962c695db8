import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { connect } from "node:net";
import OAuth from "oauth-1.0a";
import { Pool } from "undici";
import { afterEach, expect, test } from "vitest";
import { createEmulator, EmulatorError, type Fault, type HttpDoor, startHttpDoor } from "../index.ts";
import { anOrder, RECORDS } from "../testing/acme.ts";

const REALM = "7654321";
const MASTER_DATA = [
  { recordType: "subsidiary", body: { name: "Acme", externalId: "ACME" } },
  {
    recordType: "customer",
    body: { companyName: "Harbour", externalId: "C-1", subsidiary: { externalId: "ACME" } },
  },
  { recordType: "inventoryItem", body: { itemId: "ANCHOR", externalId: "ANCHOR" } },
];

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

/** A client of independent origin: signed by the oauth-1.0a package, sent by undici. */
async function world() {
  const emulator = createEmulator({ accounts: [{ accountId: REALM, masterData: MASTER_DATA }] });
  const account = emulator.account(REALM);
  const door = await startHttpDoor(emulator);
  const pool = new Pool(door.url, { connections: 4 });
  open.push(() => pool.destroy(), door.close);
  const send = async (method: "GET" | "PUT" | "POST", path: string, body?: string | Buffer) => {
    const authorization = sign({ door, method, path, credentials: account.credentials });
    return pool.request({ method, path, headers: { authorization }, body: body ?? null });
  };
  return { account, door, pool, send };
}

interface Signed {
  readonly door: HttpDoor;
  readonly method: string;
  readonly path: string;
  readonly credentials: { consumerKey: string; consumerSecret: string; tokenId: string; tokenSecret: string };
}

function sign({ door, method, path, credentials }: Signed): string {
  const oauth = new OAuth({
    consumer: { key: credentials.consumerKey, secret: credentials.consumerSecret },
    signature_method: "HMAC-SHA256",
    realm: REALM,
    hash_function: (text, key) => createHmac("sha256", key).update(text).digest("base64"),
  });
  oauth.getNonce = () => randomBytes(16).toString("hex");
  const url = new URL(path, door.url);
  const request = { method, url: url.origin + url.pathname, data: Object.fromEntries(url.searchParams) };
  const token = { key: credentials.tokenId, secret: credentials.tokenSecret };
  return oauth.toHeader(oauth.authorize(request, token)).Authorization;
}

test("a client of independent origin creates, finds and reads an order over HTTP", async () => {
  const { send, door, account } = await world();
  const created = await send("PUT", `${RECORDS}/salesOrder/eid:S-1?replace=item`, JSON.stringify(anOrder()));
  expect([created.statusCode, await created.body.text()]).toEqual([204, ""]);
  const [order] = account.records.list("salesOrder");
  expect(created.headers["location"]).toBe(`${door.url}${RECORDS}/salesOrder/${order?.id}`);
  const query = new URLSearchParams({ q: 'companyName IS "Harbour" AND email EMPTY', limit: "5" });
  const list = await send("GET", `${RECORDS}/customer?${query}`);
  expect(await list.body.json()).toMatchObject({ totalResults: 1 });
  const read = await send("GET", `${RECORDS}/salesOrder/eid:S-1?expandSubResources=true`);
  expect(await read.body.json()).toMatchObject({
    total: 21,
    links: [{ href: expect.stringContaining(door.url) }],
  });
  expect(read.headers).toMatchObject({
    "cache-control": "No-Cache",
    "content-type": expect.stringContaining("type=singular"),
  });
  expect(read.headers).not.toHaveProperty("x-powered-by");
  expect(read.headers).not.toHaveProperty("etag");
});

test("a signature for another path does not open this one", async () => {
  const { door, pool, account } = await world();
  const authorization = sign({
    door,
    method: "GET",
    path: `${RECORDS}/customer?q=a`,
    credentials: account.credentials,
  });
  const answer = await pool.request({
    method: "GET",
    path: `${RECORDS}/customer?q=b`,
    headers: { authorization },
  });
  expect(answer.statusCode).toBe(401);
  expect(account.auditTrail().at(-1)?.detail).toBe("InvalidSignature");
  await answer.body.dump();
});

test.each<[Fault["effect"], number]>([
  ["reset-before-commit", 0],
  ["reset-after-commit", 1],
])("%s cuts the connection and leaves %i orders", async (effect, orders) => {
  const { send, account } = await world();
  account.addFault({ match: { method: "POST" }, effect, times: 1 });
  const sent = send("POST", `${RECORDS}/salesOrder`, JSON.stringify(anOrder()));
  await expect(sent).rejects.toMatchObject({ code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) });
  expect(account.records.list("salesOrder")).toHaveLength(orders);
});

test("a body over 104 MB is refused at the door in NetSuite's form", async () => {
  const { door } = await world();
  const { port, hostname } = new URL(door.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST ${RECORDS}/salesOrder HTTP/1.1\r\nhost: x\r\ncontent-length: ${105 * 1024 * 1024}\r\n\r\n`,
  );
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 [\s\S]*"o:errorCode":"REQUEST_TOO_LARGE"/);
  socket.destroy();
});

test.each([
  ["an unknown content encoding", "content-encoding: zip\r\ncontent-length: 1\r\n\r\nx", 415],
  ["no login", "content-length: 0\r\n\r\n", 401],
])("%s gets an error body, never a stack trace", async (_name, rest, status) => {
  const { door } = await world();
  const { port, hostname } = new URL(door.url);
  const socket = connect(Number(port), hostname);
  socket.write(`POST ${RECORDS}/%ZZ?%%=%C3%28 HTTP/1.1\r\nhost: x\r\n${rest}`);
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*"o:errorDetails"`));
  expect(answer.toString()).not.toMatch(/\n\s+at /);
  socket.destroy();
});

test("a client that hangs up keeps its slot until the work is done, and the order is saved", async () => {
  const { door, account } = await world();
  account.addFault({ match: { method: "POST" }, effect: { delayMs: 50 }, times: 1 });
  const path = `${RECORDS}/salesOrder`;
  const body = JSON.stringify(anOrder());
  const authorization = sign({ door, method: "POST", path, credentials: account.credentials });
  const { port, hostname } = new URL(door.url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: ${authorization}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  await expect.poll(() => account.governance().inFlight).toBe(1);
  socket.destroy();
  await expect.poll(() => account.journal().length).toBe(1);
  expect(account.records.list("salesOrder")).toHaveLength(1);
  await expect.poll(() => account.governance().inFlight).toBe(0);
});

test("closing does not wait for clients that keep their connections", async () => {
  const { send, door } = await world();
  await Promise.all([1, 2, 3].map(async () => (await send("GET", `${RECORDS}/customer`)).body.dump()));
  await door.close();
  await expect(send("GET", `${RECORDS}/customer`)).rejects.toMatchObject({
    code: expect.stringMatching(/ECONNREFUSED|UND_ERR_SOCKET/),
  });
});

test("closing lets a request in flight finish, and keeps its connection for no other one", async () => {
  const { send, door, account } = await world();
  account.addFault({ match: { method: "POST" }, effect: { delayMs: 100 }, times: 1 });
  const sent = send("POST", `${RECORDS}/salesOrder`, JSON.stringify(anOrder()));
  await expect.poll(() => account.governance().inFlight).toBe(1);
  const closed = door.close();
  expect(await sent).toMatchObject({ statusCode: 204, headers: { connection: "close" } });
  await closed;
});

test("closing ends the waits of requests that take too long, and nothing of them is saved", async () => {
  const { send, door, account } = await world();
  account.addFault({ match: { method: "POST" }, effect: { delayMs: 86_400_000 } });
  const sent = send("POST", `${RECORDS}/salesOrder`, JSON.stringify(anOrder()));
  const cut = expect(sent).rejects.toMatchObject({
    code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/),
  });
  await expect.poll(() => account.governance().inFlight).toBe(1);
  await door.close();
  await cut;
  await expect.poll(() => account.governance().inFlight).toBe(0);
  expect(account.records.list("salesOrder")).toEqual([]);
  expect(account.journal().at(-1)).toMatchObject({ decision: "failed", status: 0 });
});

test("a path of ours is served beside NetSuite, and nothing that only begins alike", async () => {
  const emulator = createEmulator({ accounts: [{ accountId: REALM }] });
  const mounts = [
    { path: "/__drydock", handle: (_: unknown, response: ServerResponse) => response.end("ours") },
  ];
  const door = await startHttpDoor(emulator, { mounts });
  open.push(door.close);
  const texts = ["/__drydock", "/__drydock/a?b", "/__drydock?c"].map(async (path) =>
    (await fetch(door.url + path)).text(),
  );
  expect(await Promise.all(texts)).toEqual(["ours", "ours", "ours"]);
  expect((await fetch(`${door.url}/__drydocks`)).status).toBe(401);
});

test("a port that is taken is reported with what to do", async () => {
  const { door } = await world();
  const again = startHttpDoor(createEmulator({ accounts: [{ accountId: REALM }] }), {
    port: Number(new URL(door.url).port),
  });
  await expect(again).rejects.toThrow(EmulatorError);
  await expect(again).rejects.toThrow("Choose another port, or 0 for any.");
});
