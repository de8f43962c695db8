/** A record that was read from a real account, under the labels of NetSuite's standard forms: an account's own form is not to be had. */
import { fieldFacts, type ShownRecord, type StoredRecord } from "../../emulator/index.ts";

type Value = StoredRecord["fields"][string];

export function shownRecord({ recordType, id, fields }: StoredRecord): ShownRecord {
  const labels = new Map(
    fieldFacts(recordType)
      .filter(({ place }) => place === recordType)
      .map(({ name, label }) => [name, label]),
  );
  const shown = Object.entries(fields).flatMap(([name, value]) => {
    const text = inWords(name, value);
    return text === "" ? [] : [{ label: labels.get(name) ?? name, value: text }];
  });
  const name = fields["tranId"] ?? fields["entityId"];
  return {
    recordType,
    internalId: id,
    name: typeof name === "string" ? name : "",
    groups: [{ title: "As it was read", fields: shown }],
    sublists: [],
  };
}

function inWords(name: string, value: Value | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number")
    return MONEY.test(name) && /^-?\d+(\.\d)?$/.test(`${value}`) ? value.toFixed(2) : `${value}`;
  if (typeof value !== "object") return String(value);
  return "refName" in value && typeof value.refName === "string" ? value.refName : "";
}

/** Amounts have their two decimals. */
const MONEY = /total$|amount$|cost$|^rate$|^balance$/i;
