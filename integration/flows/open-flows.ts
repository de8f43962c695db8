/** The configured flows, each built by its kind. */
import { IntegrationError } from "../errors.ts";
import { parseMapping } from "../mapping/mapping-file.ts";
import type { Flow } from "./flow.ts";
import type { FlowConfig } from "./flow-form.ts";
import type { FlowParts } from "./flow-parts.ts";
import { shopifyOrders } from "./shopify-orders.ts";

export interface Flows {
  readonly all: readonly Flow[];
  /** undefined when no such flow is configured (any more). */
  called(name: string): Flow | undefined;
}

/** @throws IntegrationError `MAPPING_INVALID`; `CONFIGURATION_INVALID` when two flows have one name */
export function openFlows(configs: readonly FlowConfig[], parts: Omit<FlowParts, "mapping">): Flows {
  const byName = new Map<string, Flow>();
  for (const config of configs) {
    const flow = openFlow(config, parts);
    if (byName.has(flow.name)) throw twice(flow.name, config);
    byName.set(flow.name, flow);
  }
  return { all: [...byName.values()], called: (name) => byName.get(name) };
}

function openFlow(config: FlowConfig, parts: Omit<FlowParts, "mapping">): Flow {
  const mapping = parseMapping(config.mapping.text, config.mapping.file);
  return shopifyOrders({ ...parts, mapping });
}

function twice(name: string, { mapping }: FlowConfig): IntegrationError {
  return new IntegrationError({
    code: "CONFIGURATION_INVALID",
    message: `Two flows are called ${name}, and the ledger could not tell their entries apart. Give ${mapping.file} another \`flow:\`.`,
  });
}
