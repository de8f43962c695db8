/** The two systems that the core stands between, opened as its configuration says. */
import type { Clock } from "./clock.ts";
import type { IntegrationConfig } from "./config.ts";
import { batchesBy } from "./delivery/batch/batching.ts";
import { noteCall } from "./delivery/call-log.ts";
import type { Network } from "./http/network.ts";
import { createRestNetSuite, type NetSuiteOptions, type RestNetSuite } from "./netsuite/rest-netsuite.ts";
import { createShopify } from "./shopify/graphql-shopify.ts";
import type { Shopify } from "./shopify/shopify.ts";

export function openNetSuite(
  { netsuite }: Pick<IntegrationConfig, "netsuite">,
  ports: Required<Pick<NetSuiteOptions, "clock" | "acquireSlot" | "onCall">> & Pick<Network, "connect">,
): RestNetSuite {
  const { slots, accountId, baseUrl, credentials, timeoutMs } = netsuite;
  const account = { accountId, baseUrl, credentials, timeoutMs, connections: slots };
  const onCall: NetSuiteOptions["onCall"] = (call) => {
    noteCall(call);
    ports.onCall(call);
  };
  return createRestNetSuite({ ...account, ...batchesBy(netsuite), ...ports, onCall });
}

export interface OpenShopify extends Shopify {
  /** How long one call may take. */
  readonly timeoutMs: number;
  close(): Promise<void>;
}

/** null when the shop's Admin API is not configured. */
export function openShopify(
  { shop }: Pick<IntegrationConfig, "shop">,
  { clock, connect }: { readonly clock: Clock } & Pick<Network, "connect">,
): OpenShopify | null {
  if (shop?.admin === undefined) return null;
  const { baseUrl, token: accessToken, timeoutMs } = shop.admin;
  const reached = { baseUrl, accessToken, timeoutMs, clock, ...(connect && { connect }) };
  return { timeoutMs, ...createShopify({ ...reached, onCall: noteCall }) };
}
