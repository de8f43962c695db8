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

test("values are what JSON makes of them", () => {
  expect(scanned(String.raw`{"id":null,"name":"caf\u00e9 \"é\" \\"}`)).toEqual({
    id: null,
    name: `café "é" \\`,
  });
  expect(scanned(`{"id":{"a":[true]},"name":-0.5e-3}`)).toEqual({ id: { a: [true] }, name: "-0.5e-3" });
});

test("a member that only looks like a wanted one is none", () => {
  expect(scanned(`{"ID":1,"id ":2,"Id":3,"__proto__":4,"names":"b"}`)).toEqual({});
});

test("space may stand wherever JSON has it, also much of it", () => {
  const space = " \t\r\n".repeat(100_000);
  expect(scanned(`${space}{${space}"id"${space}:${space}1${space},"a":[ ]}${space}`)).toEqual({ id: "1" });
});

test("a part of a larger buffer is read as if it were alone", () => {
  const whole = bytes(`xx{"id":5}yy`);
  expect(scan(whole.subarray(2, 10))).toEqual({ id: "5" });
});

const nested = { lists: ["[", "]"], objects: [`{"a":`, "}"] } as const;

test.each(["lists", "objects"] as const)("%s are read as deep as any record goes, and no deeper", (kind) => {
  const [open, close] = nested[kind];
  const record = (depth: number) => `{"id":1,"a":${open.repeat(depth)}1${close.repeat(depth)}}`;
  expect(scanned(record(63))).toEqual({ id: "1" });
  expect(scanned(record(64))).toBeUndefined();
  expect(scanned(record(200_000))).toBeUndefined();
});

test.each([
  ["a wanted member twice", `{"id":1,"id":1}`],
  ["a key with an escape", String.raw`{"\u0069d":1}`],
  ["a list", `[{"id":1}]`],
  ["a bare value", `"id"`],
  ["something behind the object", `{"id":1} {}`],
  ["a byte order mark", `\uFEFF{"id":1}`],
  ["half an object", `{"id":1,"name":"a","lines":[{"id":1}`],
  ["a number in two", `{"id":12 345}`],
  ["a number with a sign of its own", `{"id":+1}`],
  ["a number that ends in its point", `{"id":1.}`],
  ["a number with a zero in front", `{"id":01}`],
  ["a word that is none", `{"id":1,"a":nul}`],
  ["a line end in a text", `{"id":1,"a":"\n"}`],
  ["an escape that is none", String.raw`{"id":1,"a":"\x"}`],
  ["half a code", String.raw`{"id":1,"a":"\u00e"}`],
  ["a comma too many", `{"id":1,}`],
  ["a list that never ends", `{"a":${"[".repeat(100_000)}`],
  ["nothing", ""],
])("%s is left to a more careful reader", (_, text) => {
  expect(scanned(text)).toBeUndefined();
});

test("bytes that are not UTF-8 are left to a more careful reader", () => {
  expect(scan(Uint8Array.from([...bytes(`{"note":"`), 0xff, ...bytes(`"}`)]))).toBeUndefined();
});

const aKey = fc.oneof(fc.constantFrom("id", "name", "note", "__proto__"), fc.string({ unit: "binary" }));
const aValue = fc.jsonValue({ stringUnit: "binary" });
const aSpace = fc.constantFrom("", " ", "\n\t");
const aRecord = fc
  .tuple(fc.array(fc.tuple(aKey, aValue), { maxLength: 6 }), aSpace)
  .map(([members, space]) => ({
    keys: members.map(([key]) => key),
    text: `{${members.map(([key, value]) => `${space}${JSON.stringify(key)}${space}:${JSON.stringify(value)}`).join()}}`,
  }));

test("of any object the members are those that an exact reader finds, or it is left alone for a reason", () => {
  fc.assert(
    fc.property(aRecord, ({ keys, text }) => {
      const found = scanned(text);
      if (found === undefined) {
        const isTwice = (name: string) => keys.filter((key) => key === name).length > 1;
        const isEscaped = (key: string) => JSON.stringify(key).includes("\\");
        expect(isTwice("id") || isTwice("name") || keys.some(isEscaped)).toBe(true);
        return;
      }
      const exact = exactly(text);
      fc.pre(exact !== undefined);
      expect(withDigits(found)).toEqual(
        Object.fromEntries(
          ["id", "name"].flatMap((name) => (Object.hasOwn(exact, name) ? [[name, exact[name]]] : [])),
        ),
      );
    }),
  );
});

/** undefined where it refuses two different values under one key. */
function exactly(text: string): Record<string, unknown> | undefined {
  try {
    return parse(text, undefined, (digits) => digits) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** Numbers inside of a wanted object are numbers to the scan: whoever wants an object of it looks more carefully. */
const withDigits = (found: Readonly<Record<string, unknown>>): unknown =>
  parse(JSON.stringify(found), undefined, (digits) => digits);

const aSpoiltRecord = fc
  .tuple(aRecord, fc.nat(), fc.constantFrom(...'{}[]",:\\-.0e+tnu\n\u0000 '), fc.nat({ max: 1 }))
  .map(([{ text }, at, letter, cut]) => {
    const from = at % text.length;
    return text.slice(0, from) + letter + text.slice(from + cut);
  });

test("what is no JSON is never taken for some", () => {
  fc.assert(
    fc.property(aSpoiltRecord, (text) => {
      if (scanned(text) !== undefined) expect(() => JSON.parse(text)).not.toThrow();
    }),
    { numRuns: 2_000 },
  );
});
