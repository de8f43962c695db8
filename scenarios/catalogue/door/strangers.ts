/** Whoever knocks at the core's door: forgers, strangers, the shop on a bad day. */
import { arrived, expectDelivered } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import { webhookFor } from "../../orders/shop.ts";
import type { Scenario } from "../../scenario.ts";
import { WEBHOOK_SECRET } from "../../world/world.ts";

const labels = { stage: "intake", flow: "orders", severity: "critical", edge: "door" } as const;

export const forgedWebhook: Scenario = {
  id: "forged-webhook",
  title: "A webhook with a wrong, missing or cut signature is refused and leaves no trace",
  why: "Whoever can write orders into NetSuite can have goods sent to himself.",
  given: "the address of the door is known to a stranger",
  when: "he sends an order with another secret, without a signature, with half of one, and with another shop's name",
  then: "each is answered with 401, nothing is in the ledger, and nothing was sent to NetSuite",
  labels,
  covers: [40],
  async run({ setting, shop, core, netsuite, expect }) {
    const order = anOrder(861).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    const signed = webhookFor(order.toJson(), { secret: WEBHOOK_SECRET, shopDomain: setting.shopDomain });
    const { "X-Shopify-Hmac-Sha256": signature = "", ...unsigned } = signed.headers;
    const answers = [
      await shop.send(order, { secret: "a-guess" }),
      await shop.knock({ body: signed.body, headers: unsigned }),
      await shop.knock({
        body: signed.body,
        headers: { ...unsigned, "X-Shopify-Hmac-Sha256": signature.slice(0, 20) },
      }),
      await shop.send(order, { shopDomain: "another-shop.example" }),
      await shop.knock({ body: `${order.toJson()} `, headers: signed.headers }),
    ];
    expect.equal(
      "answers",
      answers.map(({ status }) => status),
      [401, 401, 401, 401, 401],
    );
    await core.untilDrained();
    expect.equal("ledger entries", (await core.entries()).length, 0);
    expect.equal("calls to NetSuite", netsuite.journal().length, 0);
  },
};

export const rotatedSecret: Scenario = {
  id: "rotated-secret",
  title: "The webhook secret is rotated: old and new are good while both are in use",
  why: "For up to an hour the shop still signs with the old secret; refused for so long, it takes our subscription away.",
  given: "the core knows the new secret and the old one",
  when: "two orders come, one signed with each, and one with a third",
  then: "the first two are taken and delivered, the third is refused",
  labels,
  covers: [41],
  async run(world) {
    const { setting, shop, core, options, expect } = world;
    await core.restart({
      shop: { domain: setting.shopDomain, ...options.shop, secrets: ["the-new-secret", WEBHOOK_SECRET] },
    });
    const [first, second, third] = [862, 863, 864].map((seed) =>
      anOrder(seed).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]),
    );
    if (first === undefined || second === undefined || third === undefined) return;
    await arrived(world, first, { secret: "the-new-secret" });
    await arrived(world, second);
    const refused = await shop.send(third, { secret: "a-third-secret" });
    expect.equal("answer to the third", refused.status, 401);
    await expectDelivered(world, first);
    await expectDelivered(world, second);
  },
};

export const unreadableOrder: Scenario = {
  id: "unreadable-order",
  title: "A webhook that is signed and cannot be read is kept for a person",
  why: "The shop would only send the same bytes again, eight times, and then take the subscription away: with it every other order.",
  given: "the shop sends half an order, with a good signature",
  when: "it arrives",
  then: "it is answered with 200; a dead letter keeps its very bytes, and the next order goes through",
  labels: { ...labels, severity: "major" },
  covers: [43],
  async run(world) {
    const { setting, shop, core, expect } = world;
    const half = '{"id": 5830032999001, "line_items": [{"sku": "ACME';
    const { body, headers } = webhookFor(half, { secret: WEBHOOK_SECRET, shopDomain: setting.shopDomain });
    expect.equal("answer to the shop", (await shop.knock({ body, headers })).status, 200);
    const [dead] = await core.entries({ states: ["dead"] });
    expect.equal("code of the dead letter", dead?.failure?.code, "UNREADABLE_ORDER");
    expect.equal("bytes that were kept", dead === undefined ? "" : new TextDecoder().decode(dead.raw), half);
    const next = anOrder(865).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    await arrived(world, next);
    await expectDelivered(world, next);
  },
};

export const bodyTooLarge: Scenario = {
  id: "body-too-large",
  title: "A body larger than any order is refused, and the door stays open",
  why: "One request of a gigabyte must not take the memory in which the real orders stand.",
  given: "somebody sends five million characters",
  when: "they arrive",
  then: "the answer is 413, nothing is kept, and the next order goes through",
  labels: { ...labels, severity: "major" },
  covers: [44],
  async run(world) {
    const { setting, shop, core, expect } = world;
    const huge = "x".repeat(5_000_000);
    expect.equal("answer", (await shop.knock({ body: huge })).status, 413);
    expect.equal("ledger entries", (await core.entries()).length, 0);
    const next = anOrder(866).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    await arrived(world, next);
    await expectDelivered(world, next);
  },
};
