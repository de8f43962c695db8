/** Is a flow's file fit to be used? By the kind of flow it is of. */
import { checkMapping, type Finding } from "../mapping/check.ts";
import type { FlowConfig } from "./flow-form.ts";
import { checkBackFlow } from "./to-shop/back-flow-file.ts";
import { BACK_FLOW_KINDS, type BackFlowKind } from "./to-shop/back-flow-form.ts";

export type FlowKind = FlowConfig["kind"];

export const FLOW_KINDS: readonly FlowKind[] = ["shopify-orders", "shopify-refunds", ...BACK_FLOW_KINDS];

/** It writes to the shop what NetSuite owns. */
export const isBackFlow = (kind: FlowKind): kind is BackFlowKind =>
  BACK_FLOW_KINDS.some((each) => each === kind);

export const checkFlow = (kind: FlowKind, text: string, file: string): readonly Finding[] =>
  isBackFlow(kind) ? checkBackFlow(kind, text, file) : checkMapping(text, file);
