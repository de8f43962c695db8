/** What the engine asks of a service: say what a request is, then do it. */

import type { Refusal } from "../errors/refusal.ts";
import type { EngineRequest } from "../exchange/exchange.ts";
import type { LatencyOperation } from "../latency/latency-model.ts";

export type OperationName =
  | "list"
  | "get"
  | "get-part"
  | "create"
  | "upsert"
  | "update"
  | "delete"
  | "connect"
  | "unknown";

export interface Subject {
  readonly recordType?: string;
  readonly internalId?: string;
  readonly externalId?: string;
}

export type ServiceAnswer = Subject &
  (
    | { readonly kind: "content"; readonly shape: "singular" | "collection"; readonly content: unknown }
    | { readonly kind: "done"; readonly headers: Readonly<Record<string, string>> }
    | { readonly kind: "refused"; readonly refusal: Refusal }
  );

/** A request that was understood (or refused) but has not touched any record yet. */
export interface Plan extends Subject {
  readonly operation: OperationName;
  readonly latency: LatencyOperation;
  run(): ServiceAnswer;
}

export interface Service {
  readonly path: string;
  plan(request: EngineRequest, url: URL): Plan;
}
