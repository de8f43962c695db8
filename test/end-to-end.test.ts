/** One shop, the real commands in processes of their own: an order through a dead letter, a kill and a clean stop. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exampleConfigIn } from "../cli/config/example-config.contract.ts";
import { signRequest } from "../integration/index.ts";
import { anOrder, sendWebhook, webhookFor } from "../scenarios/index.ts";
import { type ShopDoor, startShopDoor } from "../scenarios/shop/shop-door.ts";
import { createShopDouble } from "../scenarios/shop/shop-double.ts";
import { type RunningCommand, run, start, until } from "./processes.ts";

const SECRET = "e2e-webhook-secret";
const ADMIN_TOKEN = "shpat-for-tests-only";
const SHOP = "acme-store.example";

interface ReadyAccount {
  readonly accountId: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly tokenId: string;
  readonly tokenSecret: string;
}

let emulator: RunningCommand;
let netsuiteUrl: string;
let account: ReadyAccount;
let config: string;
let ledger: string;
let service: RunningCommand;
let intake: string;
let shop: ShopDoor;

beforeAll(async () => {
  emulator = start(["emulator", "--data", "examples/acme-store/netsuite.yaml", "--json"]);
  const ready = await emulator.line(({ event }) => event === "ready");
  netsuiteUrl = String(ready["url"]);
  [account] = ready["accounts"] as [ReadyAccount];
  shop = await startShopDoor(createShopDouble({ accessToken: ADMIN_TOKEN, now: () => Date.now() }));
  const folder = await mkdtemp(join(tmpdir(), "drydock-e2e-"));
  ledger = join(folder, "ledger.sqlite");
  config = await exampleConfigIn(
    folder,
    (example) =>
      `${example}\nserve:\n  baseUrl: ${netsuiteUrl}\n  shopUrl: ${shop.url}\n  port: 0\n  admin: { port: 0 }\n  ledger: ${ledger}\n`,
  );
  await startService();
});

afterAll(async () => {
  await service?.end("SIGTERM");
  await emulator?.end("SIGTERM");
  await shop?.close();
});

async function startService(): Promise<void> {
  service = start(["serve", "--config", config], {
    DRYDOCK_SHOPIFY_SECRETS: SECRET,
    DRYDOCK_SHOPIFY_ADMIN_TOKEN: ADMIN_TOKEN,
    DRYDOCK_WEBHOOK_SECRETS_SALESFORCE: "not-used-here",
    DRYDOCK_NETSUITE_CONSUMER_KEY: account.consumerKey,
    DRYDOCK_NETSUITE_CONSUMER_SECRET: account.consumerSecret,
    DRYDOCK_NETSUITE_TOKEN_ID: account.tokenId,
    DRYDOCK_NETSUITE_TOKEN_SECRET: account.tokenSecret,
  });
  intake = String((await service.line(({ msg }) => msg === "ready"))["url"]);
}

async function send(order: ReturnType<typeof anOrder>, secret = SECRET): Promise<number> {
  const webhook = webhookFor(order.toJson(), { secret, shopDomain: SHOP });
  return (await sendWebhook(`${intake}/webhooks/shopify/orders`, webhook)).status;
}

async function netsuite(method: "GET" | "POST", path: string, body?: object) {
  const url = `${netsuiteUrl}/services/rest/record/v1/${path}`;
  const authorization = signRequest({
    method,
    url,
    realm: account.accountId,
    credentials: account,
    now: Date.now(),
  });
  const answer = await request(url, {
    method,
    headers: { authorization, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.body.text();
  return { status: answer.statusCode, body: text === "" ? null : JSON.parse(text) };
}

/** The sales order in NetSuite, once it is there. */
const delivered = (order: ReturnType<typeof anOrder>) =>
  until(async () => {
    const found = await netsuite("GET", `salesOrder/eid:SHOP-${order.externalIdDigits}`);
    return found.status === 200 ? found.body : undefined;
  });

async function deadLetters(): Promise<readonly { entry: number; code: string; value: string }[]> {
  const { out } = await run(["dlq", "list", "--ledger", ledger, "--json"]);
  return JSON.parse(out);
}

test("an order sent to the service is in NetSuite, to the cent", async () => {
  const order = anOrder(1).withLines([{ sku: "ACME-MUG-RED", quantity: 2 }]);
  expect(await send(order)).toBe(200);
  expect((await delivered(order)).total).toBe(Number(order.total));
});

test("an operator finds the dead letter, the item is created, and the re-run needs no shop", async () => {
  const order = anOrder(2).withLines([{ sku: "E2E-NEW", quantity: 1, price: "5.00" }]);
  await send(order);
  const letter = await until(async () => (await deadLetters())[0]);
  expect(letter).toMatchObject({ code: "LOOKUP_NOT_FOUND", value: "E2E-NEW" });

  expect((await netsuite("POST", "inventoryItem", { itemId: "E2E-NEW" })).status).toBe(204);
  const decision = ["--by", "anna@acme-store.example", "--reason", "item created", "--ledger", ledger];
  const rerun = await run(["dlq", "rerun", String(letter.entry), ...decision]);
  expect(rerun).toMatchObject({ code: 0, err: "1 re-run, 0 left out\n" });
  expect((await delivered(order)).total).toBe(Number(order.total));
  expect(await deadLetters()).toEqual([]);
});

test("an order that was acknowledged survives the kill of the service, and arrives once", async () => {
  const orders = Array.from({ length: 10 }, (_, n) => anOrder(10 + n).withLines([{ sku: "ACME-MUG-RED" }]));
  expect(await Promise.all(orders.map((order) => send(order)))).toEqual(orders.map(() => 200));
  expect(await service.end("SIGKILL")).toEqual({ code: null, signal: "SIGKILL" });
  await startService();
  const totals = await Promise.all(orders.map(async (order) => (await delivered(order)).total));
  expect(totals).toEqual(orders.map(({ total }) => Number(total)));
  const all = await netsuite("GET", "salesOrder?limit=1000");
  const before = 2;
  expect(all.body.totalResults).toBe(before + orders.length);
});

test("a forged webhook is refused and leaves nothing behind", async () => {
  expect(await send(anOrder(40), "not the secret")).toBe(401);
});

test("service and emulator stop cleanly when they are told to", async () => {
  expect(await service.end("SIGTERM")).toEqual({ code: 0, signal: null });
  expect(await emulator.end("SIGTERM")).toEqual({ code: 0, signal: null });
});
