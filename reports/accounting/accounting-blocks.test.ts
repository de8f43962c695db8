import { expect, test } from "vitest";
import type { Check } from "../report.ts";
import { type AccountingInput, reconcile } from "./accounting.ts";
import { accountingBlocks } from "./accounting-blocks.ts";

const BALANCED: AccountingInput = {
  sent: [{ key: "a" }, { key: "a" }, { key: "b" }],
  ledger: [
    { key: "a", state: "delivered" },
    { key: "b", state: "dead" },
  ],
  netsuite: [{ key: "a", internalId: "1" }],
};

test("a balanced statement passes every check and needs no note", () => {
  const blocks = blocksOf(BALANCED);
  expect(checksOf(BALANCED).map(({ verdict }) => verdict)).toEqual(["pass", "pass", "pass", "pass"]);
  expect(blocks.map(({ kind }) => kind)).toEqual(["checks", "table"]);
});

test("the checks fail exactly when the statement does not balance", () => {
  const lists: readonly Partial<AccountingInput>[] = [
    { netsuite: [] },
    {
      netsuite: [
        { key: "a", internalId: "1" },
        { key: "a", internalId: "2" },
      ],
    },
    {
      netsuite: [
        { key: "a", internalId: "1" },
        { key: "b", internalId: "2" },
      ],
    },
    {
      netsuite: [
        { key: "a", internalId: "1" },
        { key: "z", internalId: "2" },
      ],
    },
    { sent: [{ key: "a" }, { key: "b" }, { key: "c" }] },
  ];
  for (const change of lists) {
    const input = { ...BALANCED, ...change };
    expect(reconcile(input).balanced).toBe(false);
    expect(checksOf(input).some(({ verdict }) => verdict === "fail")).toBe(true);
  }
});

test("every contradiction is told with its keys", () => {
  const notes = blocksOf({
    sent: [{ key: "gone" }, { key: "twice" }, { key: "dead" }],
    ledger: [
      { key: "twice", state: "delivered" },
      { key: "dead", state: "dead" },
      { key: "other", state: "dead" },
    ],
    netsuite: [
      { key: "twice", internalId: "1" },
      { key: "twice", internalId: "2" },
      { key: "dead", internalId: "3" },
      { key: "stray", internalId: "4" },
    ],
  }).flatMap((block) => (block.kind === "note" ? [block.text] : []));
  expect(notes).toEqual([
    "Lost: gone",
    "In NetSuite more than once: twice (internal ids 1, 2)",
    "In NetSuite, but not sent or not accepted: stray",
    "In NetSuite although dead or discarded; do not enter them by hand: dead",
    "In the ledger, but not in the source's list: other",
  ]);
});

test("a long list of keys is cut, and says by how many", () => {
  const sent = Array.from({ length: 1030 }, (_, index) => ({ key: `order-${index}` }));
  const [, , note] = blocksOf({ sent, ledger: [], netsuite: [] });
  expect(note?.kind === "note" && note.text).toMatch(/… and 1,010 more$/);
});

function blocksOf(input: AccountingInput): ReturnType<typeof accountingBlocks> {
  return accountingBlocks(reconcile(input));
}

function checksOf(input: AccountingInput): readonly Check[] {
  return blocksOf(input).flatMap((block) => (block.kind === "checks" ? block.checks : []));
}
