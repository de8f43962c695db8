import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../clock.ts";
import { IntegrationError } from "../errors.ts";
import { openDatabase } from "../ledger/sqlite/open-database.ts";
import { createSqliteLedger } from "../ledger/sqlite/sqlite-ledger.ts";
import { openTemporaryLedger, temporaryFile } from "../ledger/sqlite/temporary-ledger.contract.ts";
import { type Shop, shopDoor } from "../sources/shopify/shop-door.ts";
import { signShopifyWebhook } from "../sources/shopify/webhook-signature.ts";
import { createIntakeApp, type IntakeOptions } from "./intake-app.ts";
import { intakeForm, maxBodyBytesOf } from "./intake-form.ts";
import { orderSource } from "./order-source.contract.ts";
import type { Refusal } from "./refusal.ts";

const SECRET = "hush";
const SHOP = "acme-store.myshopify.com";
const PATH = "/webhooks/shopify/orders";
const ORDER = `{"id":820982911946154508,"updated_at":"2026-11-23T12:00:00Z","name":"#1001","note":"Zoë 🎁 \\u00e9"}\n`;

async function openDoor({ secrets = [SECRET], ...given }: Partial<IntakeOptions & Shop> = {}) {
  const { ledger } = await openTemporaryLedger();
  const refusals: Refusal[] = [];
  let woken = 0;
  const app = createIntakeApp({
    ledger,
    maxBodyBytes: maxBodyBytesOf(intakeForm.parse({})),
    flows: [orderSource({ domain: SHOP, secrets })],
    clock: systemClock,
    onAccepted: () => {
      woken += 1;
    },
    onRefused: (refusal) => refusals.push(refusal),
    ...given,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => closed(server));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const post = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(url + PATH, {
      method: "POST",
      body: new Uint8Array(Buffer.from(body)),
      headers: { ...signed(body), ...headers },
    });
  return { ledger, post, url, port, refusals, woken: () => woken };
}

function closed(server: Server): void {
  server.close();
  server.closeAllConnections();
}

function signed(body: string | Uint8Array, secret = SECRET): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-shopify-hmac-sha256": signShopifyWebhook(body, secret),
    "x-shopify-shop-domain": SHOP,
    "x-shopify-topic": "orders/create",
    "x-shopify-webhook-id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
    "x-forwarded-for": "203.0.113.9",
  };
}

test("a signed order is answered with its entry once it is on disk, byte for byte", async () => {
  const { ledger, post, woken } = await openDoor();
  const response = await post(ORDER);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ accepted: true, entry: 1, duplicate: false });
  expect(response.headers.get("x-powered-by")).toBeNull();
  expect(response.headers.get("etag")).toBeNull();
  expect(woken()).toBe(1);
  const entry = await ledger.get(1);
  expect(entry).toMatchObject({
    state: "queued",
    source: "shopify",
    flow: "orders",
    key: "gid://shopify/Order/820982911946154508",
    version: expect.stringMatching(/^2026-11-23T12:00:00Z [0-9a-f]{16}$/),
    editionAt: Date.parse("2026-11-23T12:00:00Z"),
    deliveryId: "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
  });
  expect(new TextDecoder().decode(entry?.raw)).toBe(ORDER);
  expect(Object.keys(entry?.headers ?? {}).every((name) => name.startsWith("x-shopify-"))).toBe(true);
});

test("the same delivery again, also many at once, is answered 200 and stored once", async () => {
  const { ledger, post, woken } = await openDoor();
  const responses = await Promise.all(Array.from({ length: 20 }, () => post(ORDER)));
  const answers = (await Promise.all(responses.map((response) => response.json()))) as {
    entry: number;
    duplicate: boolean;
  }[];
  expect(responses.every(({ status }) => status === 200)).toBe(true);
  expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
  expect(new Set(answers.map(({ entry }) => entry))).toEqual(new Set([1]));
  expect((await ledger.counts()).queued).toBe(1);
  expect(woken()).toBe(1);
});

test("while a secret is rotated both are good", async () => {
  const { post } = await openDoor({ secrets: ["new", "old"] });
  expect((await post(ORDER, signed(ORDER, "new"))).status).toBe(200);
  expect((await post(ORDER, signed(ORDER, "old"))).status).toBe(200);
});

test.each<[string, Record<string, string>, number, string]>([
  [
    "a wrong signature",
    { "x-shopify-hmac-sha256": signShopifyWebhook(ORDER, "guess") },
    401,
    "SIGNATURE_INVALID",
  ],
  ["an empty signature", { "x-shopify-hmac-sha256": "" }, 401, "SIGNATURE_INVALID"],
  ["another shop", { "x-shopify-shop-domain": "other.myshopify.com" }, 401, "SHOP_MISMATCH"],
  ["another topic", { "x-shopify-topic": "products/update" }, 422, "TOPIC_NOT_SERVED"],
  [
    "another topic without a signature",
    { "x-shopify-topic": "x", "x-shopify-hmac-sha256": "x" },
    401,
    "SIGNATURE_INVALID",
  ],
  ["a compressed body", { "content-encoding": "gzip" }, 415, "BODY_ENCODED"],
])("%s is refused and nothing is stored", async (_, headers, status, code) => {
  const { ledger, post, refusals, woken } = await openDoor();
  const response = await post(ORDER, headers);
  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ error: { code, message: expect.any(String) } });
  expect(await ledger.find({})).toEqual([]);
  expect(refusals).toMatchObject([{ code, status, path: PATH }]);
  expect(woken()).toBe(0);
});

