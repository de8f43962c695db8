import { once } from "node:events";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { anOrder, RECORDS } from "../testing/acme.ts";
import { everythingFrom, type OpenDoor, openDoor } from "../testing/open-door.ts";

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function doorWith(...options: Parameters<typeof openDoor>): Promise<OpenDoor> {
  const world = await openDoor(...options);
  open.push(world.door.close);
  return world;
}

async function answerTo(world: OpenDoor, bytes: string | Uint8Array): Promise<string> {
  const socket = await world.dial();
  const answer = everythingFrom(socket);
  socket.write(bytes);
  return answer;
}

/** The head of a signed order whose body follows; the connection ends with it. */
function orderHead({ door, login }: OpenDoor, headers: string): string {
  const url = `${door.url}${RECORDS}/salesOrder`;
  const host = new URL(url).host;
  return `POST ${RECORDS}/salesOrder HTTP/1.1\r\nhost: ${host}\r\nauthorization: ${login("POST", url)}\r\nconnection: close\r\n${headers}\r\n\r\n`;
}

const ORDER = JSON.stringify(anOrder());
const LENGTH = `content-length: ${ORDER.length}`;
const MALFORMED = /^HTTP\/1\.1 400 [\s\S]*"o:errorCode":"INVALID_REQUEST"/;

