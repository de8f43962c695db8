/** NetSuite does not answer, or something answers in its place: orders wait, one alarm is raised, nothing is lost or doubled. */
import { arrived, expectDelivered, writesOf } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import type { World } from "../../world/world.ts";

type Fault = Parameters<World["netsuite"]["addFault"]>[0];

const labels = { stage: "delivery", flow: "orders", severity: "critical", edge: "network" } as const;
const HOUR = 3_600_000;
const ORDERS = 8;

/** What stands where NetSuite should be: [id, title, given, effect] */
const OUTAGES: readonly (readonly [string, string, string, Fault["effect"]])[] = [
  [
    "outage",
    "NetSuite is down for two hours",
    "every call is answered by a gateway with 503",
    { status: 503 },
  ],
  [
    "maintenance-page",
    "NetSuite shows a maintenance page for two hours, with status 200",
    "every call is answered with an HTML page that says 200",
    "maintenance-page",
  ],
];

export const OUTAGE_SCENARIOS = OUTAGES.map(
  ([id, title, given, effect], index): Scenario => ({
    id,
    title: `${title}: orders wait and none becomes a dead letter`,
    why: "Two hours on a busy evening are thousands of orders. Retried without sense they flood NetSuite, given up they are entered by hand.",
    given,
    when: "orders keep coming, and after two hours NetSuite is there again",
    then: "the shop is always answered with 200, there is one alarm and its end, and every order is in NetSuite once",
    labels,
    covers: [7],
    async run(world) {
      const { setting, shop, netsuite, core, time, alarms, expect } = world;
      netsuite.addFault({ effect, window: { forMs: 2 * HOUR } });
      const orders = Array.from({ length: ORDERS }, (_, n) =>
        anOrder(600 + 20 * index + n).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]),
      );
      for (const order of orders) {
        expect.equal(`${order.name}: answer to the shop`, (await shop.send(order)).status, 200);
        await time.pass((2 * HOUR) / ORDERS - 60_000);
      }
      const meanwhile = await core.counts();
      expect.equal("meanwhile delivered and dead", [meanwhile.delivered, meanwhile.dead], [0, 0]);
      await time.pass(HOUR / 6);
      await core.untilDrained();
      for (const order of orders) await expectDelivered(world, order);
      expect.equal(
        "alarms",
        alarms.map(({ event }) => event),
        ["netsuite-unreachable", "netsuite-reachable"],
      );
    },
  }),
);

/** What happens to the answer of one write: [id, title, given, effect, whether NetSuite has saved it] */
const LOST: readonly (readonly [string, string, string, Fault["effect"]])[] = [
  [
    "never-arrived",
    "The connection dies before NetSuite has saved",
    "the first write is cut off",
    "reset-before-commit",
  ],
  [
    "gateway-timeout",
    "A gateway gives up after NetSuite has saved",
    "the first write is answered with 504, though the order was saved",
    { status: 504, afterCommit: true },
  ],
  [
    "answer-too-late",
    "The answer comes after the core has stopped waiting",
    "the first write takes five minutes",
    { delayMs: 300_000 },
  ],
  [
    "answer-garbled",
    "The answer cannot be read",
    "the first write is answered with a body that is no JSON",
    "garbage-json",
  ],
];

export const LOST_ANSWERS = LOST.map(
  ([id, title, given, effect], index): Scenario => ({
    id,
    title: `${title}: still exactly one order`,
    why: "Nobody knows whether the order was made. Sent again without looking it ships twice, given up it never ships.",
    given,
    when: "the core finds out that it does not know",
    then: "there is one sales order, with the shop's total, and the ledger has its internal id",
    labels,
    covers: [1],
    async run(world) {
      const { setting, netsuite } = world;
      netsuite.addFault({ match: { method: "PUT", recordType: "salesOrder" }, effect, times: 1 });
      const order = anOrder(641 + index).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
      await arrived(world, order);
      await expectDelivered(world, order);
    },
  }),
);

export const recordChanged: Scenario = {
  id: "record-has-been-changed",
  title: "Somebody else saves the customer at the same time: a short retry, no dead letter",
  why: "NetSuite refuses the later of two saves. It is nobody's fault and over in a second; a dead letter for it wakes somebody.",
  given: "NetSuite answers twice that the record has been changed",
  when: "the core tries again",
  then: "the order is delivered after a few seconds, once, and was never a dead letter",
  labels: { ...labels, severity: "major" },
  covers: [33],
  async run(world) {
    const { setting, netsuite, core, expect } = world;
    netsuite.addFault({
      match: { method: "PUT", recordType: "customer" },
      effect: { status: 409, body: RECORD_CHANGED },
      times: 2,
    });
    const order = anOrder(651).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    const entry = await arrived(world, order);
    await expectDelivered(world, order);
    const attempts = entry === undefined ? [] : await core.attemptsOf(entry);
    expect.equal(
      "outcomes of the attempts",
      attempts.map(({ outcome }) => outcome),
      ["retry", "retry", "delivered"],
    );
  },
};

const problem = (status: number, code: string, detail: string): string =>
  JSON.stringify({
    type: "https://www.rfc-editor.org/rfc/rfc9110.html",
    title: "Error",
    status,
    "o:errorDetails": [{ detail, "o:errorCode": code }],
  });

const RECORD_CHANGED = problem(409, "RCRD_HAS_BEEN_CHANGED", "Record has been changed");
const SCRIPT_SAYS = "ACME-17: orders over $500 need the approval of sales operations (customscript_so_guard)";

export const scriptRefuses: Scenario = {
  id: "script-refuses",
  title: "A SuiteScript of the account's own refuses the order: held at once, in its own words",
  why: "Only the one who wrote the rule can help, and only if he reads what it said; sixty retries make it a day later.",
  given: "a script of the account throws when the sales order is saved",
  when: "the shop sends the order",
  then: "there is a dead letter after one attempt that has the script's whole message",
  labels: { ...labels, severity: "major", edge: "account" },
  covers: [32],
  async run(world) {
    const { setting, netsuite, core, expect } = world;
    netsuite.addFault({
      match: { method: "PUT", recordType: "salesOrder" },
      effect: { status: 400, body: problem(400, "USER_ERROR", SCRIPT_SAYS) },
    });
    const order = anOrder(652).withLines([{ sku: setting.knownSku, quantity: 1, price: "600.00" }]);
    const entry = await arrived(world, order);
    expect.equal("state of the ledger entry", entry?.state, "dead");
    expect.equal("writes of the sales order", writesOf(world, "salesOrder"), 1);
    const letter = await core.deadLetterOf(order);
    expect.that(
      "the dead letter has the script's own words",
      letter?.reason?.includes(SCRIPT_SAYS) === true,
      {
        expected: SCRIPT_SAYS,
        found: letter?.reason ?? "no dead letter",
      },
    );
  },
};
