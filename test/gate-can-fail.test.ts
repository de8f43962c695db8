/** The gate is worth something only because it can stay shut: each way in which it must, and that it says why. */
import { expect, test } from "vitest";
import { ordersMapping } from "../cli/config/project.ts";
import type { GateResult } from "../cli/gate/gate.ts";
import type { StageName } from "../cli/gate/stage.ts";
import { createEmulator } from "../emulator/index.ts";
import { exampleProject, gateOn } from "./example-project.ts";

function stageOf(gate: GateResult, name: StageName) {
  const stage = gate.stages.find((each) => each.name === name);
  if (stage === undefined) throw new Error(`the gate has no stage ${name}`);
  return stage;
}

const verdicts = (gate: GateResult): Record<string, string> =>
  Object.fromEntries(gate.stages.map(({ name, verdict }) => [name, verdict]));

test("opens for the example shop, and every stage has proved something", async () => {
  const gate = await gateOn(await exampleProject());
  expect(gate.stages.flatMap(({ reasons }) => reasons)).toEqual([]);
  expect(verdicts(gate)).toEqual({
    mapping: "pass",
    plan: "pass",
    sandbox: "pass",
    uat: "pass",
    accounts: "pass",
    load: "pass",
    accounting: "pass",
  });
  expect(gate.verdict).toBe("pass");
  expect(gate.accounting.accounting).toMatchObject({
    sent: 40,
    accepted: 40,
    lost: 0,
    duplicated: 0,
    balanced: true,
  });
});

test("stays shut when a mapping works in the sandbox only, though its internal id has a reason, and names the field", async () => {
  const { uatAccounts, masterData } = await exampleProject();
  const sandbox = createEmulator({
    accounts: [{ accountId: uatAccounts?.sandbox.accountId ?? "", masterData }],
  });
  const id = sandbox.accounts[0]?.records.find("location", { name: "Main Warehouse" })?.id;
  const project = await exampleProject({
    mapping: (text) =>
      text.replace(
        "lookup: { record: location, by: name, value: Main Warehouse }",
        `static: "${id}"\n        because: It never moves.`,
      ),
  });
  // One of those that the example has run again in production.
  const gate = await gateOn(project, { scenarios: ["perfect-order", "sku-with-trailing-space"] });
  expect(gate.verdict).toBe("fail");
  expect(stageOf(gate, "mapping").verdict).toBe("pass");
  expect(stageOf(gate, "accounts")).toMatchObject({
    verdict: "fail",
    reasons: [
      expect.stringMatching(/salesOrder\.location .*no location has internal id/),
      expect.stringMatching(
        /sku-with-trailing-space .*1234567_SB1: pass, found 1234567: fail: .*, and \d+ more\. Alone: drydock uat .*--accounts production --only sku-with-trailing-space$/,
      ),
    ],
  });
});

test("stays shut in a sandbox that is no longer what production is: no scenario is run", async () => {
  const project = await exampleProject();
  const { uatAccounts } = project;
  if (uatAccounts === null) throw new Error("the example names no accounts");
  const location = { recordType: "location", body: { name: "New Warehouse" } };
  const production = {
    ...uatAccounts.production,
    masterData: [...uatAccounts.production.masterData, location],
  };
  const gate = await gateOn({ ...project, uatAccounts: { ...uatAccounts, production } });
  expect(gate.verdict).toBe("not-run");
  expect(stageOf(gate, "sandbox")).toMatchObject({
    verdict: "not-run",
    reasons: expect.arrayContaining([expect.stringContaining("location New Warehouse")]),
  });
  expect(gate.uat).toMatchObject({ verdict: "not-run", pages: [] });
});

