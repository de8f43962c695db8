import fc from "fast-check";
import { expect, test } from "vitest";
import { type Accounting, type AccountingInput, type LedgerState, reconcile } from "./accounting.ts";

const STATES: readonly LedgerState[] = ["delivered", "pending", "dead", "discarded"];

/** Lists that agree with each other: each key in one state, in NetSuite exactly when it is delivered. */
const agreeing: fc.Arbitrary<AccountingInput> = fc
  .uniqueArray(
    fc.tuple(
      fc.string({ minLength: 1, maxLength: 6 }),
      fc.constantFrom(...STATES),
      fc.integer({ min: 1, max: 3 }),
    ),
    {
      selector: ([key]) => key,
      maxLength: 30,
    },
  )
  .map((orders) => ({
    sent: orders.flatMap(([key, , times]) => Array.from({ length: times }, () => ({ key }))),
    ledger: orders.map(([key, state]) => ({ key, state })),
    netsuite: orders.flatMap(([key, state], index) =>
      state === "delivered" ? [{ key, internalId: String(1000 + index) }] : [],
    ),
  }));
const withDelivered = agreeing.filter(({ netsuite }) => netsuite.length > 0);

test("lists that agree balance, and every accepted key is counted in one state", () => {
  fc.assert(
    fc.property(agreeing, (input) => {
      const accounting = reconcile(input);
      expect(accounting.balanced).toBe(true);
      expect(accounting.accepted).toBe(input.ledger.length);
      for (const state of STATES) {
        expect(accounting[state]).toBe(input.ledger.filter((entry) => entry.state === state).length);
      }
      expect(accounting.sent).toBe(input.ledger.length);
      expect(accounting.sentAgain).toBe(input.sent.length - input.ledger.length);
    }),
  );
});

test("removing one delivered record from NetSuite makes exactly that key lost", () => {
  fc.assert(
    fc.property(withDelivered, fc.nat(), (input, pick) => {
      const removed = input.netsuite[pick % input.netsuite.length];
      const accounting = reconcile({
        ...input,
        netsuite: input.netsuite.filter((record) => record !== removed),
      });
      expect(accounting).toMatchObject({
        lost: 1,
        lostKeys: [removed?.key],
        duplicated: 0,
        unexpected: 0,
        balanced: false,
      });
      expect(accounting.delivered).toBe(input.netsuite.length - 1);
    }),
  );
});

test("a second record for one key in NetSuite makes exactly one surplus", () => {
  fc.assert(
    fc.property(withDelivered, fc.nat(), (input, pick) => {
      const key = input.netsuite[pick % input.netsuite.length]?.key ?? "";
      const accounting = reconcile({ ...input, netsuite: [...input.netsuite, { key, internalId: "9999" }] });
      expect(accounting).toMatchObject({
        duplicated: 1,
        duplicatedKeys: [key],
        lost: 0,
        unexpected: 0,
        balanced: false,
      });
    }),
  );
});

test("the order of the lists does not matter", () => {
  const shuffled = anyInput().chain((input) =>
    fc.record({
      input: fc.constant(input),
      other: fc.record({
        sent: fc.shuffledSubarray([...input.sent], { minLength: input.sent.length }),
        ledger: fc.shuffledSubarray([...input.ledger], { minLength: input.ledger.length }),
        netsuite: fc.shuffledSubarray([...input.netsuite], { minLength: input.netsuite.length }),
      }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ input, other }) => {
      expect(reconcile(other)).toEqual(reconcile(input));
    }),
  );
});

test("every accepted key is in one state, lost after acceptance, or dead but delivered", () => {
  fc.assert(
    fc.property(anyInput(), (input) => {
      const accounting = reconcile(input);
      const accepted = new Set(input.ledger.map(({ key }) => key));
      const lostAfterAcceptance = accounting.lostKeys.filter((key) => accepted.has(key)).length;
      expect(explained(accounting) + lostAfterAcceptance + accounting.deadButDelivered).toBe(
        accounting.accepted,
      );
    }),
  );
});

test("a statement balances exactly when nothing contradicts it", () => {
  fc.assert(
    fc.property(anyInput(), (input) => {
      const accounting = reconcile(input);
      const { lost, duplicated, unexpected, deadButDelivered } = accounting;
      expect(accounting.balanced).toBe(lost + duplicated + unexpected + deadButDelivered === 0);
    }),
  );
});

