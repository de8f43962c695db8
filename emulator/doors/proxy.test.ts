import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { ProxyAgent, request } from "undici";
import { afterEach, expect, test } from "vitest";
import { anOrder, RECORDS } from "../testing/acme.ts";
import { everythingFrom, openDoor } from "../testing/open-door.ts";

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const HOST = "1234567-sb1.suitetalk.api.netsuite.com";
const ORIGIN = `https://${HOST}`;

async function proxied() {
  const world = await openDoor({ tls: {} });
  open.push(world.door.close);
  return world;
}

test("a client with a hard-wired host needs only the proxy and the authority", async () => {
  const { door, account, login } = await proxied();
  const ca = readFileSync(door.tls?.caFile ?? "", "utf8");
  const dispatcher = new ProxyAgent({ uri: door.url, requestTls: { ca } });
  open.push(() => dispatcher.destroy());
  const url = `${ORIGIN}${RECORDS}/salesOrder`;
  const { statusCode, headers, body } = await request(url, {
    method: "POST",
    dispatcher,
    headers: { authorization: login("POST", url) },
    body: JSON.stringify(anOrder()),
  });
  expect([statusCode, await body.text()]).toEqual([204, ""]);
  // The standard port is left out, as the client left it out.
  expect(headers["location"]).toBe(`${url}/${account.records.list("salesOrder")[0]?.id}`);
});

test("the proxy serves an account from when it is added until it is removed", async () => {
  const { emulator, dial } = await proxied();
  const connectTo = async (host: string): Promise<string> => {
    const socket = await dial();
    socket.write(`CONNECT ${host}:443 HTTP/1.1\r\nhost: ${host}:443\r\n\r\n`);
    const [answer] = (await once(socket, "data")) as [Buffer];
    socket.destroy();
    return answer.toString().slice(0, "HTTP/1.1 200".length);
  };
  const host = "7654321.suitetalk.api.netsuite.com";
  expect(await connectTo(host)).toBe("HTTP/1.1 403");
  emulator.addAccount({ accountId: "7654321" });
  expect(await connectTo(host)).toBe("HTTP/1.1 200");
  emulator.removeAccount("7654321");
  expect(await connectTo(host)).toBe("HTTP/1.1 403");
});

test.each(["--http1.1", "--http2"])("curl %s comes through the proxy by NetSuite's name", async (version) => {
  const { door, login } = await proxied();
  const url = `${ORIGIN}${RECORDS}/customer?limit=1`;
  const { stdout } = await promisify(execFile)("curl", [
    "--silent",
    version,
    "--compressed",
    "--proxy",
    door.url,
    "--cacert",
    door.tls?.caFile ?? "",
    "--header",
    `Authorization: ${login("GET", url)}`,
    "--write-out",
    "\n%{http_code} %{http_version}",
    url,
  ]);
  const [body = "", status] = stdout.split("\n");
  expect(status).toBe(version === "--http2" ? "200 2" : "200 1.1");
  expect(JSON.parse(body)).toMatchObject({
    totalResults: 1,
    items: [{ links: [{ href: expect.stringContaining(ORIGIN) }] }],
  });
});

test.each([
  "example.com:443",
  `${HOST}:80`,
  "7654321.suitetalk.api.netsuite.com:443",
  "127.0.0.1:22",
  "[::1]:443",
  "netsuite.com:443",
  `${HOST}`,
  "",
])("a tunnel to %j is refused with a reason", async (target) => {
  const socket = await (await proxied()).dial();
  socket.write(`CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n\r\n`);
  const answer = await everythingFrom(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 403 .*It serves port 443 of .*refused/s);
});

test("without TLS the proxy says that it makes no tunnels", async () => {
  const { door, dial } = await openDoor();
  open.push(door.close);
  const socket = await dial();
  socket.write(`CONNECT ${HOST}:443 HTTP/1.1\r\n\r\n`);
  expect(await everythingFrom(socket)).toMatch(/^HTTP\/1\.1 403 .*started without TLS/s);
});

test("a client may begin its handshake before the tunnel has been granted", async () => {
  const { dial, door } = await proxied();
  const socket = await dial();
  // The first bytes of a TLS message, whose rest never comes: the tunnel waits for it.
  socket.write(Buffer.concat([Buffer.from(`CONNECT ${HOST}:443 HTTP/1.1\r\n\r\n`), Buffer.of(0x16, 3, 1)]));
  const [granted] = (await once(socket, "data")) as [Buffer];
  expect(granted.toString()).toMatch(/^HTTP\/1\.1 200 /);
  const rest = everythingFrom(socket);
  await door.close();
  await rest;
});

test.each([
  [`http://${HOST}${RECORDS}/customer?limit=1`, 200],
  ["http://example.com/", 403],
  [`http://${HOST}:8080/`, 403],
  ["http://localhost:1/", 403],
])("asked as a plain proxy for %s it answers %i", async (url, status) => {
  const { dial, login } = await proxied();
  const socket = await dial();
  socket.write(
    `GET ${url} HTTP/1.1\r\nhost: ignored\r\nauthorization: ${login("GET", url)}\r\nconnection: close\r\n\r\n`,
  );
  const answer = await everythingFrom(socket);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  if (status === 200) expect(answer).toContain(`"href":"http://${HOST}${RECORDS}/customer`);
});

test("asked as a proxy for itself it answers", async () => {
  const { dial, door } = await proxied();
  const socket = await dial();
  socket.write(`GET ${door.url}/services/rest/x HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
  expect(await everythingFrom(socket)).toMatch(/^HTTP\/1\.1 401 /);
});
