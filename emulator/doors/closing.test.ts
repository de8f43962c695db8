import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type ClientHttp2Session, type ClientHttp2Stream, connect as connectHttp2 } from "node:http2";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { expect, test } from "vitest";
import { anOrder, RECORDS } from "../testing/acme.ts";
import { type OpenDoor, openDoor } from "../testing/open-door.ts";

const HOST = "1234567-sb1.suitetalk.api.netsuite.com";

async function sessionWith({ door }: OpenDoor): Promise<ClientHttp2Session> {
  const session = connectHttp2(door.tls?.url ?? "", { ca: readFileSync(door.tls?.caFile ?? "") });
  session.on("error", () => undefined);
  await once(session, "connect");
  return session;
}

/** An HTTP/1.1 client's TLS connection through the proxy. */
async function tunnelThrough({ dial, door }: OpenDoor): Promise<TLSSocket> {
  const socket = await dial();
  socket.write(`CONNECT ${HOST}:443 HTTP/1.1\r\n\r\n`);
  await once(socket, "data");
  const tls = connectTls({ socket, servername: HOST, ca: readFileSync(door.tls?.caFile ?? "") });
  tls.on("error", () => undefined);
  await once(tls, "secureConnect");
  return tls;
}

const ended = (emitter: NodeJS.EventEmitter): Promise<unknown> =>
  new Promise((resolve) => emitter.once("close", resolve));

async function statusOf(stream: ClientHttp2Stream): Promise<unknown> {
  const [headers] = await once(stream, "response");
  return headers[":status"];
}

test("closing ends idle sessions, tunnels and connections of every kind, and closing again does no harm", async () => {
  const world = await openDoor({ tls: {} });
  const kept = [await sessionWith(world), await tunnelThrough(world), await world.dial()].map(ended);
  const [first, second] = [world.door.close(), world.door.close()];
  await Promise.all([first, second, ...kept]);
  await world.door.close();
  await expect(world.dial()).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

function sendOrder(session: ClientHttp2Session, { login, door }: OpenDoor) {
  const path = `${RECORDS}/salesOrder`;
  const authorization = login("POST", `${door.tls?.url}${path}`);
  const stream = session.request({ ":method": "POST", ":path": path, authorization });
  stream.on("error", () => undefined);
  stream.end(JSON.stringify(anOrder()));
  return stream;
}

test("an HTTP/2 request in flight is finished first", async () => {
  const world = await openDoor({ tls: {} });
  world.account.addFault({ match: { method: "POST" }, effect: { delayMs: 100 }, times: 1 });
  const stream = sendOrder(await sessionWith(world), world);
  await expect.poll(() => world.account.governance().inFlight).toBe(1);
  const closed = world.door.close();
  expect(await statusOf(stream)).toBe(204);
  await closed;
});

test("an HTTP/2 request that takes too long is lost, and nothing of it is saved", async () => {
  const world = await openDoor({ tls: {} });
  world.account.addFault({ match: { method: "POST" }, effect: { delayMs: 86_400_000 } });
  const stream = sendOrder(await sessionWith(world), world);
  await expect.poll(() => world.account.governance().inFlight).toBe(1);
  const gone = ended(stream);
  await world.door.close();
  await gone;
  await expect.poll(() => world.account.governance().inFlight).toBe(0);
  expect(world.account.records.list("salesOrder")).toEqual([]);
});

test.each(["reset-before-commit", "reset-after-commit"] as const)(
  "%s kills its own HTTP/2 stream and no other",
  async (effect) => {
    const world = await openDoor({ tls: {} });
    const session = await sessionWith(world);
    world.account.addFault({ match: { method: "POST" }, effect, times: 1 });
    await ended(sendOrder(session, world));
    expect(await statusOf(sendOrder(session, world))).toBe(204);
    session.destroy();
    await world.door.close();
  },
);

test("an HTTP/2 client that hangs up keeps its slot until the work is done", async () => {
  const world = await openDoor({ tls: {} });
  world.account.addFault({ match: { method: "POST" }, effect: { delayMs: 50 }, times: 1 });
  const session = await sessionWith(world);
  sendOrder(session, world);
  await expect.poll(() => world.account.governance().inFlight).toBe(1);
  session.destroy();
  await expect.poll(() => world.account.journal().length).toBe(1);
  expect(world.account.records.list("salesOrder")).toHaveLength(1);
  await expect.poll(() => world.account.governance().inFlight).toBe(0);
  await world.door.close();
});

test("what is mounted asks HTTP/2 clients to come back over HTTP/1.1", async () => {
  const mounts = [{ path: "/__drydock", handle: () => undefined }];
  const world = await openDoor({ tls: {}, mounts });
  const stream = (await sessionWith(world)).request({ ":path": "/__drydock/" });
  const [error] = (await once(stream, "error")) as [Error];
  expect(error.message).toContain("NGHTTP2_HTTP_1_1_REQUIRED");
  await world.door.close();
});

test("an HTTP/2 body that never ends is given up", async () => {
  const world = await openDoor({ tls: {}, requestTimeoutMs: 50 });
  const session = await sessionWith(world);
  const stream = session.request({ ":method": "POST", ":path": RECORDS }, { endStream: false });
  stream.on("error", () => undefined);
  await ended(stream);
  await world.door.close();
});
