/** The same scenarios on integrations that are not ours: real processes, judged by what NetSuite holds and was asked. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { ScenarioPage } from "../reports/index.ts";
import { CATALOGUE } from "../scenarios/catalogue.ts";
import { type ForeignTarget, foreignTargetSchema } from "../scenarios/foreign/target.ts";
import { runScenario } from "../scenarios/runner/run-scenario.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { exampleSetting } from "../scenarios/world/example-setting.contract.ts";
import type { Setting } from "../scenarios/world/setting.ts";

const EXAMPLES = resolve("examples/foreign");
const ORDERS = { by: "webhook", path: "/orders" } as const;
const ENVIRONMENT = { PATH: process.env["PATH"], HOME: process.env["HOME"] };

let setting: Setting;

beforeAll(async () => {
  setting = await exampleSetting();
});

const targetOf = (folder: string, given: unknown): ForeignTarget => ({
  ...foreignTargetSchema.parse(given),
  folder,
});

const naive = targetOf(EXAMPLES, { name: "naive", command: "exec node naive.mjs", orders: ORDERS });
const repaired = targetOf(EXAMPLES, {
  name: "repaired",
  command: "exec node repaired.mjs",
  orders: ORDERS,
  deadLetters: {
    list: "http://127.0.0.1:$PORT/dead-letters",
    rerun: "http://127.0.0.1:$PORT/dead-letters/rerun?key={key}",
  },
});

function judge(id: string, target: ForeignTarget): Promise<ScenarioPage> {
  const scenario = CATALOGUE.find((each) => each.id === id);
  if (scenario === undefined) throw new Error(`there is no scenario ${id}`);
  return runScenario(scenario, { ...setting, target, environment: ENVIRONMENT });
}

function aScenario(run: Scenario["run"]): Scenario {
  const [any] = CATALOGUE;
  if (any === undefined) throw new Error("the catalogue is empty");
  const { world: _ordinary, ...prose } = any;
  return { ...prose, labels: { ...any.labels, flow: "all" }, run };
}

/** A program of a few lines in a folder of its own, with the examples' login at hand. */
async function program(lines: string, given: object): Promise<ForeignTarget> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-foreign-"));
  await writeFile(
    join(folder, "program.mjs"),
    `import { netsuite } from "${EXAMPLES}/netsuite-login.mjs";
import { readdirSync, readFileSync } from "node:fs";
async function idOf(type, field, value) {
  const found = await netsuite("GET", type + "?q=" + encodeURIComponent(field + ' IS "' + value + '"'));
  return { id: (await found.json()).items[0].id };
}
async function book(digits, total) {
  const item = await idOf("inventoryItem", "itemId", "ACME-MUG-RED");
  await netsuite("PUT", "salesOrder/eid:P-" + digits, {
    entity: await idOf("customer", "entityId", "WEB-GUEST"),
    location: await idOf("location", "name", "Main Warehouse"),
    item: { items: [{ item, quantity: 1, rate: Number(total), amount: Number(total) }] },
  });
}
${lines}`,
  );
  return targetOf(folder, { name: "a program", command: "exec node program.mjs", ...given });
}

test("a naive script loses a $0 order, and the page says what that costs", async () => {
  const page = await judge("zero-total-order", naive);
  expect(page.verdict).toBe("fail");
  expect(page.why).toContain("stock that vanishes");
  expect(page.checks).toContainEqual({
    name: "sales orders in NetSuite",
    verdict: "fail",
    expected: "1",
    found: "0",
  });
});

test("the repaired one keeps it, holds what cannot go, and brings it through by a re-run", async () => {
  const pages = await Promise.all(["zero-total-order", "unknown-sku"].map((id) => judge(id, repaired)));
  expect(pages.map(({ verdict }) => verdict)).toEqual(["pass", "pass"]);
});

test("without dead letters to read there is no verdict where they are needed, and no pass", async () => {
  const { deadLetters: _hidden, ...silent } = repaired;
  const page = await judge("unknown-sku", silent);
  expect(page.verdict).toBe("not-run");
  const state = page.checks.find(({ name }) => name.includes("state of the ledger entry"));
  expect(state).toMatchObject({ verdict: "not-run", detail: expect.stringMatching(/^Not offered: /) });
  expect(page.checks.filter(({ verdict }) => verdict === "fail")).toEqual([]);
});

