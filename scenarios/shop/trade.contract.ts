/** A shop double, an emulated NetSuite and the core between them, on real sockets, for the tests of what goes both ways. */
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { parse } from "yaml";
import { createEmulator, startHttpDoor } from "../../emulator/index.ts";
import {
  type Clock,
  type IntegrationOptions,
  signRequest,
  startIntegration,
  systemClock,
} from "../../integration/index.ts";
import { createCoreWatch } from "../world/core-watch.ts";
import { startShopDoor } from "./shop-door.ts";
import { createShopDouble, type ShopDouble } from "./shop-double.ts";

export const SKU = "ACME-MUG-RED";
export const WAREHOUSE = "Shop warehouse";
const TOKEN = "shpat-for-tests-only";
export const SHOP_SECRET = "a-webhook-secret-for-tests-only";
const EXAMPLE = "examples/acme-store";

type Flow = IntegrationOptions["flows"][number];
type ShopFlow = Exclude<Flow["kind"], "signed-webhook">;

async function flowOf(kind: ShopFlow, change: (text: string) => string): Promise<Flow> {
  const file = `${EXAMPLE}/mappings/${kind}.yaml`;
  return { kind, mapping: { file, text: change(await readFile(file, "utf8")) } };
}

/** NetSuite is asked again at once: its clock is moved by the test, so that no two polls share a second of it. */
const IMPATIENT: Clock = {
  now: () => systemClock.now(),
  sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 40), signal),
};

const PRICE_LEVELS = ["Base Price", "Online Price"].map((name) => ({
  recordType: "priceLevel",
  body: { name },
}));

async function startNetSuite() {
  const { masterData, rules } = parse(await readFile(`${EXAMPLE}/netsuite.yaml`, "utf8"));
  const emulator = createEmulator({
    accounts: [{ accountId: "1234567", rules, masterData: [...masterData, ...PRICE_LEVELS] }],
  });
  const [account] = emulator.accounts;
  if (account === undefined) throw new Error("the emulator was started without an account");
  const door = await startHttpDoor(emulator);
  onTestFinished(() => door.close());
  return { account, door };
}

export interface TradeOptions {
  readonly flows: readonly ShopFlow[];
  readonly shop?: Partial<Parameters<typeof createShopDouble>[0]>;
  readonly mapping?: (text: string) => string;
  readonly token?: string;
}

export async function openTrade({ flows, mapping = (text) => text, ...options }: TradeOptions) {
  const { account, door } = await startNetSuite();
  const shop = createShopDouble({
    accessToken: TOKEN,
    variants: [{ sku: SKU, price: "12.00", available: { [WAREHOUSE]: 0 } }],
    now: () => systemClock.now(),
    ...options.shop,
  });
  const shopDoor = await startShopDoor(shop);
  const watching = createCoreWatch();
  const errors: unknown[] = [];
  const alarms: string[] = [];
  const settings: IntegrationOptions = {
    shop: {
      domain: "acme-store.example",
      secrets: [SHOP_SECRET],
      admin: { baseUrl: shopDoor.url, token: options.token ?? TOKEN, timeoutMs: 1_500 },
    },
    netsuite: {
      accountId: account.accountId,
      baseUrl: door.url,
      credentials: account.credentials,
      slots: 10,
      timeoutMs: 5_000,
    },
    ledger: { file: join(await mkdtemp(join(tmpdir(), "drydock-trade-")), "ledger.sqlite") },
    flows: await Promise.all(flows.map((kind) => flowOf(kind, mapping))),
    worker: { pollMs: 20 },
    retry: { baseMs: 10, capMs: 50, slowMs: 50, throttleMs: 40, holdMs: 40 },
  };
  const core = await startIntegration(settings, {
    clock: IMPATIENT,
    onSettled: watching.noteSettled,
    onError: (error) => errors.push(error),
    onAlarm: ({ event }) => alarms.push(event),
  });
  onTestFinished(async () => {
    await core.stop();
    await shopDoor.close();
  });
  const watch = watching.watch(core);
  return {
    account,
    shop,
    core,
    settings,
    watch,
    errors,
    alarms,
    ...netsuiteHands(account, door.url),
    shopToken: TOKEN,
  };
}

type Account = Awaited<ReturnType<typeof startNetSuite>>["account"];

/** What people do in NetSuite, each act a few seconds after the one before. */
function netsuiteHands({ records, time, credentials, accountId }: Account, url: string) {
  const idOf = (recordType: string, where: Readonly<Record<string, unknown>>): string => {
    const found = records.find(recordType, where);
    if (found === undefined) throw new Error(`NetSuite has no ${recordType} with ${JSON.stringify(where)}`);
    return found.id;
  };
  const item = { id: idOf("inventoryItem", { itemId: SKU }) };
  const location = { id: idOf("location", { name: "Main Warehouse" }) };
  const subsidiary = { id: idOf("subsidiary", { name: "ACME Store Inc." }) };
  const later = (): void => time.advance(5_000);

  async function post(path: string, body: unknown): Promise<string> {
    const target = `${url}/services/rest/record/v1/${path}`;
    const call = { method: "POST", url: target };
    const now = time.figures().now;
    const authorization = signRequest({ ...call, realm: accountId, credentials, now });
    const headers = { authorization, "content-type": "application/json" };
    const answer = await fetch(target, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`NetSuite refused ${path}: ${await answer.text()}`);
    return /(\d+)$/.exec(answer.headers.get("location") ?? "")?.[1] ?? "";
  }

  return {
    item,
    /** Somebody counts the shelf: so many more, or fewer. */
    adjust(by: number): void {
      later();
      const inventory = { items: [{ item, location, adjustQtyBy: by }] };
      records.create("inventoryAdjustment", { subsidiary, account: { id: "1" }, inventory });
    },
    price(levels: Readonly<Record<string, number>>): void {
      later();
      const currencyPage = { id: idOf("currency", { symbol: "USD" }) };
      const items = Object.entries(levels).map(([name, price]) => ({
        priceLevel: { id: idOf("priceLevel", { name }) },
        currencyPage,
        quantity: { value: "0" },
        price,
      }));
      records.update("inventoryItem", item.id, { price: { items } });
    },
    order(externalId: string, quantity: number): string {
      later();
      const entity = { id: idOf("customer", { externalId: "WEB-GUEST" }) };
      const line = { item, quantity, rate: 12, amount: 12 * quantity };
      const body = {
        externalId,
        entity,
        subsidiary,
        location,
        orderStatus: { id: "B" },
        item: { items: [line] },
      };
      return records.create("salesOrder", body);
    },
    ship(orderId: string, quantity: number, trackingNumber?: string): Promise<string> {
      later();
      const parcel = { packageWeight: 1, packageTrackingNumber: trackingNumber };
      return post(`salesOrder/${orderId}/!transform/itemFulfillment`, {
        shipStatus: { id: "C" },
        item: { items: [{ orderLine: 1, location, quantity, itemReceive: true }] },
        ...(trackingNumber === undefined ? {} : { package: { items: [parcel] } }),
      });
    },
    /** NetSuite's clock goes on, so that the second of the last change is over. */
    later,
    records,
  };
}

export type Trade = Awaited<ReturnType<typeof openTrade>>;

export const parcelsIn = (shop: ShopDouble, orderId: string) =>
  shop.parcelsOf(orderId).map(({ lines, tracking, notified }) => ({
    lines: lines.map(({ line, quantity }) => `${quantity} x ${line.sku}`),
    tracking: tracking.numbers,
    notified,
  }));
