import { expect, test } from "vitest";
import { FAILURE_CLASSES } from "../failure.ts";
import { acceptDead, aFailure, anIncoming, NOON } from "../ledger/sample-entries.contract.ts";
import { openTemporaryLedger } from "../ledger/sqlite/temporary-ledger.contract.ts";
import { safetyOf, toDeadLetter } from "./dead-letter.ts";

async function aDeadEntry(given: Parameters<typeof acceptDead>[1] = {}) {
  const { ledger } = await openTemporaryLedger();
  const entry = await ledger.get(await acceptDead(ledger, given));
  if (entry === undefined) throw new Error("the entry is gone");
  return entry;
}

test("a dead letter says which order, what is wrong and what to do next", async () => {
  const failure = aFailure({ field: "salesOrder.item[1].item", value: "RED-SHOE-42" });
  const entry = await aDeadEntry({ order: 7, failure });
  expect(toDeadLetter(entry)).toEqual({
    entry: entry.id,
    order: "#1007",
    key: "gid://shopify/Order/7",
    flow: "orders",
    state: "dead",
    class: "data",
    code: "LOOKUP_NOT_FOUND",
    fingerprint: "data|LOOKUP_NOT_FOUND|No item has the name <text>.",
    reason: failure.message,
    advice: failure.advice,
    field: "salesOrder.item[1].item",
    value: "RED-SHOE-42",
    attempts: 1,
    reruns: 0,
    firstSeenAt: NOON,
    lastSeenAt: NOON,
    safeToRerun: "yes",
    assignee: null,
    note: null,
    tags: [],
    isEdited: false,
  });
});

test("personal data is masked unless asked for", async () => {
  const failure = aFailure({
    message: "Invalid e-mail zoe@example.com",
    field: "customer.email",
    value: "zoe@example.com",
  });
  const entry = await aDeadEntry({ failure });
  expect(JSON.stringify(toDeadLetter(entry))).not.toContain("zoe@");
  expect(toDeadLetter(entry, { unmasked: true })).toMatchObject({
    reason: failure.message,
    value: "zoe@example.com",
  });
});

test("bytes that cannot be read, or come from a source we do not know, are named by their key", async () => {
  const entry = await aDeadEntry();
  expect(toDeadLetter({ ...entry, raw: new Uint8Array([123]), key: "sha256:ab" })?.order).toBe("sha256:ab");
  expect(toDeadLetter({ ...entry, source: "csv", key: "row-7" })?.order).toBe("row-7");
});

test("an entry that never failed is no dead letter", async () => {
  const { ledger } = await openTemporaryLedger();
  const { id } = await ledger.accept(anIncoming());
  const entry = await ledger.get(id);
  expect(entry && toDeadLetter(entry)).toBeNull();
});

test.each([
  ["data", "yes", "look-up first"],
  ["throttled", "yes", "look-up first"],
  ["transient", "yes", "look-up first"],
  ["unknown-outcome", "look-up first", "look-up first"],
  ["credentials", "yes", "look-up first"],
  ["defect", "yes", "no"],
] as const)(
  "a failure of class %s is safe to re-run: %s unsent, %s once sent",
  (failureClass, unsent, sent) => {
    const failure = aFailure({ class: failureClass });
    expect([safetyOf(failure, null), safetyOf(failure, NOON)]).toEqual([unsent, sent]);
  },
);

test("an unreadable order is not safe to re-run before somebody has edited it", () => {
  for (const failureClass of FAILURE_CLASSES) {
    expect(safetyOf(aFailure({ class: failureClass, code: "UNREADABLE_ORDER" }), null)).toBe("no");
  }
  expect(safetyOf(aFailure({ code: "UNREADABLE_ORDER" }), null, true)).toBe("yes");
});
