import fc from "fast-check";
import { expect, test } from "vitest";
import type { ShopFulfilment } from "../../shopify/fulfilments.ts";
import { fillFrom, type Parcel, pairParcels } from "./pair-parcels.ts";

const parcel = (
  number: string,
  lines: Readonly<Record<string, number>>,
  trackingNumbers: string[] = [],
): Parcel => ({
  number,
  lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
  trackingNumbers,
  trackingCompany: undefined,
  notifyCustomer: false,
});

const fulfilment = (id: string, { lines, trackingNumbers }: Parcel, status = "SUCCESS"): ShopFulfilment => ({
  id,
  status,
  trackingInfo: trackingNumbers.map((number) => ({ number })),
  fulfillmentLineItems: { nodes: lines.map(({ sku, quantity }) => ({ quantity, lineItem: { sku } })) },
});

const idsOf = ({ known }: ReturnType<typeof pairParcels>) =>
  known.map(({ parcel: { number }, fulfilment: { id } }) => `${number}=${id}`).toSorted();

test("tracking numbers tell parcels apart that hold the same", () => {
  const [one, two] = [parcel("IF1", { MUG: 1 }, ["A"]), parcel("IF2", { MUG: 1 }, ["B"])];
  expect(idsOf(pairParcels([one, two], [fulfilment("x", two), fulfilment("y", one)]))).toEqual([
    "IF1=y",
    "IF2=x",
  ]);
});

test("a parcel whose number came later is the one that holds the same", () => {
  const sent = fulfilment("x", parcel("", { MUG: 1 }));
  const pairing = pairParcels([parcel("IF1", { MUG: 1 }, ["A"]), parcel("IF2", { MUG: 1 }, ["B"])], [sent]);
  expect(idsOf(pairing)).toEqual(["IF1=x"]);
  expect(pairing.missing.map(({ number }) => number)).toEqual(["IF2"]);
});

test("a fulfilment that the shop has cancelled is none", () => {
  const one = parcel("IF1", { MUG: 1 }, ["A"]);
  expect(pairParcels([one], [fulfilment("x", one, "CANCELLED")]).missing).toEqual([one]);
});

const anyParcel = fc
  .record({
    mugs: fc.integer({ min: 0, max: 2 }),
    tents: fc.integer({ min: 1, max: 2 }),
    numbers: fc.subarray(["A", "B", "C"]),
  })
  .map(({ mugs, tents, numbers }) =>
    parcel("IF", { ...(mugs > 0 ? { MUG: mugs } : {}), TENT: tents }, numbers),
  );

test("once every missing parcel is made, nothing is missing, in whatever order the shop lists them", () => {
  fc.assert(
    fc.property(
      fc.array(anyParcel, { maxLength: 5 }),
      fc.array(anyParcel, { maxLength: 3 }),
      fc.infiniteStream(fc.integer()),
      (wanted, there, order) => {
        const before = there.map((each, index) => fulfilment(`there-${index}`, each));
        const made = pairParcels(wanted, before).missing.map((each, index) =>
          fulfilment(`made-${index}`, each),
        );
        const shuffled = [...before, ...made]
          .map((each) => ({ each, place: order.next().value ?? 0 }))
          .toSorted((left, right) => left.place - right.place)
          .map(({ each }) => each);
        expect(pairParcels(wanted, shuffled).missing).toEqual([]);
      },
    ),
  );
});

const waiting = (id: string, status: string, lines: Readonly<Record<string, number>>) => ({
  id,
  status,
  assignedLocation: { name: "Shop warehouse" },
  lineItems: {
    nodes: Object.entries(lines).map(([key, remainingQuantity]) => ({
      id: `${id}/${key}`,
      sku: key.split("#")[0] ?? key,
      remainingQuantity,
    })),
  },
});

test("a parcel is taken from the one fulfilment order that has all of it, over several lines of one SKU", () => {
  const orders = [
    waiting("held", "ON_HOLD", { MUG: 9 }),
    waiting("few", "OPEN", { MUG: 1 }),
    waiting("enough", "IN_PROGRESS", { "MUG#1": 2, "MUG#2": 2 }),
  ];
  expect(fillFrom(orders, parcel("IF1", { MUG: 3 }))).toEqual({
    ok: true,
    fulfilmentOrderId: "enough",
    lineItems: [
      { id: "enough/MUG#1", quantity: 2 },
      { id: "enough/MUG#2", quantity: 1 },
    ],
  });
});

test("what does not fit is named, with what waits of it", () => {
  expect(fillFrom([waiting("few", "OPEN", { MUG: 1 })], parcel("IF1", { MUG: 3 }))).toEqual({
    ...{ ok: false, sku: "MUG", wanted: 3, waiting: 1 },
  });
  expect(fillFrom([], parcel("IF1", { MUG: 3 }))).toMatchObject({ ok: false, waiting: 0 });
});
