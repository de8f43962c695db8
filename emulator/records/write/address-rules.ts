/** Addresses as a whole: the formatted text NetSuite keeps, and an account's limit on its length. */
import { type Fields, type FieldValue, isObject, isReference, linesOf } from "../field-value.ts";
import { characterCount } from "./length-check.ts";

const LINES = ["attention", "addressee", "addr1", "addr2", "addr3"] as const;
const LAST_LINE = ["city", "state", "zip"] as const;

/** Fields that hold an address subrecord of their own. */
const ADDRESS_FIELDS = ["billingAddress", "shippingAddress", "mainAddress", "returnAddress"] as const;

/** Characters of the whole address: every filled part, joined by one blank; the country does not count. */
export function addressLength(address: Fields): number {
  return characterCount([...LINES, ...LAST_LINE].flatMap((name) => textOf(address[name])).join(" "));
}

export function addressesOf(record: Fields): readonly Fields[] {
  const own = ADDRESS_FIELDS.map((name) => record[name]);
  const listed = linesOf(record["addressBook"]).map((line) => line["addressBookAddress"]);
  return [...own, ...listed].filter((value) => isObject(value)) as Fields[];
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
