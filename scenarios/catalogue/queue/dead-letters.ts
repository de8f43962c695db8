/** What people do with dead letters, and what must never happen to one by itself. */
import { arrived, expectDelivered, expectHeld } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";

const labels = { stage: "desk", flow: "orders", severity: "critical", edge: "queue" } as const;
const DAY = 86_400_000;
const ANNA = "anna@acme-store.example";

export const fourHundredDays: Scenario = {
  id: "four-hundred-days",
  title: "A dead letter of 400 days ago is still there and still runs",
  why: "Almost every product throws failed orders away after a month; the auditor comes after a year.",
  given: "an order is a dead letter",
  when: "four hundred days pass, the item is made, and somebody re-runs it",
  then: "its bytes and its history are whole, and it is delivered",
  labels,
  covers: [37],
  async run(world) {
    const { netsuite, core, time, expect } = world;
    const order = anOrder(881).withLines([{ sku: "OLD-SKU-1", quantity: 1, price: "20.00" }]);
    await arrived(world, order);
    await core.kill();
    await time.pass(400 * DAY);
    await core.start();
    const letter = await expectHeld(world, order, { code: "LOOKUP_NOT_FOUND", names: "OLD-SKU-1" });
    expect.equal("bytes as they came", letter?.raw, order.toJson());
    expect.equal("attempts on record", letter?.history.length, 1);
    netsuite.records.create("inventoryItem", { itemId: "OLD-SKU-1", displayName: "New" });
    await core.desk.rerun({ which: { id: letter?.entry ?? 0 }, by: ANNA, reason: "audit" });
    await core.until(order, "delivered");
    await expectDelivered(world, order);
  },
};

export const editAndRerun: Scenario = {
  id: "edit-and-rerun",
  title: "An order that a person edits is delivered as edited, and kept as received",
  why: "The correction is what ships; who changed what, and what the customer really sent, is what an auditor asks.",
  given: "an order with a misspelt SKU is a dead letter",
  when: "a person corrects the SKU and re-runs it",
  then: "the corrected order is in NetSuite; the received bytes are kept beside it with who, and why",
  labels,
  covers: [38],
  async run(world) {
    const { setting, core, expect } = world;
    const order = anOrder(882).withLines([{ sku: "ACME-MUGG", quantity: 1, price: "20.00" }]);
    const dead = await arrived(world, order);
    const received = order.toJson();
    const bytes = new TextEncoder().encode(received.replaceAll("ACME-MUGG", setting.knownSku));
    const id = dead?.id ?? 0;
    await core.desk.edit({ id, by: ANNA, reason: "misspelt SKU", bytes });
    await core.desk.rerun({ which: { id }, by: ANNA, reason: "corrected" });
    const entry = await core.until(order, "delivered");
    const salesOrder = await expectDelivered(world, order);
    expect.equal("pieces of the right product", salesOrder?.quantityOf(setting.knownSku), 1);
    expect.equal(
      "bytes as received",
      entry === undefined ? "" : new TextDecoder().decode(entry.raw),
      received,
    );
    const audit = entry === undefined ? [] : await core.auditOf(entry);
    expect.equal(
      "what is on record",
      audit.map(({ by, decision, reason }) => [by, decision, reason]),
      [
        [ANNA, "edit", "misspelt SKU"],
        [ANNA, "rerun", "corrected"],
      ],
    );
  },
};

export const discarded: Scenario = {
  id: "discarded",
  title: "An order that is discarded needs a reason, stays counted and never runs again",
  why: "“It vanished” and “Anna decided it, for this reason” are two different answers to a customer.",
  given: "an order is a dead letter",
  when: "somebody discards it without a reason, then with one, and later all dead letters are re-run",
  then: "the first is refused, the second is on record with the name; it is counted as discarded and is never sent",
  labels: { ...labels, severity: "major" },
  covers: [39],
  async run(world) {
    const { netsuite, core, expect } = world;
    const order = anOrder(883).withLines([{ sku: "A-HOAX-1", quantity: 1, price: "20.00" }]);
    const dead = await arrived(world, order);
    const id = dead?.id ?? 0;
    const refused = await core.desk.discard({ id, by: ANNA, reason: " " }).then(
      () => "taken",
      (error: unknown) => (error instanceof Error && "code" in error ? error.code : "another error"),
    );
    expect.equal("without a reason", refused, "REASON_REQUIRED");
    await core.desk.discard({ id, by: ANNA, reason: "a hoax" });
    netsuite.records.create("inventoryItem", { itemId: "A-HOAX-1", displayName: "New" });
    await core.desk.rerun({ which: { filter: {} }, by: ANNA, reason: "all" });
    await core.untilDrained();
    const { discarded: count, dead: left } = await core.counts();
    expect.equal("discarded and dead", [count, left], [1, 0]);
    expect.equal("sales orders in NetSuite", netsuite.records.list("salesOrder").length, 0);
    const audit = dead === undefined ? [] : await core.auditOf(dead);
    expect.equal("who and why", [audit.at(-1)?.by, audit.at(-1)?.reason], [ANNA, "a hoax"]);
  },
};

export const personalData: Scenario = {
  id: "personal-data-is-masked",
  title: "A dead letter shows nobody's name, mail or street unless it is asked for",
  why: "The list is on a screen in the office and in every screenshot of a ticket; each is a breach that has to be reported.",
  given: "an order with a name, an e-mail address and a street is a dead letter",
  when: "somebody looks at it as the list shows it",
  then: "none of the three is in it; whoever asks for it unmasked sees them",
  labels: { ...labels, severity: "major" },
  covers: [64],
  async run(world) {
    const { core, expect } = world;
    const order = anOrder(884)
      .withLines([{ sku: "NOT-THERE-1", quantity: 1, price: "20.00" }])
      .withCustomer({ firstName: "Philippa", lastName: "Testfield", email: "philippa@testfield.example" })
      .withShippingAddress({ address1: "17 Hollow Oak Lane" });
    const dead = await arrived(world, order);
    const private_ = ["philippa@testfield.example", "Testfield", "17 Hollow Oak Lane"];
    const shown = JSON.stringify([await core.desk.list(), await core.desk.show(dead?.id ?? 0)]);
    const whole = JSON.stringify(await core.deadLetterOf(order));
    expect.equal(
      "of these in the list",
      private_.filter((text) => shown.includes(text)),
      [],
    );
    expect.equal(
      "of these when asked for",
      private_.filter((text) => whole.includes(text)),
      private_,
    );
  },
};
