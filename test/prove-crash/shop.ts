/** The shop: sends each order until somebody takes it, edits some, and delivers some webhooks once more, late or out of order. */
import type { SeededRandom } from "../../emulator/seeded-random.ts";
import { systemClock } from "../../integration/index.ts";
import { anOrder, sendWebhook, webhookFor } from "../../scenarios/index.ts";
import { SECRET, SHOP } from "../example-netsuite.ts";
import type { Crew } from "./crew.ts";
import { DELIVERED_AGAIN, EDITED } from "./ordeal.ts";

export type Order = ReturnType<typeof anOrder>;

export interface Shop {
  /** Orders under way or done, each with the edition that counts in the end. */
  readonly orders: ReadonlyMap<string, Order>;
  /** The key of every delivery that the shop had to make. */
  readonly sent: readonly string[];
  /** How many of them were answered with 200. */
  readonly taken: number;
  /** Deliveries that were refused or broken off, and were sent again. */
  readonly sentAgain: number;
  /** Sends at its pace until it is told to stop, and resolves when everything was taken. */
  open(): Promise<void>;
  close(): void;
}

export interface ShopOptions {
  readonly crew: Crew;
  readonly random: SeededRandom;
  readonly ordersPerSecond: number;
}

const MOST_EDITIONS = 3;
const EDITED_WITHIN_MS = 3_000;
const AGAIN_WITHIN_MS = 4_000;
const RETRY_WITHIN_MS = 1_000;
const ANSWER_WITHIN_MS = 5_000;

export function createShop({ crew, random, ordersPerSecond }: ShopOptions): Shop {
  const orders = new Map<string, Order>();
  const sent: string[] = [];
  const selling: Promise<unknown>[] = [];
  const closed = new AbortController();
  let [taken, sentAgain] = [0, 0];

  async function deliver(order: Order): Promise<void> {
    sent.push(order.key);
    for (;;) {
      const intake = crew.intake(random.unit());
      if (intake !== undefined) {
        if (await isTaken(order, intake)) break;
        sentAgain += 1;
      }
      await systemClock.sleep(random.integer(100, RETRY_WITHIN_MS));
    }
    taken += 1;
  }

  /** Every edition is delivered; some more than once, also after the next one. */
  async function sell(number: number): Promise<void> {
    const editions = random.unit() < EDITED ? random.integer(2, MOST_EDITIONS) : 1;
    const deliveries: Promise<void>[] = [];
    for (let edition = 1; edition <= editions; edition += 1) {
      const order = orderAs(number, edition);
      orders.set(order.key, order);
      deliveries.push(deliver(order));
      if (random.unit() < DELIVERED_AGAIN) deliveries.push(later(AGAIN_WITHIN_MS, () => deliver(order)));
      if (edition < editions) await systemClock.sleep(random.integer(0, EDITED_WITHIN_MS));
    }
    await Promise.all(deliveries);
  }

  const later = async (withinMs: number, act: () => Promise<void>): Promise<void> => {
    await systemClock.sleep(random.integer(0, withinMs));
    await act();
  };

  return {
    orders,
    sent,
    get taken() {
      return taken;
    },
    get sentAgain() {
      return sentAgain;
    },
    async open() {
      for (let number = 1; !closed.signal.aborted; number += 1) {
        selling.push(sell(number));
        await systemClock.sleep(exponential(1_000 / ordersPerSecond, random), closed.signal);
      }
      await Promise.all(selling);
    },
    close: () => closed.abort(),
  };
}

/** Waits of a Poisson stream. */
export const exponential = (mean: number, random: SeededRandom): number =>
  -Math.log(1 - random.unit()) * mean;

const FIRST_EDITION_AT = Date.parse("2026-11-27T15:00:00Z");

/** Two orders in a row are of one customer, who is new to NetSuite; each edition has a line more. */
function orderAs(number: number, edition: number): Order {
  const buyer = anOrder(number - (number % 2)).draft.customer;
  const products = ["TENT-2P-GRN", "TENT-2P-ORG", "TENT-4P-GRN"].slice(0, edition);
  return anOrder(number)
    .withCustomer(buyer === null ? {} : { id: buyer.id })
    .withLines(products.map((sku) => ({ sku, quantity: edition })))
    .updatedAt(new Date(FIRST_EDITION_AT + edition * 1_000).toISOString())
    .with({ note: `edition ${edition}` });
}

async function isTaken(order: Order, intake: string): Promise<boolean> {
  const webhook = webhookFor(order.toJson(), { secret: SECRET, shopDomain: SHOP });
  try {
    const url = `${intake}/webhooks/shopify/orders`;
    return (await sendWebhook(url, webhook, { answerWithinMs: ANSWER_WITHIN_MS })).status === 200;
  } catch {
    return false;
  }
}
