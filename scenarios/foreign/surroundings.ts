/** What stands around a foreign integration: NetSuite and the shop behind real doors, and the variables that lead to them. */
import { join } from "node:path";
import { createEmulator, startHttpDoor, systemClock, type TbaCredentials } from "../../emulator/index.ts";
import { startShopDoor } from "../shop/shop-door.ts";
import { createShopDouble } from "../shop/shop-double.ts";
import { accountOptionsOf, type NetSuite } from "../world/netsuite.ts";
import type { Setting, WorldOptions } from "../world/setting.ts";
import { ADMIN_TOKEN, WEBHOOK_SECRET } from "../world/world.ts";
import type { Variables } from "./foreign-process.ts";

export async function openSurroundings(setting: Setting, options: WorldOptions) {
  const emulator = createEmulator({ accounts: [accountOptionsOf(setting, options)] });
  const [account] = emulator.accounts;
  if (account === undefined) throw new TypeError("the emulator was started without an account");
  const storefront = createShopDouble({
    accessToken: ADMIN_TOKEN,
    variants: [{ sku: setting.knownSku, price: "12.00", available: { "Shop warehouse": 0 } }],
    ...options.storefront,
    now: systemClock.now,
  });
  const door = await startHttpDoor(emulator, { tls: { caFolder: join(setting.folder, "ca") } });
  const shop = await startShopDoor(storefront);
  const netsuite: NetSuite = { account, emulator, url: door.url };
  const caFile = door.tls?.caFile ?? "";
  const { consumerKey, consumerSecret, tokenId, tokenSecret } = account.credentials;
  const variables = variablesTo({
    account: account.accountId,
    url: door.url,
    caFile,
    credentials: account.credentials,
    slots: options.slots ?? account.concurrencyLimit,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    shopUrl: shop.url,
    shopDomain: setting.shopDomain,
  });
  return {
    netsuite,
    storefront,
    variables,
    secrets: [consumerKey, consumerSecret, tokenId, tokenSecret, ADMIN_TOKEN, WEBHOOK_SECRET],
    async close() {
      await Promise.all([door.close(), shop.close()]);
    },
  };
}

/** How long a call of the integration may take, where nothing else is said. */
export const TIMEOUT_MS = 30_000;

export interface WayThere {
  /** The account id as NetSuite writes it. */
  readonly account: string;
  /** Of NetSuite, which is a proxy to its own host names too. */
  readonly url: string;
  readonly caFile: string;
  readonly credentials: Pick<TbaCredentials, "consumerKey" | "consumerSecret" | "tokenId" | "tokenSecret">;
  /** Requests that it may have in flight. */
  readonly slots: number;
  readonly timeoutMs: number;
  readonly shopUrl: string;
  readonly shopDomain: string;
}

/** The environment in which an integration finds NetSuite and the shop. */
export const variablesTo = ({
  account,
  url,
  caFile,
  credentials,
  slots,
  timeoutMs,
  shopUrl,
  shopDomain,
}: WayThere): Variables => ({
  NETSUITE_ACCOUNT: account,
  NETSUITE_URL: url,
  NETSUITE_CONSUMER_KEY: credentials.consumerKey,
  NETSUITE_CONSUMER_SECRET: credentials.consumerSecret,
  NETSUITE_TOKEN_ID: credentials.tokenId,
  NETSUITE_TOKEN_SECRET: credentials.tokenSecret,
  NETSUITE_CONCURRENCY: `${slots}`,
  NETSUITE_TIMEOUT_MS: `${timeoutMs}`,
  NETSUITE_CA_FILE: caFile,
  NODE_EXTRA_CA_CERTS: caFile,
  HTTPS_PROXY: url,
  SHOP_URL: shopUrl,
  SHOP_DOMAIN: shopDomain,
  SHOP_ACCESS_TOKEN: ADMIN_TOKEN,
  WEBHOOK_SECRET,
});
