/** Whatever comes to the door is refused, or kept with its bytes: it never ends the process and never disappears. */
import { createHash } from "node:crypto";
import { connect } from "node:net";
import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../clock.ts";
import { openTemporaryLedger } from "../ledger/sqlite/temporary-ledger.contract.ts";
import { listen } from "../service/http-service.ts";
import { signShopifyWebhook } from "../sources/shopify/webhook-signature.ts";
import { createIntakeApp } from "./intake-app.ts";
import { intakeForm, maxBodyBytesOf } from "./intake-form.ts";
import { orderSource } from "./order-source.contract.ts";

const SECRET = "hush";
const SHOP = "acme-store.example";

async function openDoor() {
  const { ledger } = await openTemporaryLedger();
  const app = createIntakeApp({
    maxBodyBytes: maxBodyBytesOf(intakeForm.parse({})),
    ...{ ledger, clock: systemClock, flows: [orderSource({ domain: SHOP, secrets: [SECRET] })] },
  });
  const door = await listen(app, { host: "127.0.0.1", port: 0, clock: systemClock });
  onTestFinished(() => door.close(0));
  const url = `${door.url}/webhooks/shopify/orders`;
  const post = async (body: Uint8Array | string, signature = signShopifyWebhook(body, SECRET)) => {
    const bytes = new Uint8Array(Buffer.from(body));
    const headers = { "x-shopify-hmac-sha256": signature, "x-shopify-topic": "orders/updated" };
    const response = await fetch(url, { method: "POST", headers, body: bytes });
    return { status: response.status, answer: (await response.json()) as { entry: number } };
  };
  return { ledger, post, url };
}

test("signed bytes of any kind are taken, kept as they are, and dead when they are no order", async () => {
  const { ledger, post } = await openDoor();
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 2_000 }),
    fc.json().map((text) => new TextEncoder().encode(text)),
    fc
      .record({ id: fc.anything(), updated_at: fc.anything(), name: fc.anything() })
      .map((order) => new TextEncoder().encode(JSON.stringify(order) ?? "")),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (bytes) => {
      const { status, answer } = await post(bytes);
      expect(status).toBe(200);
      const entry = await ledger.get(answer.entry);
      expect(entry?.raw).toEqual(new Uint8Array(bytes));
      if (entry?.state === "dead") {
        const hash = createHash("sha256").update(bytes).digest("hex");
        expect(entry).toMatchObject({ key: `sha256:${hash}`, failure: { code: "UNREADABLE_ORDER" } });
      } else expect(entry?.key).toMatch(/^gid:\/\/shopify\/Order\/[1-9]\d*$/);
    }),
    { numRuns: 60 },
  );
});

test("an order that is broken behind what names it is nobody's, and takes nothing away from the sound one", async () => {
  const { ledger, post } = await openDoor();
  const gid = "gid://shopify/Order/7";
  const named = `"id":7,"admin_graphql_api_id":"${gid}","created_at":"x","updated_at":"x","name":"#7"`;
  const sound = await post(`{${named},"line_items":[]}`);
  const broken = await post(`{${named},"line_items":[{]}`);
  const stateOf = async (id: number) => (await ledger.get(id))?.state;
  expect([await stateOf(sound.answer.entry), await stateOf(broken.answer.entry)]).toEqual(["queued", "dead"]);
  expect((await ledger.get(broken.answer.entry))?.key).toMatch(/^sha256:/);
});

test("a forged signature of any kind is refused, and nothing is kept", async () => {
  const { ledger, post } = await openDoor();
  const body = '{"id":1,"updated_at":"2026-11-23"}';
  const good = signShopifyWebhook(body, SECRET);
  const forged = fc.oneof(
    fc.nat({ max: good.length - 1 }).map((length) => good.slice(0, length)),
    fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("base64")),
    fc.base64String(),
    fc.constant(`${good}${good}`),
    fc.constant(good.toLowerCase()),
  );
  await fc.assert(
    fc.asyncProperty(forged, async (signature) => {
      fc.pre(signature !== good);
      expect((await post(body, signature)).status).toBe(401);
    }),
    { numRuns: 60 },
  );
  expect(await ledger.find({})).toEqual([]);
});

const deep = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;

test.each([
  ["an array", "[1,2]"],
  ["a text", '"order"'],
  ["null", "null"],
  ["an order whose id is a fraction", '{"id":1.5,"updated_at":"2026-11-23"}'],
  ["an order whose id is an object", '{"id":{"a":1},"updated_at":"2026-11-23"}'],
  ["two values under one key", '{"id":1,"id":2,"updated_at":"2026-11-23"}'],
  [
    "an id of more digits than a database's index holds",
    `{"id":1${"0".repeat(3_000)},"updated_at":"2026-11-23"}`,
  ],
  ["a time as long as a letter", `{"id":1,"updated_at":"${"x".repeat(3_000)}"}`],
  ["a time with half of a character", '{"id":1,"updated_at":"2026-11-23\\ud800"}'],
  ["a time with NUL", '{"id":1,"updated_at":"2026-11-23\\u0000"}'],
  ["a million brackets", deep(1_000_000)],
  ["UTF-8 cut in the middle of a character", Uint8Array.from([0x22, 0xc3])],
])("%s is a dead letter with its bytes", async (_, body) => {
  const { ledger, post } = await openDoor();
  const { status, answer } = await post(body);
  expect(status).toBe(200);
  const entry = await ledger.get(answer.entry);
  expect(entry?.state).toBe("dead");
  expect(Buffer.compare(entry?.raw ?? new Uint8Array(), Buffer.from(body))).toBe(0);
});

test("an order with a deeply nested field is kept, and the door stays open", async () => {
  const { ledger, post } = await openDoor();
  const { status, answer } = await post(`{"id":1,"updated_at":"2026-11-23","note":${deep(1_000)}}`);
  expect(status).toBe(200);
  expect(await ledger.get(answer.entry)).toMatchObject({ key: "gid://shopify/Order/1" });
});

test("two neighbours beyond 2^53 are two orders", async () => {
  const { ledger, post } = await openDoor();
  for (const id of ["9007199254740993", "9007199254740992"])
    await post(`{"id":${id},"updated_at":"2026-11-23"}`);
  expect((await ledger.find({})).map(({ key }) => key)).toEqual([
    "gid://shopify/Order/9007199254740993",
    "gid://shopify/Order/9007199254740992",
  ]);
});

test.each([
  ["announced", `content-length: ${50 * 1024 * 1024}`],
  ["not announced", "transfer-encoding: chunked"],
])("50 MB, %s, are refused with 413, and nothing is kept", async (_, header) => {
  const { ledger, url } = await openDoor();
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  // The door hangs up while we are still sending.
  socket.on("error", () => undefined);
  const answer = new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
  socket.write(`POST ${pathname} HTTP/1.1\r\nhost: x\r\n${header}\r\n\r\n`);
  const chunk = Buffer.alloc(64 * 1024, 0x20);
  const framed = Buffer.concat([Buffer.from("10000\r\n"), chunk, Buffer.from("\r\n")]);
  const piece = header.startsWith("transfer") ? framed : chunk;
  for (let sent = 0; sent < 800 && !socket.destroyed; sent += 1) socket.write(piece);
  socket.write("0\r\n\r\n");
  expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
  socket.destroy();
  expect(await ledger.find({})).toEqual([]);
});
