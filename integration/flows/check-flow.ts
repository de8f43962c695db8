/** Are the files of flows fit to be used? Each by the kind of flow it is of. */
import { checkMappings, type Finding, type MappingText } from "../mapping/check.ts";
import type { FlowConfig } from "./flow-form.ts";
import { checkBackFlow } from "./to-shop/back-flow-file.ts";
import { BACK_FLOW_KINDS, type BackFlowKind } from "./to-shop/back-flow-form.ts";

export type FlowKind = FlowConfig["kind"];

export const FLOW_KINDS: readonly FlowKind[] = [
  "shopify-orders",
  "shopify-refunds",
  "signed-webhook",
  ...BACK_FLOW_KINDS,
];

/** It writes to the shop what NetSuite owns. */
export const isBackFlow = (kind: FlowKind): kind is BackFlowKind =>
  BACK_FLOW_KINDS.some((each) => each === kind);

export interface FlowText extends MappingText {
  readonly kind: FlowKind;
}

/** All flows together, each by itself and whether one writes what another calls NetSuite's own. */
export function checkFlows(flows: readonly FlowText[]): readonly Finding[] {
  const back = flows.flatMap(({ kind, text, file }) =>
    isBackFlow(kind) ? checkBackFlow(kind, text, file) : [],
  );
  return [...checkMappings(flows.filter(({ kind }) => !isBackFlow(kind))), ...back];
}
