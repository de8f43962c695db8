/** A record that was read from a real account, under the labels of NetSuite's standard forms: an account's own form is not to be had. */
import { fieldFacts, type ShownRecord, type StoredRecord, titleOf } from "../../emulator/index.ts";

type Fields = StoredRecord["fields"];

/** By the field's name. */
type Labels = ReadonlyMap<string, string>;

/** Marked by the run, numbered by the account: none of it is the same in the next run, so none of it is signed. */
export function shownRecord({ recordType, id, fields }: StoredRecord): ShownRecord {
  const labels = labelsOf(recordType);
  const own = labels(recordType);
  const shown = Object.entries(fields).flatMap(([name, value]) => {
    const text = inWords(name, value);
    return text === "" ? [] : [{ label: own.get(name) ?? name, value: text, assigned: true as const }];
  });
  const name = fields["tranId"] ?? fields["entityId"];
  return {
    recordType: titleOf(recordType),
    internalId: id,
    name: typeof name === "string" ? name : "",
    groups: [{ title: "As it was read", fields: shown }],
    sublists: Object.entries(fields).flatMap(([sublist, value]) => {
      const lines = linesOf(value);
      return lines.length === 0
        ? []
        : [shownLines(titleOf(sublist), lines, labels(`${recordType}.${sublist}`))];
    }),
  };
}

function labelsOf(recordType: string): (place: string) => Labels {
  const facts = fieldFacts(recordType);
  return (place) =>
    new Map(facts.filter((each) => each.place === place).map(({ name, label }) => [name, label]));
}

function shownLines(
  title: string,
  lines: readonly Fields[],
  labels: Labels,
): ShownRecord["sublists"][number] {
  const names = [...new Set(lines.flatMap((line) => Object.keys(line)))].filter((name) =>
    lines.some((line) => inWords(name, line[name]) !== ""),
  );
  return {
    title,
    columns: names.map((name) => labels.get(name) ?? name),
    rows: lines.map((line) => names.map((name) => inWords(name, line[name]))),
  };
}

const linesOf = (value: unknown): readonly Fields[] =>
  typeof value === "object" && value !== null && "items" in value && Array.isArray(value.items)
    ? value.items
    : [];

function inWords(name: string, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number")
    return MONEY.test(name) && /^-?\d+(\.\d)?$/.test(`${value}`) ? value.toFixed(2) : `${value}`;
  if (typeof value !== "object") return String(value);
  if ("addrText" in value) return String(value.addrText);
  return "refName" in value ? String(value.refName) : "";
}

/** Amounts have their two decimals. */
const MONEY = /total$|amount$|cost$|^rate$|^balance$/i;
