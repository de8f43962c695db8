/** The configured flows, each built by its kind. */
import { IntegrationError } from "../errors.ts";
import { type Mapping, parseMapping } from "../mapping/mapping-file.ts";
import type { Flow } from "./flow.ts";
import type { FlowConfig } from "./flow-form.ts";
import type { FlowParts } from "./flow-parts.ts";
import { shopifyOrders } from "./shopify-orders.ts";
import { shopifyRefunds } from "./shopify-refunds.ts";

export interface Flows {
  readonly all: readonly Flow[];
  /** undefined when no such flow is configured (any more). */
  called(name: string): Flow | undefined;
}

type SharedParts = Omit<FlowParts, "mapping" | "ordersFlow">;

/** @throws IntegrationError `MAPPING_INVALID`; `CONFIGURATION_INVALID` when two flows have one name */
export function openFlows(configs: readonly FlowConfig[], parts: SharedParts): Flows {
  const written = configs.map((config) => ({ config, mapping: mappingOf(config) }));
  const orders = written.find(({ config }) => config.kind === "shopify-orders")?.mapping.flow;
  const shared = { ...parts, ...(orders === undefined ? {} : { ordersFlow: orders }) };
  const byName = new Map<string, Flow>();
  for (const { config, mapping } of written) {
    if (byName.has(mapping.flow)) throw twice(mapping);
    byName.set(mapping.flow, openFlow(config, { ...shared, mapping }));
  }
  return { all: [...byName.values()], called: (name) => byName.get(name) };
}

const mappingOf = ({ mapping: { text, file } }: FlowConfig): Mapping => parseMapping(text, file);

function openFlow(config: FlowConfig, parts: FlowParts): Flow {
  switch (config.kind) {
    case "shopify-orders":
      return shopifyOrders(parts);
    case "shopify-refunds":
      return shopifyRefunds(parts);
    default:
      return config satisfies never;
  }
}

function twice({ flow, file }: Mapping): IntegrationError {
  return new IntegrationError({
    code: "CONFIGURATION_INVALID",
    message: `Two flows are called ${flow}, and the ledger could not tell their entries apart. Give ${file} another \`flow:\`.`,
  });
}