test("an order that was sent and is nowhere is lost", () => {
  const accounting = reconcile({ sent: [{ key: "a" }], ledger: [], netsuite: [] });
  expect(accounting).toMatchObject({ accepted: 0, lost: 1, lostKeys: ["a"], balanced: false });
});

test("a record in NetSuite that nobody sent is unexpected, and so is one that the ledger never accepted", () => {
  const accounting = reconcile({
    sent: [{ key: "b" }],
    ledger: [],
    netsuite: [
      { key: "a", internalId: "1" },
      { key: "b", internalId: "2" },
    ],
  });
  expect(accounting).toMatchObject({ unexpected: 2, unexpectedKeys: ["a", "b"], lost: 0, balanced: false });
});

test.each(["dead", "discarded"] as const)(
  "a %s order that NetSuite holds is not believed to be %s",
  (state) => {
    const accounting = reconcile({
      sent: [{ key: "a" }],
      ledger: [{ key: "a", state }],
      netsuite: [{ key: "a", internalId: "1" }],
    });
    expect(accounting).toMatchObject({
      [state]: 0,
      deadButDelivered: 1,
      deadButDeliveredKeys: ["a"],
      balanced: false,
    });
  },
);

test("a pending order may be in NetSuite already: the answer is still on its way", () => {
  const accounting = reconcile({
    sent: [{ key: "a" }],
    ledger: [{ key: "a", state: "pending" }],
    netsuite: [{ key: "a", internalId: "1" }],
  });
  expect(accounting).toMatchObject({ pending: 1, lost: 0, balanced: true });
});

test.each([
  [["delivered", "pending"], "pending"],
  [["delivered", "dead"], "dead"],
  [["dead", "delivered", "discarded"], "dead"],
  [["discarded", "delivered"], "delivered"],
  [["dead", "pending"], "pending"],
] as const)("versions of one order that are %j count once", (states, expected) => {
  const accounting = reconcile({
    sent: [{ key: "a" }],
    ledger: states.map((state) => ({ key: "a", state })),
    netsuite: states.includes("delivered" as never) ? [{ key: "a", internalId: "1" }] : [],
  });
  expect(accounting.accepted).toBe(1);
  expect(accounting[expected]).toBe(1);
});

test("a version that was delivered and is not in NetSuite is lost, whatever became of later versions", () => {
  for (const state of STATES) {
    const ledger = [
      { key: "a", state: "delivered" as const },
      { key: "a", state },
    ];
    const accounting = reconcile({ sent: [{ key: "a" }], ledger, netsuite: [] });
    expect(accounting).toMatchObject({ accepted: 1, lost: 1, pending: 0, dead: 0, balanced: false });
  }
});

test("one record that was read twice is not a duplicate", () => {
  const record = { key: "a", internalId: "1" };
  const accounting = reconcile({
    sent: [record],
    ledger: [{ key: "a", state: "delivered" }],
    netsuite: [record, record],
  });
  expect(accounting).toMatchObject({ duplicated: 0, balanced: true });
});

test("three records of one key are two too many, and their internal ids are told", () => {
  const netsuite = ["3", "1", "2"].map((internalId) => ({ key: "a", internalId }));
  const accounting = reconcile({
    sent: [{ key: "a" }],
    ledger: [{ key: "a", state: "delivered" }],
    netsuite,
  });
  expect(accounting.duplicated).toBe(2);
  expect(accounting.duplicates).toEqual([{ key: "a", internalIds: ["1", "2", "3"] }]);
});

test("an entry that the source did not send is told without unbalancing the statement", () => {
  const accounting = reconcile({ sent: [], ledger: [{ key: "a", state: "dead" }], netsuite: [] });
  expect(accounting).toMatchObject({ neverSent: 1, neverSentKeys: ["a"], balanced: true });
});

/** Lists that contradict each other in every way that few keys allow. */
function anyInput(): fc.Arbitrary<AccountingInput> {
  const key = fc.constantFrom("a", "b", "c", "d", "e");
  return fc.record({
    sent: fc.array(fc.record({ key }), { maxLength: 8 }),
    ledger: fc.array(fc.record({ key, state: fc.constantFrom(...STATES) }), { maxLength: 8 }),
    netsuite: fc.array(fc.record({ key, internalId: fc.constantFrom("1", "2", "3", "4") }), { maxLength: 8 }),
  });
}

function explained({ delivered, pending, dead, discarded }: Accounting): number {
  return delivered + pending + dead + discarded;
}
