import { expect, test } from "vitest";
import { loadProject } from "../config/project.ts";
import { accountingStage } from "../gate/accounting-stage.ts";
import { judgedUnless, listsOf } from "./cut-short.ts";

const project = await loadProject("examples/acme-store/drydock.yaml");

const order = (key: string, index: number) => ({
  ...{ key, raw: `{"id":${key},"name":"#${key}","line_items":[]}` },
  ...{ file: "orders.jsonl", line: index + 1 },
});
const SENT = ["1", "2", "3", "4"].map(order);
const LEFT = SENT.slice(0, 3);
const CUT = { isCutShort: true, brokenBy: null, intake: { unanswered: 0 } };

const GONE = { records: () => Promise.reject(new Error("fetch failed")) };

test("only what left the shop before a run was cut short is looked for", async () => {
  const accounted = async () => LEFT.map(({ key }) => ({ key, state: "pending" as const }));
  const rig = { sent: SENT, accounted, netsuite: { records: async () => [] } };
  const cut = await accountingStage({ project, ...(await listsOf(CUT, rig, LEFT)) });
  expect(cut.accounting).toMatchObject({ sent: 3, pending: 3, lost: 0 });
  const whole = await accountingStage({
    project,
    ...(await listsOf({ ...CUT, isCutShort: false }, rig, LEFT)),
  });
  expect(whole.accounting).toMatchObject({ sent: 4, lost: 1 });
});

test("what was accepted and is nowhere is still told; what nobody acknowledged is the shop's to send again", async () => {
  const rig = { sent: SENT, accounted: async () => [], netsuite: { records: async () => [] } };
  const lostOf = async (unanswered: number) => {
    const lists = await listsOf({ ...CUT, intake: { unanswered } }, rig, LEFT);
    return (await accountingStage({ project, ...lists })).accounting.lost;
  };
  expect([await lostOf(0), await lostOf(1)]).toEqual([3, 0]);
});

test("the ledger is read before NetSuite, to which a core at work still delivers", async () => {
  const read: string[] = [];
  const accounted = async () => {
    read.push("ledger");
    return [];
  };
  const records = async () => {
    read.push("NetSuite");
    return [];
  };
  await accountingStage({
    project,
    ...(await listsOf(CUT, { sent: [], accounted, netsuite: { records } }, [])),
  });
  expect(read).toEqual(["ledger", "NetSuite"]);
});

test("a NetSuite that has gone makes no order lost", async () => {
  const accounted = async () => LEFT.map(({ key }) => ({ key, state: "delivered" as const }));
  const rig = { sent: SENT, accounted, netsuite: GONE };
  const lists = await listsOf({ ...CUT, brokenBy: "fetch failed" }, rig, LEFT);
  expect((await accountingStage({ project, ...lists })).accounting).toMatchObject({ pending: 3, lost: 0 });
  await expect(listsOf(CUT, rig, LEFT)).rejects.toThrow("fetch failed");
});

test("a run that was cut short breaks no promise and keeps none", async () => {
  const found = await accountingStage({
    ...{ project, sent: SENT, accounted: async () => [] },
    netsuite: { records: async () => [] },
  });
  const { verdict, reasons, summary, section } = judgedUnless(true, found);
  const checks = section.blocks.flatMap((block) => (block.kind === "checks" ? block.checks : []));
  expect({ verdict, reasons, section: section.verdict }).toEqual({
    ...{ verdict: "not-run", reasons: [], section: "not-run" },
  });
  expect(new Set(checks.map((check) => check.verdict))).toEqual(new Set(["not-run"]));
  expect(section.blocks.filter(({ kind }) => kind === "note")).toEqual([]);
  expect(summary).not.toMatch(/[=+]/);
  expect(judgedUnless(false, found)).toBe(found);
});