test("a missing signature is refused", async () => {
  const { url, ledger } = await openDoor();
  const response = await fetch(url + PATH, { method: "POST", body: ORDER });
  expect(response.status).toBe(401);
  expect(await ledger.find({})).toEqual([]);
});

test.each(["orders/create", "orders/paid", "orders/updated"])("the topic %s is taken", async (topic) => {
  const { post } = await openDoor();
  expect((await post(ORDER, { "x-shopify-topic": topic })).status).toBe(200);
});

test("the shop's name is compared without regard to case", async () => {
  const { post } = await openDoor();
  expect((await post(ORDER, { "x-shopify-shop-domain": "ACME-Store.myshopify.com" })).status).toBe(200);
});

test("a body over the limit is refused before it is read to the end", async () => {
  const { post, ledger } = await openDoor({ maxBodyBytes: 1_000 });
  const response = await post(new Uint8Array(5_000));
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ error: { code: "BODY_TOO_LARGE" } });
  expect(await ledger.find({})).toEqual([]);
});

test("a body that stops half-way stores nothing and the door stays open", async () => {
  let tell = (_: Refusal): void => undefined;
  const refused = new Promise<Refusal>((resolve) => {
    tell = resolve;
  });
  const { port, post, ledger } = await openDoor({ onRefused: (refusal) => tell(refusal) });
  const socket = connect(port, "127.0.0.1");
  socket.end(`POST ${PATH} HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"id":`);
  expect(await refused).toMatchObject({ code: "BODY_INCOMPLETE" });
  expect(await ledger.find({})).toEqual([]);
  expect((await post(ORDER)).status).toBe(200);
});

test.each([
  ["broken JSON", "{"],
  ["no identity", `{"hello":"world"}`],
  ["not UTF-8", Uint8Array.from([0xff, 0xfe])],
  ["an empty body", ""],
])("signed but unreadable (%s) is answered 200 and becomes a dead letter with its bytes", async (_, body) => {
  const { ledger, post } = await openDoor();
  const first = await post(body);
  const second = await post(body);
  expect([first.status, second.status]).toEqual([200, 200]);
  expect(await first.json()).toEqual({ accepted: true, entry: 1, duplicate: false });
  expect(await second.json()).toEqual({ accepted: true, entry: 1, duplicate: true });
  const raw = new Uint8Array(Buffer.from(body));
  expect(await ledger.get(1)).toMatchObject({
    state: "dead",
    raw,
    key: `sha256:${createHash("sha256").update(raw).digest("hex")}`,
    failure: { class: "data", code: "UNREADABLE_ORDER" },
  });
});

test("a full disk is 503, never 200, and the next order is taken once there is space", async () => {
  const file = temporaryFile();
  const database = await openDatabase({ file, clock: systemClock });
  const ledger = createSqliteLedger(database, file);
  onTestFinished(() => ledger.close());
  const { post, refusals } = await openDoor({ ledger });
  database.exec("PRAGMA max_page_count = 1");
  const large = JSON.stringify({ id: 7, updated_at: "x", note: "x".repeat(200_000) });
  const response = await post(large);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ error: { code: "LEDGER_UNAVAILABLE" } });
  expect(refusals).toMatchObject([{ code: "LEDGER_UNAVAILABLE", cause: { code: "LEDGER_FULL" } }]);
  database.exec("PRAGMA max_page_count = 1000000");
  expect((await post(large)).status).toBe(200);
});

test.each([
  [
    "the ledger",
    new IntegrationError({ code: "LEDGER_FAILED", message: "secret path /var/x" }),
    "LEDGER_UNAVAILABLE",
  ],
  ["ourselves", new TypeError("secret path /var/x"), "INTERNAL"],
])("a failure of %s is 503 without its insides, and is told to the observer", async (_, thrown, code) => {
  const { post, refusals } = await openDoor({ ledger: { accept: () => Promise.reject(thrown) } });
  const response = await post(ORDER);
  const text = await response.text();
  expect(response.status).toBe(503);
  expect(JSON.parse(text)).toMatchObject({ error: { code } });
  expect(text).not.toMatch(/secret path|\bat .*\.ts/);
  expect(refusals).toMatchObject([{ code, cause: thrown }]);
});

test.each([
  ["GET", PATH],
  ["POST", "/"],
  ["GET", "/%E0%A4%A"],
])("%s %s is refused in JSON", async (method, path) => {
  const { url } = await openDoor();
  const response = await fetch(url + path, { method });
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { code: "NOT_FOUND" } });
});

test("the health check answers without a signature", async () => {
  const { url } = await openDoor();
  const response = await fetch(`${url}/healthz`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: "ok" });
});

test.each([[[]], [[""]], [["good", ""]]])("a door with the secrets %j is not opened", (secrets) => {
  expect(() => shopDoor({ domain: SHOP, secrets })).toThrow(
    expect.objectContaining({ code: "CONFIGURATION_INVALID" }),
  );
});

test("whatever stands behind the first part of the path, the topic says whose a webhook is", async () => {
  const { url, ledger } = await openDoor();
  for (const path of ["/webhooks/shopify", "/webhooks/shopify/", "/webhooks/shopify/a/b"]) {
    const response = await fetch(url + path, { method: "POST", body: ORDER, headers: signed(ORDER) });
    expect(response.status).toBe(200);
  }
  expect(await ledger.find({})).toHaveLength(1);
});
