/** The shop of a scenario: sends signed webhooks as Shopify does and remembers what it sent. */
import { type Delivery, sendWebhook } from "../orders/send-webhook.ts";
import { webhookFor } from "../orders/shop.ts";

/** An order as the scenario built it. */
export interface SendableOrder {
  readonly key: string;
  toJson(): string;
}

export interface Shop {
  /** Sends the order's webhook; `webhookId` repeats an earlier delivery. */
  send(order: SendableOrder, options?: { readonly webhookId?: string }): Promise<Delivery>;
  /** Every webhook that left the shop, in order. */
  readonly sent: readonly { readonly key: string; readonly raw: string; readonly status: number }[];
}

export function createShop(options: { intakeUrl: string; domain: string; secret: string }): Shop {
  const sent: { key: string; raw: string; status: number }[] = [];
  return {
    sent,
    async send(order, { webhookId } = {}) {
      const raw = order.toJson();
      const webhook = webhookFor(raw, {
        secret: options.secret,
        shopDomain: options.domain,
        topic: "orders/create",
        webhookId: webhookId ?? `webhook-${sent.length + 1}`,
      });
      const delivery = await sendWebhook(`${options.intakeUrl}/webhooks/shopify/orders`, webhook);
      sent.push({ key: order.key, raw, status: delivery.status });
      return delivery;
    },
  };
}
