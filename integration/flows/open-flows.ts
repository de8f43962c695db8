/** The configured flows, each built by its kind. */
import { IntegrationError } from "../errors.ts";
import type { WebhookDoor } from "../intake/webhook.ts";
import { systemOfRecordFindings } from "../mapping/check.ts";
import { parseMapping } from "../mapping/mapping-file.ts";
import { isBackFlow } from "./check-flow.ts";
import type { Flow } from "./flow.ts";
import type { FlowConfig } from "./flow-form.ts";
import type { FlowParts } from "./flow-parts.ts";
import { shopifyOrders } from "./shopify-orders.ts";
import { shopifyRefunds } from "./shopify-refunds.ts";
import { signedWebhook } from "./signed-webhook.ts";
import { type BackFlowFile, parseBackFlow } from "./to-shop/back-flow-file.ts";
import type { BackFlowKind } from "./to-shop/back-flow-form.ts";
import { fulfilmentFlow } from "./to-shop/fulfilment-flow.ts";
import { inventoryFlow } from "./to-shop/inventory-flow.ts";
import { priceFlow } from "./to-shop/price-flow.ts";
import type { ToShop, ToShopParts } from "./to-shop/to-shop-parts.ts";

export interface Flows {
  readonly all: readonly Flow[];
  /** undefined when no such flow is configured (any more). */
  called(name: string): Flow | undefined;
}

interface SharedParts extends Omit<FlowParts, "mapping" | "ordersFlow"> {
  /** null without a shop: then nothing can come from it. */
  readonly shopDoor: WebhookDoor | null;
  /** null without an Admin API token: then nothing can be written to the shop. */
  readonly toShop: ToShop | null;
}

/** @throws IntegrationError `MAPPING_INVALID`; `CONFIGURATION_INVALID` when two flows have one name, or one needs a shop that is not configured */
export function openFlows(configs: readonly FlowConfig[], shared: SharedParts): Flows {
  requireSystemsOfRecord(configs);
  const orders = configs.find(({ kind }) => kind === "shopify-orders");
  const parts = {
    ...shared,
    ...(orders === undefined
      ? {}
      : { ordersFlow: parseMapping(orders.mapping.text, orders.mapping.file).flow }),
  };
  const byName = new Map<string, Flow>();
  for (const config of configs) {
    const flow = openFlow(config, parts);
    if (byName.has(flow.name)) throw twice(flow, config);
    byName.set(flow.name, flow);
  }
  return { all: [...byName.values()], called: (name) => byName.get(name) };
}

type Parts = Omit<FlowParts, "mapping"> & SharedParts;

function openFlow(config: FlowConfig, { toShop, shopDoor, ...parts }: Parts): Flow {
  const { text, file } = config.mapping;
  const fromShop = () => ({ ...parts, shopDoor: doorFor(config, shopDoor) });
  switch (config.kind) {
    case "shopify-orders":
      return shopifyOrders({
        ...fromShop(),
        mapping: parseMapping(text, file),
        oldAfterDays: config.oldAfterDays,
      });
    case "shopify-refunds":
      return shopifyRefunds({ ...fromShop(), mapping: parseMapping(text, file) });
    case "signed-webhook":
      return signedWebhook(config, { ...parts, mapping: parseMapping(text, file) });
    default:
      return openBackFlow(config, toShop);
  }
}

/** What one flow calls NetSuite's own no flow may write. */
function requireSystemsOfRecord(configs: readonly FlowConfig[]): void {
  const intoNetSuite = configs.filter(({ kind }) => !isBackFlow(kind));
  const findings = systemOfRecordFindings(intoNetSuite.map(({ mapping }) => mapping));
  if (findings.length === 0) return;
  const lines = findings.map(({ file, line, message, fix }) => `${file}:${line}: ${message}. ${fix}`);
  throw new IntegrationError({ code: "MAPPING_INVALID", message: lines.join("\n") });
}

type BackFlowConfig = Extract<FlowConfig, { kind: BackFlowKind }>;

const BACK_FLOWS = {
  "netsuite-inventory": inventoryFlow,
  "netsuite-prices": priceFlow,
  "netsuite-fulfilments": fulfilmentFlow,
} as const satisfies Record<BackFlowKind, (file: BackFlowFile, parts: ToShopParts) => Flow>;

function openBackFlow({ kind, mapping, ...pace }: BackFlowConfig, toShop: ToShop | null): Flow {
  if (toShop === null) throw noShop(kind);
  const file = parseBackFlow(kind, mapping.text, mapping.file);
  return BACK_FLOWS[kind](file, { ...toShop, ...pace });
}

function doorFor({ kind, mapping }: FlowConfig, shopDoor: WebhookDoor | null): WebhookDoor {
  if (shopDoor !== null) return shopDoor;
  throw new IntegrationError({
    code: "CONFIGURATION_INVALID",
    message: `The flow of ${mapping.file} is of the kind ${kind} and takes what the shop sends, and no shop is configured. Set \`shop\` (its domain and webhook secrets), or take the flow out.`,
  });
}

const noShop = (kind: BackFlowKind): IntegrationError =>
  new IntegrationError({
    code: "CONFIGURATION_INVALID",
    message: `The flow of the kind ${kind} writes to the shop, and there is no Admin API token. Set DRYDOCK_SHOPIFY_ADMIN_TOKEN (shop.admin), or take the flow out.`,
  });

const twice = ({ name }: Flow, { mapping }: FlowConfig): IntegrationError =>
  new IntegrationError({
    code: "CONFIGURATION_INVALID",
    message: `Two flows are called ${name}, and the ledger could not tell their entries apart. Give ${mapping.file} another \`flow:\`.`,
  });
