/** Before a real account is touched: what it offers, what it does not, and what is wrong already. */
import { beforeAll, expect, test } from "vitest";
import { unknownSku } from "../catalogue/items/unknown-sku.ts";
import { perfectOrder } from "../catalogue/money/perfect-order.ts";
import { anOrder } from "../orders/an-order.ts";
import { yamlScenario } from "../own/yaml/yaml-scenario.ts";
import type { Scenario } from "../scenario.ts";
import { exampleSetting } from "../world/example-setting.contract.ts";
import type { Setting } from "../world/setting.ts";
import type { World } from "../world/world.ts";
import { rehearse } from "./rehearse.ts";

const PLACE = { accountId: "1234567_SB1", mark: "DD-rehearsal-", slots: 2, limitMs: 15_000 };

let setting: Setting;

beforeAll(async () => {
  setting = await exampleSetting();
});

test("the page of a real account shows what was made there, under the labels of NetSuite's forms", async () => {
  const { offered } = await rehearse([perfectOrder], setting, PLACE);
  const records = offered[0]?.page.evidence.filter((block) => block.kind === "record") ?? [];
  expect(records.map(({ recordType }) => recordType)).toEqual(["Sales Order", "Customer"]);
  const labels = records[0]?.groups.flatMap(({ fields }) => fields.map(({ label, value }) => [label, value]));
  expect(labels).toContainEqual(["PO #", "#1011"]);
  const [lines] = records[0]?.sublists ?? [];
  expect(lines?.columns).toEqual(expect.arrayContaining(["Item", "Quantity", "Unit Price"]));
});

const rehearsed = async (...scenarios: readonly Scenario[]) => {
  const { offered, failed, notOffered } = await rehearse(scenarios, setting, PLACE);
  const idOf = ({ scenario }: { readonly scenario: Scenario }): string => scenario.id;
  return { offered: offered.map(idOf), failed: failed.map(idOf), notOffered: notOffered.map(idOf) };
};

/** One delivered order, of which something else is expected. */
const expecting = (id: string, look: (world: World) => void, then?: (world: World) => unknown): Scenario => ({
  ...perfectOrder,
  id,
  async run(world) {
    const order = anOrder(901).withLines([{ sku: setting.knownSku, quantity: 1, price: "12.00" }]);
    await world.shop.send(order);
    await world.core.settled(order);
    look(world);
    await then?.(world);
  },
});

const memoIsWrong = ({ netsuite, expect: findings }: World): void =>
  findings.equal("memo", netsuite.records.list("salesOrder").at(-1)?.fields["memo"], "Nobody wrote this");

const bearsNoMark = ({ netsuite, expect: findings }: World): void =>
  findings.equal(
    "external id",
    netsuite.records.list("salesOrder").at(-1)?.externalId?.startsWith("SHOP-"),
    true,
  );

test("what fails in the emulator's ordinary form too has failed, whatever of it a real account does not offer", async () => {
  const wrong = expecting("wrong-memo", memoIsWrong);
  const wrongAndMore = expecting("wrong-memo-restart", memoIsWrong, ({ core }) => core.restart());
  expect(await rehearsed(perfectOrder, wrong, wrongAndMore)).toEqual({
    offered: ["perfect-order"],
    failed: ["wrong-memo", "wrong-memo-restart"],
    notOffered: [],
  });
});

test("what fails only in the form for real accounts is not offered", async () => {
  const marked = expecting("no-mark", bearsNoMark);
  expect(await rehearsed(marked, unknownSku)).toEqual({
    offered: [],
    failed: [],
    notOffered: ["no-mark", "unknown-sku"],
  });
});

const NOTE = `
title: The customer's note stands on the order
why: A note that is lost is a parcel at the wrong door.
given: an order with a note
then: the note is in the memo
labels: { edge: text }
order: { note: Gate 3 }
expect: { delivered: { salesOrder: { Memo: Gate 3 } } }
`;

test("a scenario in YAML is offered unless it asks for what only an emulator can do", async () => {
  const yaml = (id: string, more = ""): Scenario => yamlScenario(NOTE + more, { file: `${id}.yaml`, id });
  const records = "records: [{ recordType: location, body: { name: Depot } }]\n";
  const faults = "faults: [{ effect: reset-before-commit, times: 1 }]\n";
  expect(
    await rehearsed(yaml("note"), yaml("note-and-depot", records), yaml("note-and-reset", faults)),
  ).toEqual({ offered: ["note"], failed: [], notOffered: ["note-and-depot", "note-and-reset"] });
});
