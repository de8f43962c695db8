import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ConnectionOptions, connect } from "node:tls";
import { Agent, request } from "undici";
import { afterEach, expect, test } from "vitest";
import { anOrder, RECORDS } from "../testing/acme.ts";
import { type OpenDoor, openDoor } from "../testing/open-door.ts";
import type { TlsDoor } from "./http-door.ts";

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

interface Secure extends OpenDoor {
  readonly tls: TlsDoor;
  readonly ca: string;
}

async function secureDoor(caFolder?: string): Promise<Secure> {
  const world = await openDoor({ tls: caFolder === undefined ? {} : { caFolder } });
  open.push(world.door.close);
  const { tls } = world.door;
  if (tls === undefined) throw new TypeError("TLS was asked for");
  return { ...world, tls, ca: readFileSync(tls.caFile, "utf8") };
}

/** A client whose name resolution ends at this machine, strict about certificates. */
function clientOf({ ca }: Pick<Secure, "ca">, allowH2: boolean): Agent {
  const agent = new Agent({
    allowH2,
    connect: {
      ca,
      lookup: (_host, options, done) =>
        options.all === true ? done(null, [{ address: "127.0.0.1", family: 4 }]) : done(null, "127.0.0.1", 4),
    },
  });
  open.push(() => agent.destroy());
  return agent;
}

/** What the server shows to whom. */
async function handshake({ tls, ca }: Secure, options: ConnectionOptions) {
  const socket = connect({ port: Number(new URL(tls.url).port), host: "127.0.0.1", ca, ...options });
  await once(socket, "secureConnect");
  const seen = { certificate: socket.getPeerX509Certificate(), protocol: socket.alpnProtocol };
  socket.destroy();
  return seen;
}

test.each([
  ["HTTP/2", true],
  ["HTTP/1.1", false],
])(
  "over %s an account's own host name works with the authority trusted, links and Location on it",
  async (_name, h2) => {
    const world = await secureDoor();
    const port = new URL(world.tls.url).port;
    const origin = `https://1234567-sb1.suitetalk.api.netsuite.com:${port}`;
    const dispatcher = clientOf(world, h2);
    const send = (method: "GET" | "POST", url: string, body?: string) =>
      request(url, {
        method,
        dispatcher,
        headers: { authorization: world.login(method, url) },
        body: body ?? null,
      });
    const created = await send("POST", `${origin}${RECORDS}/salesOrder`, JSON.stringify(anOrder()));
    expect([created.statusCode, await created.body.text()]).toEqual([204, ""]);
    const [order] = world.account.records.list("salesOrder");
    const href = `${origin}${RECORDS}/salesOrder/${order?.id}`;
    expect(created.headers["location"]).toBe(href);
    expect(created.headers["content-type"]).toBe("application/json");
    const read = await send("GET", href);
    expect(await read.body.json()).toMatchObject({ links: [{ rel: "self", href }], total: 21 });
    expect(world.account.journal().at(-1)?.requestHeaders).not.toHaveProperty(":path");
  },
);

test.each([
  "1234567-sb1.suitetalk.api.netsuite.com",
  "1234567-SB1.restlets.api.netsuite.com",
  "1234567-sb1.app.netsuite.com",
  "rest.netsuite.com",
  "webservices.netsuite.com",
  "system.netsuite.com",
  "localhost",
])("%s gets a certificate of its own that holds today", async (servername) => {
  const { certificate } = await handshake(await secureDoor(), { servername });
  expect(certificate?.checkHost(servername)).toBeDefined();
  expect(Date.parse(certificate?.validFrom ?? "")).toBeLessThan(Date.now());
  expect(Date.parse(certificate?.validTo ?? "")).toBeGreaterThan(Date.now());
});

test.each(["127.0.0.1", "::1"])("a client that calls the address %s is shown it", async (address) => {
  const { certificate } = await handshake(await secureDoor(), { checkServerIdentity: () => undefined });
  expect(certificate?.checkIP(address)).toBe(address);
});

test("the client chooses between HTTP/2 and HTTP/1.1", async () => {
  const world = await secureDoor();
  const chosen = ["h2", "http/1.1"].map(
    async (protocol) =>
      (await handshake(world, { servername: "localhost", ALPNProtocols: [protocol] })).protocol,
  );
  expect(await Promise.all(chosen)).toEqual(["h2", "http/1.1"]);
  expect((await handshake(world, { servername: "localhost" })).protocol).toBe(false);
});

test("who does not trust the authority does not get in", async () => {
  const stranger = handshake(await secureDoor(), { servername: "localhost", ca: undefined });
  await expect(stranger).rejects.toMatchObject({ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
});

test("with a folder the authority outlives the door, its key for its owner only", async () => {
  const folder = mkdtempSync(join(tmpdir(), "drydock-test-"));
  open.push(() => rmSync(folder, { recursive: true }));
  const kept = join(folder, "ca");
  const first = await secureDoor(kept);
  await first.door.close();
  const second = await secureDoor(kept);
  expect(second.ca).toBe(first.ca);
  expect(statSync(join(kept, "drydock-ca.key")).mode & 0o777).toBe(0o600);
  await handshake(second, { servername: "localhost", ca: first.ca });
});

test("a kept authority that cannot be used is replaced", async () => {
  const folder = mkdtempSync(join(tmpdir(), "drydock-test-"));
  open.push(() => rmSync(folder, { recursive: true }));
  const [one, other] = [await secureDoor(join(folder, "a")), await secureDoor(join(folder, "b"))];
  await one.door.close();
  await other.door.close();
  rmSync(join(folder, "a", "drydock-ca.key"));
  const { ca, ...world } = await secureDoor(join(folder, "a"));
  expect(ca).not.toBe(one.ca);
  await handshake({ ca, ...world }, { servername: "localhost" });
});

test("without a folder the authority is for this run only, and no key of it is on the disk", async () => {
  const { door, tls, ca } = await secureDoor();
  expect(new X509Certificate(ca).ca).toBe(true);
  expect(existsSync(join(tls.caFile, "..", "drydock-ca.key"))).toBe(false);
  await door.close();
  expect(existsSync(tls.caFile)).toBe(false);
});

test("a TLS port that is taken is reported, and the plain door does not stay open", async () => {
  const { tls } = await secureDoor();
  const port = Number(new URL(tls.url).port);
  await expect(openDoor({ tls: { port } })).rejects.toThrow(/HTTPS door cannot open .* Choose another port/);
});
