/** What stands around a foreign integration: NetSuite and the shop behind real doors, and the variables that lead to them. */
import { join } from "node:path";
import { createEmulator, startHttpDoor, systemClock } from "../../emulator/index.ts";
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
  const variables: Variables = {
    NETSUITE_ACCOUNT: account.accountId,
    NETSUITE_URL: door.url,
    NETSUITE_CONSUMER_KEY: consumerKey,
    NETSUITE_CONSUMER_SECRET: consumerSecret,
    NETSUITE_TOKEN_ID: tokenId,
    NETSUITE_TOKEN_SECRET: tokenSecret,
    NETSUITE_CONCURRENCY: `${options.slots ?? account.concurrencyLimit}`,
    NETSUITE_TIMEOUT_MS: `${options.timeoutMs ?? 30_000}`,
    NETSUITE_CA_FILE: caFile,
    NODE_EXTRA_CA_CERTS: caFile,
    HTTPS_PROXY: door.url,
    SHOP_URL: shop.url,
    SHOP_DOMAIN: setting.shopDomain,
    SHOP_ACCESS_TOKEN: ADMIN_TOKEN,
    WEBHOOK_SECRET,
  };
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