test("stays shut when a look-up is hard-coded to an internal id, and names the line", async () => {
  const project = await exampleProject({
    mapping: (text) => text.replace(/lookup: \{ ?record: currency[^}]*\}/, 'static: { id: "1" }'),
  });
  const line =
    ordersMapping(project)
      .text.split("\n")
      .findIndex((each) => each.includes('static: { id: "1" }')) + 1;
  expect(line).toBeGreaterThan(0);
  const gate = await gateOn(project);
  expect(gate.verdict).toBe("fail");
  expect(stageOf(gate, "mapping").reasons.join("\n")).toMatch(
    new RegExp(`shopify-orders\\.yaml:${line}: .*\\[hard-coded-internal-id\\]`),
  );
});

test("stays shut when the tier is Standard without a licence and the peak needs more", async () => {
  const gate = await gateOn(
    await exampleProject({
      netsuite: { tier: "standard", suiteCloudPlus: 0, reservedSlots: 0 },
      plan: { peakOrdersPerHour: 8_000 },
    }),
  );
  expect(gate.verdict).toBe("fail");
  expect(stageOf(gate, "plan").reasons.join()).toMatch(/slots are needed and 5 available/);
});

test("stays shut when a scenario's expectation is not met, and says what was found instead", async () => {
  const withoutTax = (text: string): string => text.replaceAll("WEB-TAX", "WEB-NO-SUCH-ITEM");
  const gate = await gateOn(await exampleProject({ mapping: withoutTax }));
  expect(stageOf(gate, "uat").verdict).toBe("fail");
  expect(stageOf(gate, "uat").reasons.join()).toMatch(/perfect-order .*expected delivered, found dead/);
});

test("stays shut when an order disappears from NetSuite behind its back", async () => {
  const gate = await gateOn(await exampleProject(), {
    beforeAccounting: async ({ records, ask }) => {
      const [first] = await records("salesOrder");
      await ask("DELETE", `records/salesOrder/${first?.id}`);
    },
  });
  expect(gate.accounting.accounting).toMatchObject({ lost: 1, duplicated: 0 });
  expect(stageOf(gate, "accounting").reasons.join()).toMatch(/^1 lost: gid:\/\/shopify\/Order\/\d+/);
  expect(gate.verdict).toBe("fail");
});

test("stays shut when an order was entered twice", async () => {
  const gate = await gateOn(await exampleProject(), {
    beforeAccounting: async ({ records, ask }) => {
      const [first] = await records("salesOrder");
      await ask("POST", `records/salesOrder/${first?.id}/duplicate`);
    },
  });
  expect(gate.accounting.accounting).toMatchObject({ lost: 0, duplicated: 1 });
  expect(stageOf(gate, "accounting").reasons.join()).toMatch(/^1 duplicated: gid:\/\/shopify\/Order\/\d+/);
  expect(gate.verdict).toBe("fail");
});

test("stays shut when NetSuite's order no longer comes to what the customer paid", async () => {
  const gate = await gateOn(await exampleProject(), {
    beforeAccounting: async ({ records, ask }) => {
      const [first] = await records("salesOrder");
      const items = [{ line: 1, rate: 999_999, amount: 999_999 }];
      await ask("PATCH", `records/salesOrder/${first?.id}`, { item: { items } });
    },
  });
  expect(gate.accounting.accounting).toMatchObject({ lost: 0, duplicated: 0 });
  expect(stageOf(gate, "accounting").reasons.join()).toMatch(
    /Totals in NetSuite are what the customers paid/,
  );
});

test("stays shut when nothing was tested: no scenario is no proof", async () => {
  const gate = await gateOn(await exampleProject(), { scenarios: [] });
  expect(stageOf(gate, "uat")).toMatchObject({
    verdict: "not-run",
    reasons: ["No scenario was run."],
  });
  expect(gate.verdict).toBe("not-run");
});

test("stays shut when the slots that were planned with do not carry the peak", async () => {
  const gate = await gateOn(await exampleProject({ plan: { peakOrdersPerHour: 1_000_000 } }));
  expect(stageOf(gate, "load").reasons.join()).toMatch(/throughput: expected >= 1,000,000\/h, found/);
});
