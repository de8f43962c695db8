import fc from "fast-check";
import { expect, test } from "vitest";
import { BASE_CATALOGUE } from "../../records/catalogue.ts";
import type { Fields, FieldValue } from "../../records/field-value.ts";
import { createRecordStore } from "../../records/record-store.ts";
import type { RecordType } from "../../records/record-type.ts";
import { indexedRows } from "./search-index.ts";
import { matchesSearch } from "./search-match.ts";
import { parseSearch } from "./search-query.ts";

const TYPE = BASE_CATALOGUE.find("inventoryItem") as RecordType;

const TEXTS = ["a", "A b", 'q"x', "AND", "(b)", "1", "\\", "ab", "[1, 2]"];
const PLACES = [
  { id: "1", refName: "Quay" },
  { id: "2", refName: "Main, East" },
  { id: "30", refName: "3" },
];
const DAYS = ["1/1/2026", "1/2/2026", "12/31/2026"];
const ISO = ["2026-01-01T10:00:00Z", "2026-01-02T00:00:00Z", "2026-12-31T23:59:59Z"];
const NUMBERS = [-1, 0, 1, 2.5, 30];

interface Asked {
  readonly field: string;
  readonly operator: string;
  readonly negated: boolean;
  readonly values: readonly string[];
}
type Tree = Asked | { readonly word: "AND" | "OR"; readonly left: Tree; readonly right: Tree };

const fields: fc.Arbitrary<Fields> = fc.record(
  {
    displayName: fc.constantFrom<FieldValue>(...TEXTS, null),
    cost: fc.constantFrom<FieldValue>(...NUMBERS),
    isInactive: fc.boolean() as fc.Arbitrary<FieldValue>,
    createdDate: fc.constantFrom<FieldValue>(...ISO),
    location: fc.constantFrom<FieldValue>(...PLACES),
    subsidiary: fc.subarray(PLACES).map((items): FieldValue => ({ items })),
    custitem_any: fc.constantFrom<FieldValue>("a", "1", 1, true),
  },
  { requiredKeys: [] },
);

const one = (values: readonly string[]) => fc.constantFrom(...values).map((value) => [value]);
const two = (values: readonly string[]) =>
  fc.tuple(fc.constantFrom(...values), fc.constantFrom(...values)).map((pair) => [...pair]);
const some = (values: readonly string[]) => fc.subarray([...values], { minLength: 1 });
const asked = (field: string, operators: readonly string[], values: fc.Arbitrary<string[]>) =>
  fc.record({
    field: fc.constant(field),
    operator: fc.constantFrom(...operators),
    negated: fc.boolean(),
    values,
  });

const numbers = NUMBERS.map(String);
const choices = [...PLACES.flatMap(({ id, refName }) => [id, refName]), "7"];
const condition: fc.Arbitrary<Asked> = fc.oneof(
  asked("displayName", ["IS", "CONTAIN", "START_WITH", "ENDWITH", "END_WITH"], one([...TEXTS, "b"])),
  asked("cost", ["EQUAL", "GREATER", "GREATER_OR_EQUAL", "LESS", "LESS_OR_EQUAL"], one([...numbers, "2.50"])),
  asked("cost", ["BETWEEN", "WITHIN"], two(numbers)),
  asked("cost", ["ANY_OF"], some(numbers)),
  asked("isInactive", ["IS"], one(["true", "false", "T", "f"])),
  asked("createdDate", ["AFTER", "BEFORE", "ON", "ON_OR_AFTER", "ON_OR_BEFORE"], one(DAYS)),
  asked("location", ["IS", "EQUAL"], one(choices)),
  asked("location", ["ANY_OF"], some(choices)),
  asked("subsidiary", ["ANY_OF"], some(choices)),
  asked("custitem_any", ["IS"], one(["a", "1", "true", "T"])),
  asked("id", ["IS", "EQUAL"], one(["1", "2", "99"])),
  asked("id", ["ANY_OF"], some(["1", "2", "3", "99"])),
  asked("displayName", ["EMPTY"], fc.constant([])),
  asked("location", ["EMPTY"], fc.constant([])),
  asked("subsidiary", ["EMPTY"], fc.constant([])),
);

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    condition,
    fc.record({
      word: fc.constantFrom("AND" as const, "OR" as const),
      left: tie("tree"),
      right: tie("tree"),
    }),
  ),
}));

const quoted = (value: string): string => `"${value.replace(/[\\"]/g, "\\$&")}"`;
const isPlain = (value: string): boolean => /^[\w./-]+$/.test(value);

/** Values bare where they may be, names in capitals, and brackets only where AND would bind too tightly. */
function print(node: Tree): string {
  if ("word" in node) {
    const side = (inner: Tree, isRight: boolean): string => {
      const text = print(inner);
      const isLoose = "word" in inner && (isRight || (node.word === "AND" && inner.word === "OR"));
      return isLoose ? `(${text})` : text;
    };
    return `${side(node.left, false)} ${node.word} ${side(node.right, true)}`;
  }
  const { field, operator, negated, values } = node;
  const shown = values.map((value) => (isPlain(value) && value !== "AND" ? value : quoted(value)));
  const list = shown.length > 1 || operator === "ANY_OF" ? `[${shown.join(", ")}]` : shown.join("");
  return `${field.toUpperCase()} ${operator}${negated ? "_NOT" : ""} ${list}`.trim();
}

