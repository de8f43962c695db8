/** One reconciliation beside whatever else works on the ledger: opens what it needs, and closes it again. */
import { type Clock, systemClock } from "../clock.ts";
import { type IntegrationOptions, parseOptions } from "../config.ts";
import { recordingCalls } from "../delivery/call-log.ts";
import { IntegrationError } from "../errors.ts";
import type { Result } from "../failure.ts";
import type { Network } from "../http/network.ts";
import { type Mapping, parseMapping } from "../mapping/mapping-file.ts";
import { openBeside } from "../store.ts";
import { openNetSuite, openShopify } from "../systems.ts";
import { type ReconcilePorts, type ReconcileRequest, type Reconciliation, reconcile } from "./reconcile.ts";

/** @throws IntegrationError when the configuration or the ledger cannot be used; what the systems say is in the result */
export async function reconcileOnce(
  options: IntegrationOptions,
  request: ReconcileRequest,
  { clock = systemClock, connect }: { readonly clock?: Clock } & Pick<Network, "connect"> = {},
): Promise<Result<Reconciliation>> {
  const config = parseOptions(options);
  const compared = comparedFlowsOf(config.flows);
  const reached = { clock, ...(connect && { connect }) };
  const shopify = openShopify(config, reached);
  if (shopify === null)
    throw notConfigured("there is no Admin API token of the shop (DRYDOCK_SHOPIFY_ADMIN_TOKEN)");
  const { ledger, governor, close } = await openBeside({ config, clock });
  const acquireSlot = () => governor.acquire("bulk");
  const netsuite = openNetSuite(config, { ...reached, acquireSlot, onCall: () => undefined });
  try {
    const ports = { ...compared, ledger, shopify, netsuite, clock };
    const { result } = await recordingCalls("bulk", () => reconcile(ports, request));
    return result;
  } finally {
    await Promise.all([netsuite.close(), shopify.close()]);
    await close();
  }
}

/** @throws IntegrationError `CONFIGURATION_INVALID` without a flow of orders */
export function comparedFlowsOf(
  flows: ReturnType<typeof parseOptions>["flows"],
): Pick<ReconcilePorts, "mapping" | "refundsFlow"> {
  const mappingOf = (wanted: "shopify-orders" | "shopify-refunds"): Mapping | undefined => {
    const mapping = flows.find(({ kind }) => kind === wanted)?.mapping;
    return mapping && parseMapping(mapping.text, mapping.file);
  };
  const mapping = mappingOf("shopify-orders");
  if (mapping === undefined) throw notConfigured("no flow of orders is configured");
  return { mapping, refundsFlow: mappingOf("shopify-refunds")?.flow };
}

const notConfigured = (why: string): IntegrationError =>
  new IntegrationError({
    code: "CONFIGURATION_INVALID",
    message: `Nothing can be reconciled: ${why}. Configure it.`,
  });
