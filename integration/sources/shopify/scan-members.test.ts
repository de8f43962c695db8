import fc from "fast-check";
import { parse } from "lossless-json";
import { expect, test } from "vitest";
import { memberScan } from "./scan-members.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const scan = memberScan(["id", "name"]);
const scanned = (text: string) => scan(bytes(text));

test("wanted members are found between others, numbers with all their digits", () => {
  expect(scanned(`{"note":"a","id":820982911946154508,"lines":[{"id":1}],"name":"#1001"}`)).toEqual({
    id: "820982911946154508",
    name: "#1001",
  });
});

test("a member that is not there is left out", () => {
  expect(scanned(`{"name":"#1001","other":{"id":7}}`)).toEqual({ name: "#1001" });
  expect(scanned("{}")).toEqual({});
});

test("behind the last wanted member nothing is read but the end", () => {
  expect(scanned(`{"id":1,"name":"a","id":2,neither this nor that}\n`)).toEqual({ id: "1", name: "a" });
  expect(scanned(`{"id":1,"name":"a","lines":[`)).toBeUndefined();
});

test("values are what JSON makes of them", () => {
  expect(scanned(String.raw`{"id":null,"name":"caf\u00e9 \"é\" \\"}`)).toEqual({
    id: null,
    name: `café "é" \\`,
  });
  expect(scanned(`{"id":{"a":[true]},"name":-0.5e-3}`)).toEqual({ id: { a: [true] }, name: "-0.5e-3" });
});

test.each([
  ["a wanted member twice", `{"id":1,"id":1}`],
  ["a key with an escape", String.raw`{"\u0069d":1}`],
  ["a list", `[{"id":1}]`],
  ["something behind the object", `{"id":1} {}`],
  ["a byte order mark", `\uFEFF{"id":1}`],
  ["more levels than any record has", `{"a":${"[".repeat(65)}${"]".repeat(65)}}`],
  ["a list that never ends", `{"a":${"[".repeat(100_000)}`],
  ["nothing", ""],
])("%s is left to a more careful reader", (_, text) => {
  expect(scanned(text)).toBeUndefined();
});

test("as many levels as a record may have are read", () => {
  expect(scanned(`{"a":${"[".repeat(64)}${"]".repeat(64)}}`)).toEqual({});
});

test("bytes that are not UTF-8 are left to a more careful reader", () => {
  expect(scan(Uint8Array.from([...bytes(`{"note":"`), 0xff, ...bytes(`"}`)]))).toBeUndefined();
});

test("a part of a larger buffer is read as if it were alone", () => {
  const whole = bytes(`xx{"id":5}yy`);
  expect(scan(whole.subarray(2, 10))).toEqual({ id: "5" });
});

const key = fc.oneof(fc.constantFrom("id", "name", "note"), fc.string({ unit: "binary" }));
const aRecord = fc.dictionary(key, fc.jsonValue({ stringUnit: "binary" }), { maxKeys: 6 });
const spaces = fc.constantFrom(undefined, 1, "\t");

test("whatever the object is, the members are those that an exact parser reads, or it is left alone", () => {
  fc.assert(
    fc.property(aRecord, spaces, (record, space) => {
      const text = JSON.stringify(record, null, space);
      const exact = parse(text, undefined, (digits) => digits) as Record<string, unknown>;
      const found = scanned(text);
      if (found === undefined) {
        expect(text).toContain("\\");
        return;
      }
      for (const name of ["id", "name"]) {
        expect(Object.hasOwn(found, name)).toBe(Object.hasOwn(exact, name));
        if (typeof exact[name] !== "object") expect(found[name]).toEqual(exact[name]);
      }
    }),
  );
});

/** Without a wanted member in it, so that it is read to its end. */
const aNote = fc.jsonValue({ stringUnit: "binary" }).map((note) => `{"note":${JSON.stringify(note)}}`);
const spoilt = fc.tuple(
  aNote,
  fc.nat(),
  fc.constantFrom(...'{}[]",:\\-.0e+tnu\n\u0000 '),
  fc.nat({ max: 1 }),
);

test("what is no JSON is never taken for some", () => {
  fc.assert(
    fc.property(spoilt, ([text, at, letter, cut]) => {
      const from = at % text.length;
      const broken = text.slice(0, from) + letter + text.slice(from + cut);
      if (scanned(broken) === undefined) return;
      expect(() => JSON.parse(broken)).not.toThrow();
    }),
    { numRuns: 2_000 },
  );
});
