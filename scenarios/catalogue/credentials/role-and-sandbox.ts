/** Logins are tied to people, roles and accounts, and each of the three changes without telling us. */
import { arrived, expectDelivered } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";

const labels = { stage: "login", flow: "orders", severity: "critical", edge: "credentials" } as const;

export const permissionLost: Scenario = {
  id: "permission-lost",
  title: "Our role loses one permission: orders wait with one alarm, and go on when it is given back",
  why: "An administrator tidies the roles on Friday; without the permission every order is refused, and none is at fault.",
  given: "the role may not save sales orders any more",
  when: "three orders arrive, and ten minutes later the permission is given back",
  then: "there is one alarm and no dead letter; all three are delivered afterwards",
  labels,
  covers: [10],
  async run(world) {
    const { setting, shop, netsuite, core, time, alarms, expect } = world;
    const giveBack = netsuite.addFault({
      match: { method: "PUT", recordType: "salesOrder" },
      effect: { status: 403, body: NOT_PERMITTED },
    });
    const orders = [821, 822, 823].map((seed) =>
      anOrder(seed).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]),
    );
    for (const order of orders) await shop.send(order);
    await time.pass(10 * 60_000);
    expect.equal("dead letters meanwhile", (await core.counts()).dead, 0);
    expect.equal(
      "alarms",
      alarms.map(({ event }) => event),
      ["permission-refused"],
    );
    giveBack();
    await core.untilDrained();
    for (const order of orders) await expectDelivered(world, order);
  },
};

const NOT_PERMITTED = JSON.stringify({
  type: "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.4",
  title: "Forbidden",
  status: 403,
  "o:errorDetails": [
    {
      detail:
        "Permission Violation: You need the 'Transactions -> Sales Order' permission to access this page.",
      "o:errorCode": "INSUFFICIENT_PERMISSION",
    },
  ],
});

export const tokenReplaced: Scenario = {
  id: "token-replaced",
  title: "The token is revoked for good and a new one issued: a restart with it goes on where it stopped",
  why: "A refreshed sandbox and a leaver's last day both end the token; what came in between must not be lost with it.",
  given: "an administrator has revoked the token while an order was waiting",
  when: "the service is started again with a new token",
  then: "the waiting order and the next one are delivered, each once",
  labels: { ...labels, stage: "cutover" },
  covers: [10],
  async run(world) {
    const { setting, shop, netsuite, core, time, options, expect } = world;
    netsuite.revokeToken();
    const waiting = anOrder(824).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    await shop.send(waiting);
    await time.pass(10 * 60_000);
    expect.equal("dead letters meanwhile", (await core.counts()).dead, 0);
    await core.restart({ netsuite: { ...options.netsuite, credentials: netsuite.issueToken() } });
    await expectDelivered(world, waiting);
    const next = anOrder(825).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    await arrived(world, next);
    await expectDelivered(world, next);
  },
};
