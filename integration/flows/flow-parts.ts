/** What every kind of flow is built from. */
import type { WebhookDoor } from "../intake/webhook.ts";
import type { Mapping } from "../mapping/mapping-file.ts";
import type { UpsertPorts } from "./netsuite-upsert.ts";

export interface FlowParts extends UpsertPorts {
  readonly mapping: Mapping;
  /** Of the sources that sign their webhooks, by their names. */
  readonly webhookSecrets: Readonly<Record<string, readonly string[]>>;
  /** The name of the flow of orders, when one is configured. */
  readonly ordersFlow?: string;
}

export interface ShopFlowParts extends FlowParts {
  /** The door that all flows of the shop share. */
  readonly shopDoor: WebhookDoor;
}
