/** Addresses as a whole: the formatted text NetSuite keeps, its length, and whether country and state fit. */
import type { AccountRules } from "../account-rules.ts";
import { characterCount } from "../character-count.ts";
import { type Fields, type FieldValue, isObject, isReference, linesOf } from "../field-value.ts";
import type { Findings } from "./findings.ts";
import { isStateOf } from "./states.ts";

const LINES = ["attention", "addressee", "addr1", "addr2", "addr3"] as const;
const LAST_LINE = ["city", "state", "zip"] as const;

/** Fields that hold an address subrecord of their own. */
const ADDRESS_FIELDS = ["billingAddress", "shippingAddress", "mainAddress", "returnAddress"] as const;

/** Characters of the whole address: every filled part, joined by one blank; the country does not count. */
function addressLength(address: Fields): number {
  return characterCount([...LINES, ...LAST_LINE].flatMap((name) => textOf(address[name])).join(" "));
}

function addressesOf(record: Fields): readonly Fields[] {
  const own = ADDRESS_FIELDS.map((name) => record[name]);
  const listed = linesOf(record["addressBook"]).map((line) => line["addressBookAddress"]);
  return [...own, ...listed].filter((value) => isObject(value)) as Fields[];
}

export function checkAddresses(
  record: Fields,
  before: Fields,
  rules: AccountRules,
  findings: Findings,
): void {
  const { addressTotalLength: limit = Number.POSITIVE_INFINITY } = rules;
  // What was saved while other rules held stays as it is until it is sent again.
  const known = new Set(addressesOf(before).map((address) => JSON.stringify(address)));
  for (const address of addressesOf(record)) {
    if (addressLength(address) > limit) {
      findings.add("length", { key: "field-too-long", values: { field: "addrtext", limit } });
    }
    const { country, state } = address;
    if (rules.freeFormStates || !isReference(country) || typeof state !== "string") continue;
    if (isStateOf(country.id, state) || known.has(JSON.stringify(address))) continue;
    findings.add("rule", { key: "state-mismatch", values: { country: country.id, state } });
  }
}

/** Fills in addrText everywhere it is not written by hand (override). */
export function withAddressTexts(record: Fields): Fields {
  const filled: Fields = { ...record };
  for (const name of ADDRESS_FIELDS) {
    const address = filled[name];
    if (isObject(address)) Object.assign(filled, withText(name, address as Fields));
  }
  if (filled["addressBook"] !== undefined) {
    filled["addressBook"] = { items: linesOf(filled["addressBook"]).map(withLineText) };
  }
  return filled;
}

function withLineText(line: Fields): Fields {
  const address = line["addressBookAddress"];
  return isObject(address) ? { ...line, ...withText("addressBookAddress", address as Fields) } : line;
}

/** The subrecord and, beside it, its text: address lines and orders show both (recorded live for a line). */
function withText(name: string, address: Fields): Fields {
  const formatted = withAddressText(address);
  return { [name]: formatted, [`${name}_text`]: formatted["addrText"] ?? "" };
}

function withAddressText(address: Fields): Fields {
  if (address["override"] === true) return address;
  const country = address["country"];
  const text = [
    ...LINES.flatMap((name) => textOf(address[name])),
    LAST_LINE.flatMap((name) => textOf(address[name])).join(" "),
    isReference(country) ? (country.refName ?? country.id) : "",
  ];
  return { ...address, addrText: text.filter((line) => line !== "").join("\n") };
}

const textOf = (value: FieldValue | undefined): readonly string[] =>
  typeof value === "string" && value !== "" ? [value] : [];