test("what is about the inside of Drydock's core is left out, and said", async () => {
  const page = await judge("perfect-order", repaired);
  expect(page.verdict).toBe("pass");
  const notes = page.evidence.flatMap((block) => (block.kind === "note" ? [block.text] : []));
  const scenario = await runScenario(
    CATALOGUE.find(({ id }) => id === "perfect-order") ?? expect.unreachable(),
    setting,
  );
  const judged = new Set(page.checks.map(({ name }) => name));
  for (const { name } of scenario.checks)
    expect(judged.has(name) || notes.some((text) => text.includes(name))).toBe(true);
});

test("a scenario of another flow, or of Drydock's own settings, is not offered", async () => {
  const ofAnotherFlow = CATALOGUE.find(({ labels }) => !["orders", "all"].includes(labels.flow));
  for (const id of ["address-too-long-hold", ...(ofAnotherFlow === undefined ? [] : [ofAnotherFlow.id])]) {
    const page = await judge(id, repaired);
    expect([page.verdict, page.checks.map(({ verdict }) => verdict)]).toEqual(["not-run", ["not-run"]]);
  }
});

test("orders are handed over as files", async () => {
  const target = await program(
    `setInterval(async () => {
  for (const name of readdirSync(process.env.INBOX).filter((each) => each.endsWith(".json") && !done.has(each))) {
    done.add(name);
    const order = JSON.parse(readFileSync(process.env.INBOX + "/" + name, "utf8"));
    await book(order.admin_graphql_api_id.split("/").pop(), order.total_price);
  }
}, 50);
const done = new Set();`,
    { orders: { by: "file" } },
  );
  const page = await judge("perfect-order", target);
  const verdicts = Object.fromEntries(page.checks.map(({ name, verdict }) => [name, verdict]));
  expect(verdicts["total in NetSuite"]).toBe("pass");
  expect(verdicts["the shop is told that the order was accepted"]).toBe("not-run");
});

test("a program that asks the shop finds the orders there", async () => {
  const target = await program(
    `const done = new Set();
setInterval(async () => {
  const response = await fetch(process.env.SHOP_URL + "/admin/api/2026-07/graphql.json", {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": process.env.SHOP_ACCESS_TOKEN },
    body: JSON.stringify({ query: "{ orders(first: 10) { nodes { id } } }" }),
  });
  const { data } = await response.json();
  for (const { id } of data.orders.nodes.filter((each) => !done.has(each.id))) {
    done.add(id);
    await book(id.split("/").pop(), "50.69");
  }
}, 50);`,
    { orders: { by: "poll" } },
  );
  const page = await judge("perfect-order", target);
  expect(page.checks).toContainEqual(
    expect.objectContaining({ name: "sales orders in NetSuite", verdict: "pass" }),
  );
});

test("what it writes is evidence, without the secrets that it was given", async () => {
  const target = await program(
    `console.log("mine:", process.env.NETSUITE_TOKEN_SECRET, process.env.WEBHOOK_SECRET, process.env.SECRET_OF_CI);
setInterval(() => {}, 1000);`,
    { orders: { by: "file" }, ready: "mine:" },
  );
  const scenario = CATALOGUE.find(({ id }) => id === "perfect-order") ?? expect.unreachable();
  const environment = { ...ENVIRONMENT, SECRET_OF_CI: "not-to-be-handed-on" };
  const page = await runScenario(scenario, { ...setting, target, environment });
  const text = JSON.stringify(page.evidence);
  expect(text).toContain("mine: [redacted] [redacted] undefined");
});

test("a program that does not start fails the scenario with its own words", async () => {
  const target = await program(`throw new Error("no database");`, { orders: ORDERS });
  const page = await judge("perfect-order", target);
  expect(page.verdict).toBe("fail");
  expect(page.checks[0]?.found).toMatch(/ended with 1\. It wrote: [\s\S]*no database/);
});

test("a scenario that waits for what never comes ends all the same, and has failed", async () => {
  const target = await program("setInterval(() => {}, 1000);", { orders: { by: "file" }, limitMs: 1_500 });
  const waiting = aScenario(async ({ netsuite }) => {
    await netsuite.nextExchange({ recordType: "salesOrder" });
  });
  const page = await runScenario(waiting, { ...setting, target, environment: ENVIRONMENT });
  expect(page.verdict).toBe("fail");
  expect(page.checks.at(-1)?.found).toMatch(/did not happen within 2 s/);
});
