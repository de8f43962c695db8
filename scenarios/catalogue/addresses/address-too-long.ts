/** An address over the account's limit, under the two policies that a business can choose from. */
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import { salesOrdersOf, wholeAddressOf } from "../../world/netsuite-view.ts";
import { withAddressPolicy } from "./address-policy.ts";

const LIMIT = 250;

/** Each line is one that NetSuite takes; together they are more than the account allows. */
const STREET =
  "Building 7, Rear Courtyard, Third Staircase on the Left behind the Old Rope Factory, Harbour District North, Gate 12 West";
const DELIVERY_POINT =
  "Please ring at the porter's lodge of the Northern Shipwrights' Guild and ask for the goods lift to the fourth floor, studio 4.17";

const why =
  "Shops take 255 characters in one address line; an address that is cut off silently is a parcel that goes to the wrong door.";
const given = `a shipping address of more than ${LIMIT} characters, while the account allows ${LIMIT} for the whole address`;
const labels = { stage: "mapping", flow: "orders", severity: "major", edge: "addresses" } as const;
const covers = [48];
const aLongAddress = (seed: number, sku: string) =>
  anOrder(seed)
    .withLines([{ sku, quantity: 1, price: "18.00" }])
    .withShippingAddress({ address1: STREET, address2: DELIVERY_POINT });

export const addressTooLongHold: Scenario = {
  id: "address-too-long-hold",
  title: "An address over the limit is held for a human (policy: hold)",
  why,
  given,
  when: "the shop sends the order and the mapping's policy is to hold",
  then: "a dead letter names the address, its length and the limit; nothing was sent to NetSuite",
  labels,
  covers,
  world: { mapping: withAddressPolicy("hold") },
  async run({ setting, shop, netsuite, core, expect }) {
    const order = aLongAddress(14, setting.knownSku);
    await shop.send(order);
    const entry = await core.until(order, "dead", "delivered");
    const letter = await core.deadLetterOf(order);
    expect.equal("state of the ledger entry", entry?.state, "dead");
    expect.equal("code of the dead letter", letter?.code, "VALUE_TOO_LONG");
    expect.that("the dead letter names the limit", (letter?.reason ?? "").includes(`${LIMIT}`), {
      expected: `a reason that names ${LIMIT} characters`,
      found: letter?.reason ?? "no reason",
    });
    expect.equal(
      "writes that NetSuite received",
      netsuite.journal().filter(({ method }) => method !== "GET").length,
      0,
    );
  },
};

export const addressTooLongSplit: Scenario = {
  id: "address-too-long-split",
  title: "An address over the limit is spread over the address lines (policy: split)",
  why,
  given,
  when: "the shop sends the order and the mapping's policy is to split",
  then: "NetSuite takes the order; the address is within the limit, no word is lost, and what did not fit stands in the memo with a warning",
  labels,
  covers,
  async run({ setting, shop, netsuite, core, expect }) {
    const order = aLongAddress(15, setting.knownSku);
    await shop.send(order);
    const entry = await core.until(order, "delivered", "dead");
    const [salesOrder] = salesOrdersOf(netsuite, order);
    const address = salesOrder === undefined ? "" : wholeAddressOf(salesOrder);
    const kept = `${address} ${salesOrder?.memo ?? ""}`;
    const lost = `${STREET} ${DELIVERY_POINT}`.split(" ").filter((word) => !kept.includes(word));
    expect.equal("state of the ledger entry", entry?.state, "delivered");
    expect.that("the whole address is within the limit", address.length > 0 && address.length <= LIMIT, {
      expected: `1 to ${LIMIT} characters`,
      found: `${address.length} characters`,
    });
    expect.equal("words of the address that are lost", lost, []);
    expect.that("somebody is told", (entry?.warnings.length ?? 0) > 0, {
      expected: "a warning on the ledger entry",
      found: entry?.warnings.join(" ") || "no warning",
    });
  },
};
