import { expect, test } from "vitest";
import type { Failure } from "../failure.ts";
import { type ReadRecord, ruleOnEntry } from "./entry-rules.ts";
import { parseMapping } from "./mapping-file.ts";

const MAPPING = parseMapping(
  `
mapping: 1
flow: orders
skipWhen:
  - { when: isTest, reason: A test order. }
  - { when: gone, inNetSuite: $absent(id), reason: Gone before it came. }
waitWhen:
  - { when: isEarly, message: It is too early., advice: Find out what is missing. }
holdWhen:
  - { when: gone, inNetSuite: 'status.id = "shipped"', message: It was shipped., advice: Stop it by hand. }
records:
  - record: customer
    externalId: { prefix: C-, from: id }
    fields: [{ to: companyName, from: name, overflow: hold }]
  - record: salesOrder
    when: $not(isReturn)
    externalId: { prefix: SO-, from: id }
    fields: [{ to: memo, from: name, overflow: hold }]
  - record: cashRefund
    when: isReturn
    externalId: { prefix: R-, from: id }
    fields: [{ to: memo, from: name, overflow: hold }]
`,
  "test.yaml",
);

const lookups = { resolve: () => Promise.reject(new Error("not asked for")) };

async function verdictOn(source: object, there: object | null | Failure = null) {
  const asked: string[] = [];
  const readRecord: ReadRecord = async ({ recordType, externalId }) => {
    asked.push(`${recordType} ${externalId}`);
    if (there !== null && "class" in there) return { ok: false, failure: there };
    return { ok: true, value: there === null ? null : { fields: { ...there } } };
  };
  const order = { id: 1, name: "#1001", isReturn: false, ...source };
  return { asked, verdict: await ruleOnEntry({ mapping: MAPPING, source: order, lookups }, readRecord) };
}

test("an order that no rule is about is written, and NetSuite is not asked", async () => {
  expect(await verdictOn({})).toEqual({ asked: [], verdict: { ok: true, value: null } });
});

test("a rule about the order alone asks NetSuite nothing", async () => {
  expect(await verdictOn({ isTest: true })).toEqual({
    asked: [],
    verdict: { ok: true, value: "A test order." },
  });
});

test("a rule about what NetSuite does not hold skips what never came", async () => {
  const { asked, verdict } = await verdictOn({ gone: true });
  expect(verdict).toEqual({ ok: true, value: "Gone before it came." });
  expect(asked).toEqual(["salesOrder SO-1"]);
});

test("what is too early is tried again, and is for a person in the end", async () => {
  expect((await verdictOn({ isEarly: true })).verdict).toMatchObject({
    ok: false,
    failure: { class: "transient", code: "WAITS_BY_MAPPING", message: "It is too early." },
  });
});

test("several rules about what NetSuite holds ask it once, and a person is told what to do", async () => {
  const { asked, verdict } = await verdictOn({ gone: true }, { id: "7", status: { id: "shipped" } });
  expect(verdict).toMatchObject({
    ok: false,
    failure: { class: "data", code: "HELD_BY_MAPPING", message: "It was shipped." },
  });
  expect(asked).toHaveLength(1);
});

test("of several records it is the last of those that are written that counts", async () => {
  expect((await verdictOn({ gone: true, isReturn: true })).asked).toEqual(["cashRefund R-1"]);
});

test("when NetSuite cannot be asked nothing is decided", async () => {
  const failure: Failure = { class: "throttled", code: "X", message: "429", advice: "" };
  expect((await verdictOn({ gone: true }, failure)).verdict).toEqual({ ok: false, failure });
});
