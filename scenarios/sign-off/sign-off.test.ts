import fc from "fast-check";
import { expect, test } from "vitest";
import type { Block, ScenarioPage } from "../../reports/index.ts";
import { contentHash, spokenHash } from "./content-hash.ts";
import { createSignOff, type SignOffSubject, signOffSchema, whyVoid } from "./sign-off.ts";
import { evidenceHashOf, signedScenario } from "./signed-evidence.ts";

const aRecord = (total: string, number: string): Block => ({
  kind: "record",
  recordType: "Sales Order",
  name: number,
  internalId: number.slice(2),
  groups: [
    { title: "Primary Information", fields: [{ label: "Order #", value: number, assigned: true }] },
    { title: "Summary", fields: [{ label: "Total", value: total }] },
  ],
  sublists: [],
});

const aPage = (change: Partial<ScenarioPage> = {}): ScenarioPage => ({
  id: "zero-total-order",
  title: "A $0 order is created",
  why: "Stock vanishes.",
  given: "a voucher",
  when: "it is sent",
  // biome-ignore lint/suspicious/noThenProperty: a word of a scenario, not a promise
  then: "it is there",
  verdict: "pass",
  durationMs: 12,
  checks: [{ name: "refusals", verdict: "pass", expected: "more than 0", found: "3" }],
  evidence: [aRecord("0.00", "SO1")],
  tags: ["money"],
  ...change,
});

const MAPPING = { "mappings/orders.yaml": contentHash("mapping: 1") };
const subjectOf = (...pages: readonly ScenarioPage[]): SignOffSubject => ({
  shop: "Acme Store",
  account: "1234567",
  mappings: MAPPING,
  scenarios: pages.map(signedScenario),
});
const SIGNATURE = {
  role: "Finance",
  by: { name: "Anna Berg", mail: "anna@acme.example" },
  signedAt: "2026-11-27T12:00:00.000Z",
};
const signed = createSignOff(SIGNATURE, subjectOf(aPage()));

test("a sign-off counts for the run that was signed, and for any other that found the same", () => {
  expect(signOffSchema.parse(JSON.parse(JSON.stringify(signed)))).toEqual(signed);
  expect(whyVoid(signed, subjectOf(aPage()))).toEqual([]);
  const again = aPage({
    durationMs: 999,
    checks: [{ name: "refusals", verdict: "pass", expected: "more than 0", found: "7" }],
    evidence: [{ kind: "code", caption: "PUT", text: "x-n-operationid: 1" }, aRecord("0.00", "SO77")],
  });
  expect(whyVoid(signed, subjectOf(again))).toEqual([]);
});

const CHANGES: readonly [string, SignOffSubject, RegExp][] = [
  [
    "the words of a scenario",
    subjectOf(aPage({ why: "Something else." })),
    /catalogue changed: .*zero-total-order says/,
  ],
  [
    "a scenario more",
    subjectOf(aPage(), aPage({ id: "another" })),
    /catalogue changed: scenario another was added/,
  ],
  ["a scenario less", subjectOf(), /catalogue changed: scenario zero-total-order is no longer/],
  [
    "a record's total",
    subjectOf(aPage({ evidence: [aRecord("0.01", "SO1")] })),
    /evidence changed: zero-total-order/,
  ],
  ["a verdict", subjectOf(aPage({ verdict: "fail" })), /evidence changed: zero-total-order/],
  ["what is expected", subjectOf(aPage({ checks: [] })), /evidence changed/],
  [
    "the mapping",
    { ...subjectOf(aPage()), mappings: { "mappings/orders.yaml": contentHash("") } },
    /mapping mappings\/orders\.yaml changed/,
  ],
  [
    "a mapping more",
    { ...subjectOf(aPage()), mappings: { ...MAPPING, b: contentHash("") } },
    /mapping b was added/,
  ],
  ["a mapping less", { ...subjectOf(aPage()), mappings: {} }, /mapping mappings\/orders\.yaml was taken out/],
  [
    "the account",
    { ...subjectOf(aPage()), account: "7654321" },
    /signed for account 1234567; this is 7654321/,
  ],
];

test.each(CHANGES)("%s voids it, and the one reason says which", (_what, subject, reason) => {
  const reasons = whyVoid(signed, subject);
  expect(reasons).toHaveLength(1);
  expect(reasons[0]).toMatch(reason);
});

test("a file that was changed by hand is noticed, whichever line it was", () => {
  for (const forged of [
    { ...signed, role: "IT" },
    { ...signed, signedAt: "2027-01-01T00:00:00.000Z" },
    { ...signed, by: { ...signed.by, name: "Somebody Else" } },
  ])
    expect(whyVoid(forged, subjectOf(aPage()))).toEqual([
      "The sign-off file was changed after it was signed.",
    ]);
});

test("the name of a content does not hang on the order of its keys, and on everything else", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).toReversed());
      expect(contentHash(reversed)).toBe(contentHash(value));
      expect(contentHash({ ...value, more: 1 }) === contentHash({ ...value, more: 2 })).toBe(false);
    }),
  );
});

test("a check that failed is signed with what was found", () => {
  const failed = (found: string) => aPage({ checks: [{ name: "a", verdict: "fail", expected: "1", found }] });
  expect(evidenceHashOf(failed("2"))).not.toBe(evidenceHashOf(failed("3")));
});

test("a name that is read out is twelve digits in three groups", () => {
  expect(spokenHash(contentHash("a"))).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/);
});
