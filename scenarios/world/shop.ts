/** The shop of a scenario as a sender: signed webhooks as Shopify sends them, and a memory of what left it. */
import { request } from "undici";
import type { LocalNetwork } from "../network/local-network.ts";
import type { Delivery } from "../orders/send-webhook.ts";
import { type WebhookOptions, webhookFor } from "../orders/shop.ts";

/** A record of the shop as the scenario built it: an order or a refund. */
export interface SendableOrder {
  readonly key: string;
  toJson(): string;
}

export interface SendOptions extends Pick<WebhookOptions, "topic" | "webhookId"> {
  /** @default the secret that the core knows */
  readonly secret?: string;
  readonly shopDomain?: string;
}

/** What is sent to the core's door; anybody may knock. */
export interface Knock {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** A status of 0 is a call that nobody answered. */
export interface DoorCall {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of the record that was sent; null where somebody knocked with something else. */
  readonly key: string | null;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly status: number;
  readonly answer: string;
}

export interface Shop {
  /** Sends the record's webhook. `webhookId` repeats an earlier delivery. @default topic "orders/create" */
  send(record: SendableOrder, options?: SendOptions): Promise<Delivery>;
  /** The same bytes that the shop would send, with whatever signature and headers. */
  knock(knock: Knock): Promise<Delivery>;
  /** Everything that the core's door was sent and answered, in the order of the answers. */
  readonly knocks: readonly DoorCall[];
  /** Every webhook that left the shop, in order; a status of 0 is one that nobody answered. */
  readonly sent: readonly { readonly key: string; readonly raw: string; readonly status: number }[];
}

interface ShopOptions {
  readonly network: Pick<LocalNetwork, "pool">;
  readonly intakeUrl: () => string;
  /** The path of its webhooks. @default that of Drydock's core */
  readonly door?: string;
  readonly domain: string;
  readonly secret: string;
  readonly now: () => number;
}

const DOOR = "/webhooks/shopify";
const NO_ANSWER: Delivery = { status: 0, body: "" };

export function createShop(options: ShopOptions): Shop {
  const sent: { key: string; raw: string; status: number }[] = [];

  const knocks: DoorCall[] = [];

  async function knock(given: Knock, key: string | null = null): Promise<Delivery> {
    const { path = options.door ?? DOOR, headers = {}, body } = given;
    const at = options.now();
    const { status, body: answer } = await answered({ path, headers, body });
    knocks.push({ at, key, path, headers, body: Buffer.from(body).toString(), status, answer });
    return { status, body: answer };
  }

  async function answered({ path, headers, body }: Required<Knock>): Promise<Delivery> {
    const dispatcher = options.network.pool(options.intakeUrl());
    try {
      const answer = await request(`${options.intakeUrl()}${path}`, {
        dispatcher,
        method: "POST",
        headers,
        body,
      });
      return { status: answer.statusCode, body: await answer.body.text() };
    } catch {
      return NO_ANSWER;
    } finally {
      await dispatcher.destroy();
    }
  }

  return {
    sent,
    knocks,
    knock: (given) => knock(given),
    async send(record, { webhookId, topic = "orders/create", secret, shopDomain } = {}) {
      const raw = record.toJson();
      const { body, headers } = webhookFor(raw, {
        secret: secret ?? options.secret,
        shopDomain: shopDomain ?? options.domain,
        topic,
        webhookId: webhookId ?? `webhook-${sent.length + 1}`,
      });
      const delivery = await knock({ body, headers }, record.key);
      sent.push({ key: record.key, raw, status: delivery.status });
      return delivery;
    },
  };
}
