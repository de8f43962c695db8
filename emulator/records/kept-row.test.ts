import fc from "fast-check";
import { expect, test } from "vitest";
import { createRowKeeper } from "./kept-row.ts";

const aRow = (id: number) => ({
  recordType: "location",
  id: String(id),
  fields: { name: `Warehouse ${id}`, address: { city: "Harbour" } },
});

test("a row says what was kept, however many others are read in between", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(9)), (mostUnpacked, reads) => {
      const keeper = createRowKeeper(mostUnpacked);
      const rows = Array.from({ length: 10 }, (_, id) => keeper.keep(aRow(id), id));
      for (const id of reads) expect(rows[id]?.fields).toEqual(aRow(id).fields);
    }),
  );
});

test("a row that is read now and then stays unpacked, one that is not makes room", () => {
  const keeper = createRowKeeper(2);
  const [often, ...others] = Array.from({ length: 9 }, (_, id) => keeper.keep(aRow(id), id));
  const [first] = others;
  const [oftenUnpacked, firstUnpacked] = [often?.fields, first?.fields];
  for (const other of others.slice(1)) {
    expect(often?.fields).toBe(oftenUnpacked);
    expect(other.fields).toMatchObject({ name: /Warehouse/ });
  }
  expect(often?.fields).toBe(oftenUnpacked);
  expect(first?.fields).not.toBe(firstUnpacked);
  expect(first?.fields).toEqual(firstUnpacked);
});

test("what happens to the fields after they were kept does not happen to the row", () => {
  const given = aRow(1);
  const row = createRowKeeper().keep(given, 1);
  given.fields.name = "Elsewhere";
  expect(row.fields["name"]).toBe("Warehouse 1");
});

test("a row is written as JSON whole", () => {
  const attached = [{ recordType: "contact", id: "9" }];
  const keeper = createRowKeeper();
  const rows = [aRow(1), { ...aRow(2), attached }];
  expect(JSON.parse(JSON.stringify(rows.map(keeper.keep)))).toEqual(rows);
});