type Row = { readonly id: string; readonly fields: Fields };

/** The help's words, one operator after the other, over what a person would read in the record. */
function naive(node: Tree, row: Row): boolean {
  if ("word" in node)
    return node.word === "AND"
      ? naive(node.left, row) && naive(node.right, row)
      : naive(node.left, row) || naive(node.right, row);
  // A box that nobody ticked reads false.
  const own: Fields = { isInactive: false, ...row.fields };
  return holds(node, node.field === "id" ? row.id : own[node.field]) !== node.negated;
}

type Place = { readonly id: string; readonly refName: string };

function holds({ field, operator, values }: Asked, value: FieldValue | undefined): boolean {
  const places = (
    field === "subsidiary" ? ((value as { items?: Place[] })?.items ?? []) : [value]
  ) as Place[];
  const isEmpty = value === undefined || value === null || places.length === 0;
  if (operator === "EMPTY") return isEmpty;
  if (isEmpty) return false;
  if (field === "location" || field === "subsidiary")
    return places.some(({ id, refName }) => values.includes(id) || values.includes(refName));
  const [first = "", second = ""] = values;
  if (field === "cost" || field === "id") return holdsForNumbers(operator, Number(value), values.map(Number));
  if (field === "createdDate") {
    const day = DAYS.indexOf(DAYS[ISO.indexOf(String(value))] ?? "");
    const wanted = DAYS.indexOf(first);
    return (
      {
        AFTER: day > wanted,
        BEFORE: day < wanted,
        ON: day === wanted,
        ON_OR_AFTER: day >= wanted,
        ON_OR_BEFORE: day <= wanted,
      }[operator] ?? false
    );
  }
  if (field === "isInactive") return String(value).charAt(0) === first.charAt(0).toLowerCase();
  const text = String(value).toLowerCase();
  if (value === true) return first.toLowerCase().startsWith("t");
  const wanted = first.toLowerCase();
  expect(second).toBe("");
  return (
    {
      IS: text === wanted,
      CONTAIN: text.includes(wanted),
      START_WITH: text.startsWith(wanted),
      ENDWITH: text.endsWith(wanted),
      END_WITH: text.endsWith(wanted),
    }[operator] ?? false
  );
}

function holdsForNumbers(operator: string, value: number, wanted: readonly number[]): boolean {
  const [first = 0, second = 0] = wanted;
  const inside = value >= first && value <= second;
  return (
    {
      IS: value === first,
      EQUAL: value === first,
      GREATER: value > first,
      GREATER_OR_EQUAL: value >= first,
      LESS: value < first,
      LESS_OR_EQUAL: value <= first,
      BETWEEN: inside,
      WITHIN: inside,
      ANY_OF: wanted.includes(value),
    }[operator] ?? false
  );
}

test("q= finds exactly what a reader of the help would find, by index or by walking", () => {
  fc.assert(
    fc.property(fc.array(fields, { maxLength: 6 }), tree, (records, wanted) => {
      const store = createRecordStore({ catalogue: BASE_CATALOGUE, firstInternalId: 1 });
      const rows = records.map((own, at) => ({
        recordType: TYPE.recordType,
        id: String(at + 1),
        fields: own,
      }));
      for (const row of rows) store.put(row);
      const parsed = parseSearch(print(wanted));
      if (!parsed.ok) throw new Error(`${print(wanted)}: ${parsed.why}`);
      const candidates = indexedRows({ type: TYPE, store }, parsed.expression) ?? store.list(TYPE.recordType);
      const found = candidates.filter((row) => matchesSearch(TYPE, row, parsed.expression));
      const expected = rows.filter((row) => naive(wanted, row));
      expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    }),
    { numRuns: 1_000 },
  );
});

test("an index follows every change of its records", () => {
  const change = fc.record({ id: fc.constantFrom("1", "2", "3"), own: fc.option(fields) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), fc.constantFrom(...choices), (changes, value) => {
      const store = createRecordStore({ catalogue: BASE_CATALOGUE, firstInternalId: 1 });
      for (const { id, own } of changes) {
        store.findBy(TYPE.recordType, "location", value);
        if (own === null) store.remove(TYPE.recordType, id);
        else store.put({ recordType: TYPE.recordType, id, fields: own });
      }
      const walked = store
        .list(TYPE.recordType)
        .filter(({ fields: { location } }) => Object.values((location ?? {}) as object).includes(value));
      const found = store.findBy(TYPE.recordType, "location", value);
      expect(found.map(({ id }) => id)).toEqual(walked.map(({ id }) => id));
    }),
  );
});

test("no text makes the reader of q= throw", () => {
  const words = fc.constantFrom(
    "cost",
    "IS",
    "AND",
    "OR",
    "(",
    ")",
    "[",
    "]",
    ",",
    '"',
    "\\",
    "EMPTY",
    "1",
    " ",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words, { maxLength: 30 }).map((list) => list.join(" ")),
      ),
      (text) => {
        expect(typeof parseSearch(text).ok).toBe("boolean");
      },
    ),
    { numRuns: 1_000 },
  );
});
