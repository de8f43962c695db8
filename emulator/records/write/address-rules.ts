/** Addresses as a whole: the formatted text NetSuite keeps, its length, and whether country and state fit. */
import type { AccountRules } from "../account-rules.ts";
import { characterCount } from "../character-count.ts";
import { type Fields, isObject, isReference, linesOf } from "../field-value.ts";
import type { Findings } from "./findings.ts";
import { isStateOf } from "./states.ts";

const LINES = ["attention", "addressee", "addr1", "addr2", "addr3"] as const;
const LAST_LINE = ["city", "state", "zip"] as const;
const ALL_LINES = [...LINES, ...LAST_LINE] as const;

/** A field that holds an address, and the one beside it that holds the address as one text. */
const addressField = (name: string) => ({ name, text: `${name}_text` }) as const;

/** Fields of a record that hold an address subrecord of their own. */
const ADDRESS_FIELDS = ["billingAddress", "shippingAddress", "mainAddress", "returnAddress"].map(
  addressField,
);
const LINE_ADDRESS = addressField("addressBookAddress");

/** Characters of the whole address: every filled part, joined by one blank; the country does not count. */
function addressLength(address: Fields): number {
  return characterCount(joined(address, ALL_LINES, " "));
}

function addressesOf(record: Fields): readonly Fields[] {
  const own = ADDRESS_FIELDS.map(({ name }) => record[name]);
  const listed = linesOf(record["addressBook"]).map((line) => line[LINE_ADDRESS.name]);
  return [...own, ...listed].filter((value) => isObject(value)) as Fields[];
}

export function checkAddresses(
  record: Fields,
  before: Fields,
  rules: AccountRules,
  findings: Findings,
): void {
  const { addressTotalLength: limit } = rules;
  // What was saved while other rules held stays as it is until it is sent again.
  const isKnown = (address: Fields): boolean => {
    const text = JSON.stringify(address);
    return addressesOf(before).some((known) => JSON.stringify(known) === text);
  };
  for (const address of addressesOf(record)) {
    if (limit !== undefined && addressLength(address) > limit) {
      findings.add("length", { key: "field-too-long", values: { field: "addrtext", limit } });
    }
    const { country, state } = address;
    if (rules.freeFormStates || !isReference(country) || typeof state !== "string") continue;
    if (isStateOf(country.id, state) || isKnown(address)) continue;
    findings.add("rule", { key: "state-mismatch", values: { country: country.id, state } });
  }
}

/** Fills in addrText everywhere it is not written by hand (override). */
export function fillAddressTexts(record: Fields): void {
  for (const field of ADDRESS_FIELDS) fillText(record, field);
  for (const line of linesOf(record["addressBook"])) fillText(line, LINE_ADDRESS);
}

/** The subrecord and, beside it, its text: address lines and orders show both (recorded live for a line). */
function fillText(owner: Fields, { name, text }: typeof LINE_ADDRESS): void {
  const address = owner[name];
  if (!isObject(address)) return;
  const formatted = withAddressText(address as Fields);
  owner[name] = formatted;
  owner[text] = formatted["addrText"] ?? "";
}

function withAddressText(address: Fields): Fields {
  if (address["override"] === true) return address;
  const { country } = address;
  const name = isReference(country) ? (country.refName ?? country.id) : "";
  const above = joined(address, LINES, "\n");
  const addrText = [above, joined(address, LAST_LINE, " "), name].filter((line) => line !== "").join("\n");
  return address["addrText"] === addrText ? address : { ...address, addrText };
}

function joined(address: Fields, names: readonly string[], separator: string): string {
  let text = "";
  for (const name of names) {
    const part = address[name];
    if (typeof part === "string" && part !== "") text += text === "" ? part : `${separator}${part}`;
  }
  return text;
}