test.each([
  ["no HTTP", "hello\r\n\r\n", MALFORMED],
  ["a method nobody knows", "FETCH / HTTP/1.1\r\nhost: x\r\n\r\n", MALFORMED],
  ["a header without a colon", "GET / HTTP/1.1\r\nhost\r\n\r\n", MALFORMED],
  ["a blank in a header's name", "GET / HTTP/1.1\r\nho st: x\r\n\r\n", MALFORMED],
  ["a zero byte", "GET / HTTP/1.1\r\nhost: \0\r\n\r\n", MALFORMED],
  ["no host", "GET / HTTP/1.1\r\n\r\n", /^HTTP\/1\.1 400 /],
  ["a TLS handshake", Uint8Array.of(0x16, 3, 1, 2, 0, 1, 0), MALFORMED],
  [
    "both lengths",
    "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    MALFORMED,
  ],
  ["two lengths", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx", MALFORMED],
  ["a negative length", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n", MALFORMED],
  ["a broken chunk", "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", MALFORMED],
  [
    "20 KB of headers",
    `GET / HTTP/1.1\r\nhost: x\r\nx-much: ${"y".repeat(20_000)}\r\n\r\n`,
    /^HTTP\/1\.1 431 [\s\S]*"The request header fields are too large\."/,
  ],
  [
    "an expectation nobody can meet",
    "GET / HTTP/1.1\r\nhost: x\r\nexpect: cake\r\nconnection: close\r\n\r\n",
    /^HTTP\/1\.1 417 /,
  ],
])("%s is answered, and the door stays open", async (_name, bytes, expected) => {
  const world = await doorWith();
  expect(await answerTo(world, bytes)).toMatch(expected);
  expect((await fetch(`${world.door.url}/services/rest/x`)).status).toBe(401);
});

test("an Authorization header that is folded on the wire is read", async () => {
  const world = await doorWith();
  const url = `${world.door.url}${RECORDS}/customer`;
  const folded = world.login("GET", url).replaceAll(/, ?/g, ",\r\n\t").replace("OAuth ", "OAuth\r\n ");
  const head = `GET ${RECORDS}/customer HTTP/1.1\r\nhost: ${new URL(url).host}\r\nconnection: close`;
  expect(await answerTo(world, `${head}\r\nauthorization: ${folded}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
});

test.each(["TRACE", "PROPFIND", "HEAD", "PURGE", "MKCOL"])(
  "%s with a good login is not allowed",
  async (method) => {
    const { door, login, ...world } = await doorWith();
    const path = `${RECORDS}/customer`;
    const answer = await answerTo(
      { door, login, ...world },
      `${method} ${path} HTTP/1.1\r\nhost: ${new URL(door.url).host}\r\nconnection: close\r\nauthorization: ${login(method, door.url + path)}\r\n\r\n`,
    );
    expect(answer).toMatch(
      method === "HEAD" ? /^HTTP\/1\.1 405 [\s\S]*\r\n\r\n$/ : /^HTTP\/1\.1 405 [\s\S]*METHOD_NOT_ALLOWED/,
    );
  },
);

test.each([
  ["gzip", gzipSync(ORDER)],
  ["X-GZIP", gzipSync(ORDER)],
  ["deflate", deflateSync(ORDER)],
  ["br", brotliCompressSync(ORDER)],
  ["identity", Buffer.from(ORDER)],
])("a body packed with %s is unpacked", async (encoding, body) => {
  const world = await doorWith();
  const head = orderHead(world, `content-encoding: ${encoding}\r\ncontent-length: ${body.length}`);
  expect(await answerTo(world, Buffer.concat([Buffer.from(head), body]))).toMatch(/^HTTP\/1\.1 204 /);
});

test.each([
  [
    "of an unknown encoding",
    "content-encoding: zstd",
    Buffer.from(ORDER),
    /^HTTP\/1\.1 415 [\s\S]*UNSUPPORTED_MEDIA_TYPE/,
  ],
  ["that is not what it says", "content-encoding: gzip", Buffer.from(ORDER), MALFORMED],
  ["that is cut", "content-encoding: gzip", gzipSync(ORDER).subarray(0, 40), MALFORMED],
  [
    "that unpacks to more than NetSuite takes",
    "content-encoding: gzip",
    gzipSync(Buffer.alloc(105 * 1024 * 1024), { level: 1 }),
    /^HTTP\/1\.1 413 [\s\S]*REQUEST_TOO_LARGE/,
  ],
])("a body %s is refused", async (_name, headers, body, expected) => {
  const world = await doorWith();
  const head = orderHead(world, `${headers}\r\ncontent-length: ${body.length}`);
  expect(await answerTo(world, Buffer.concat([Buffer.from(head), body]))).toMatch(expected);
  expect(world.account.records.list("salesOrder")).toEqual([]);
});

test("a body that turns out too large is refused without being kept", async () => {
  const world = await doorWith();
  const socket = await world.dial();
  const answer = everythingFrom(socket);
  socket.write(orderHead(world, "transfer-encoding: chunked"));
  const megabyte = Buffer.concat([
    Buffer.from("100000\r\n"),
    Buffer.alloc(0x100000, 0x20),
    Buffer.from("\r\n"),
  ]);
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  for (let sent = 0; sent <= 104; sent += 1) {
    // Refused in the middle of it, the rest still has to go somewhere.
    await new Promise((resolve) => socket.write(megabyte, resolve));
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  socket.end("0\r\n\r\n");
  expect(await answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*REQUEST_TOO_LARGE/);
  expect(most).toBeLessThan(250 * 1024 * 1024);
});

test("who asks before sending too much is told no, and who asks before sending enough may go on", async () => {
  const world = await doorWith();
  const refused = await answerTo(
    world,
    orderHead(world, `expect: 100-continue\r\ncontent-length: ${105 * 1024 * 1024}`),
  );
  expect(refused).toMatch(/^HTTP\/1\.1 413 /);
  const socket = await world.dial();
  socket.write(orderHead(world, `expect: 100-continue\r\n${LENGTH}`));
  expect(String((await once(socket, "data"))[0])).toMatch(/^HTTP\/1\.1 100 Continue/);
  const answer = everythingFrom(socket);
  socket.write(ORDER);
  expect(await answer).toMatch(/^HTTP\/1\.1 204 /);
});

test.each([
  ["headers", "POST / HTTP/1.1\r\nhost: x\r\n"],
  ["a body", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nx"],
])("%s that never end are given up", async (_name, bytes) => {
  const world = await doorWith({ requestTimeoutMs: 50 });
  expect(await answerTo(world, bytes)).toMatch(/^HTTP\/1\.1 408 [\s\S]*REQUEST_TIMEOUT/);
});

test("a client that hangs up in the middle of a body has asked for nothing", async () => {
  const world = await doorWith();
  const socket = await world.dial();
  socket.write(orderHead(world, LENGTH) + ORDER.slice(0, 10));
  socket.end();
  await everythingFrom(socket);
  expect((await fetch(`${world.door.url}/services/rest/x`)).status).toBe(401);
  expect(world.account.governance().total).toBe(0);
  expect(world.account.records.list("salesOrder")).toEqual([]);
});

test.each([
  ["without a Content-Type", LENGTH],
  ["with Prefer: transient", `${LENGTH}\r\nprefer: transient\r\ncontent-type: application/json`],
])("JSON %s is an order like any other, and its 204 carries a type", async (_name, headers) => {
  const world = await doorWith();
  const answer = await answerTo(world, orderHead(world, headers) + ORDER);
  expect(answer).toMatch(/^HTTP\/1\.1 204 /);
  expect(answer).toMatch(/\r\ncontent-type: application\/json\r\n/);
});

/** Lines and bodies that are nearly right, and bytes that are not. */
const line = fc.oneof(
  fc.constantFrom(
    "host: x",
    "content-length: 5",
    "transfer-encoding: chunked",
    "connection: keep-alive, upgrade",
    "upgrade: websocket",
    "expect: 100-continue",
    "content-encoding: br",
    'authorization: OAuth realm="1234567_SB1", oauth_token="%zz"',
    "authorization: Bearer ,,,",
    "accept-encoding: gzip;q=x",
    ":authority: y",
    "host: [::1",
  ),
  fc.string({ maxLength: 40 }),
);
const message = fc.record({
  method: fc.constantFrom(
    "GET",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "CONNECT",
    "HEAD",
    "PROPFIND",
    "G E T",
  ),
  target: fc.oneof(
    fc.constantFrom(
      "/",
      "*",
      "//",
      "http://",
      "http://[",
      "https://x:99999/",
      "/services/rest/record/v1/%",
      "/services/rest/record/v1/salesOrder/eid:%C3%28?q=%",
      "/rest/datacenterurls?account=%ff",
      "/app/site/hosting/restlet.nl?script=&deploy=",
    ),
    fc.webPath(),
    fc.string({ maxLength: 60 }),
  ),
  lines: fc.array(line, { maxLength: 6 }),
  body: fc.oneof(fc.string({ maxLength: 50 }), fc.json({ maxDepth: 2 })),
});

test("whatever comes over the socket, the door answers no stack trace and lives on", async () => {
  const world = await doorWith();
  const property = fc.asyncProperty(message, async ({ method, target, lines, body }) => {
    const socket = await world.dial();
    const answer = everythingFrom(socket);
    socket.end(`${method} ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
    const text = await answer;
    expect(text).not.toMatch(/\n\s+at |node:internal|\.ts:\d+/);
    expect(text).not.toMatch(/^HTTP\/1\.1 5/);
  });
  await fc.assert(property, { numRuns: 400 });
  expect((await fetch(`${world.door.url}/services/rest/x`)).status).toBe(401);
  expect(world.account.governance().inFlight).toBe(0);
});
