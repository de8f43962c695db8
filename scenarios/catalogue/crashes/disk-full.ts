/** The disk is full: nothing is taken that could not be kept, and room is all that it needs to go on. */
import { expectDelivered, whenSaved, writesOf } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";

export const diskFull: Scenario = {
  id: "disk-full",
  title: "The disk is full: the shop is told to come again, and nothing is lost",
  why: "Logs fill a disk on a Saturday night. A service that still says yes to the shop throws the weekend's orders away.",
  given: "a long order that NetSuite is just saving, and a disk that is full from this instant",
  when: "the shop sends another order, somebody makes room, and the shop sends it again as shops do",
  then: "the shop hears 503 and never 200, what is there can be read, and after there is room both orders arrive once, without a restart",
  labels: { stage: "intake", flow: "orders", severity: "critical", edge: "crashes" },
  covers: [45],
  async run(world) {
    const { setting, shop, core, time, expect } = world;
    const line = { sku: setting.knownSku, quantity: 1, price: "20.00" };
    // With so many lines what was sent is more than the ledger can note in what room its file has left.
    const saving = anOrder(671).withLines(Array.from({ length: 30 }, () => line));
    const refused = anOrder(672).withLines([line]);
    await whenSaved(world, saving, core.disk.fill);
    const { status } = await shop.send(refused);
    expect.equal("answer to the shop while the disk is full", status, 503);
    expect.equal("ledger entries of what was refused", (await core.entriesOf(refused)).length, 0);
    expect.equal("what was taken before can be read", (await core.entriesOf(saving)).length, 1);
    expect.equal("dead letters, as the desk shows them", (await core.desk.list({})).length, 0);
    await time.pass(60_000);
    core.disk.clear();
    expect.equal("answer to the shop once there is room", (await shop.send(refused)).status, 200);
    await expectDelivered(world, refused);
    const saved = await core.settled(saving);
    await expectDelivered(world, saving);
    expect.equal("claims of the order whose delivery could not be noted", saved?.claims, 2);
    expect.equal("writes of sales orders, one for each", writesOf(world, "salesOrder"), 2);
  },
};
