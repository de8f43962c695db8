import fc from "fast-check";
import { expect, test } from "vitest";
import { BASE_CATALOGUE } from "./catalogue.ts";
import { createRecordStore } from "./record-store.ts";

const put = fc.record({
  act: fc.constant("put" as const),
  id: fc.constantFrom("1", "2", "3"),
  name: fc.constantFrom("a", "A", "b"),
});
const remove = fc.record({
  act: fc.constant("remove" as const),
  id: fc.constantFrom("1", "2", "3"),
  name: fc.constant(""),
});

test("indexes agree with a walk over all rows after any history", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(put, remove)), (history) => {
      const store = createRecordStore({ catalogue: BASE_CATALOGUE, firstInternalId: 1 });
      for (const { act, id, name } of history) {
        if (act === "remove") store.remove("location", id);
        else store.put({ recordType: "location", id, fields: { name, externalId: name } });
      }
      for (const wanted of ["a", "b"]) {
        const byName = store
          .list("location")
          .filter(({ fields }) => String(fields["name"]).toLowerCase() === wanted);
        expect(new Set(store.findBy("location", "name", wanted))).toEqual(new Set(byName));
        expect(new Set(store.findBy("location", "externalId", wanted))).toEqual(new Set(byName));
      }
    }),
  );
});

test("items of all types draw their ids from one row of numbers", () => {
  const store = createRecordStore({ catalogue: BASE_CATALOGUE, firstInternalId: 500 });
  expect([store.nextId("item"), store.nextId("item"), store.nextId("entity")]).toEqual(["500", "501", "500"]);
});

test("what is saved comes back whole, from JSON and as changes", () => {
  const open = () => createRecordStore({ catalogue: BASE_CATALOGUE, firstInternalId: 1 });
  const store = open();
  store.watch?.(() => undefined);
  const attached = [{ recordType: "contact", id: "9" }];
  store.put({ recordType: "location", id: "1", fields: { name: "Main" }, attached });
  store.put({ recordType: "location", id: "2", fields: { name: "Gone" } });
  store.remove("location", "2");
  const [saved, changes] = [JSON.stringify(store.save()), JSON.stringify(store.changes?.take())];
  const [loaded, changed] = [open(), open()];
  loaded.load(JSON.parse(saved));
  changed.changes?.apply(JSON.parse(changes));
  const rows = JSON.stringify(store.list("location"));
  expect([loaded, changed].map((each) => JSON.stringify(each.list("location")))).toEqual([rows, rows]);
  expect(loaded.get("location", "1")?.attached).toEqual(attached);
});
