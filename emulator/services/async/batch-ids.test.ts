import { expect, test } from "vitest";
import { externalIdOf, idOrExternalIdOf, parseIds } from "./batch-ids.ts";

const named = (text: string) =>
  parseIds(text).map((outcome) => (outcome.ok ? outcome.value : outcome.refusal.key));

test.each([
  ["1,2,eid:abc,eid:'test 5'", ["1", "2", "eid:abc", "eid:test%205"]],
  [" 1 , -3,", ["1", "-3"]],
  ["eid:'a,b','eid:c'", ["eid:a%2Cb", "id-malformed"]],
  ["eid:'it''s',eid:O'Brien", ["eid:it's", "eid:O'Brien"]],
  [
    "eid:a/b,..,1/lines,12x,eid:",
    ["eid:a%2Fb", "id-malformed", "id-malformed", "id-malformed", "id-malformed"],
  ],
  ["eid:'open,2", ["eid:'open", "2"]],
  ["", []],
  [" , ,", []],
])("ids=%s names %j", (text, segments) => {
  expect(named(text)).toEqual(segments);
});

test("the internal id of an item wins, and an upsert looks at the external id only", () => {
  expect(idOrExternalIdOf({ id: 7, externalId: "A" })).toMatchObject({ value: "7" });
  expect(idOrExternalIdOf({ ID: "7" })).toMatchObject({ value: "7" });
  expect(idOrExternalIdOf({ id: "", externalid: "A 1" })).toMatchObject({ value: "eid:A%201" });
  expect(externalIdOf({ id: 7, externalId: "A" })).toMatchObject({ value: "eid:A" });
  expect(externalIdOf({ id: 7 })).toMatchObject({ refusal: { key: "batch-record-unnamed" } });
});
