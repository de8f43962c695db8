/** An address that is longer than NetSuite takes: spread over its lines at words, and what is left over said aloud. Pure. */
import { cutAtWord, wordsOf } from "./overflow.ts";

export type AddressTexts = Readonly<Record<string, string>>;

export interface SpreadRequest {
  readonly address: AddressTexts;
  /** The fields the text may run over, in order. */
  readonly lines: readonly string[];
  /** Characters a field may have, by field. */
  readonly lineLimits: Readonly<Record<string, number>>;
  /** Characters the whole address may have. */
  readonly limit: number;
}

export interface SpreadAddress {
  readonly address: AddressTexts;
  /** What fitted nowhere. */
  readonly remainder: string;
}

/** The address as it is when it fits, else its lines filled again from the first to the last. */
export function spreadAddress(request: SpreadRequest): SpreadAddress {
  const { address, lines, lineLimits, limit } = request;
  const tooLong = lines.some((line) => (address[line] ?? "").length > limitOf(lineLimits, line));
  if (!tooLong && addressLength(address) <= limit) return { address, remainder: "" };
  const others = Object.fromEntries(Object.entries(address).filter(([field]) => !lines.includes(field)));
  const filled: Record<string, string> = { ...others };
  let rest = lines.map((line) => address[line] ?? "").join(" ");
  for (const line of lines) {
    const room = Math.min(limitOf(lineLimits, line), limit - addressLength(filled) - SEPARATOR);
    const [word = ""] = wordsOf(rest);
    if (word === "" || room < 1) break;
    // A word goes apart only when no line could hold it, or when the address would begin with nothing.
    if (word.length > room && word.length <= limitOf(lineLimits, line) && line !== lines[0]) break;
    const cut = cutAtWord(rest, room);
    rest = cut.rest;
    if (cut.head !== "") filled[line] = cut.head;
  }
  return { address: inOrderOf(address, lines, filled), remainder: wordsOf(rest).join(" ") };
}

/** A line break or a blank between two parts. */
const SEPARATOR = 1;

const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/**
 * As the formatted address has it: all parts with one character between them, the country by its name. The phone number is
 * not part of it.
 */
export function addressLength(address: AddressTexts): number {
  const parts = Object.entries(address)
    .filter(([field, text]) => field !== "addrPhone" && text !== "")
    .map(([field, text]) => (field === "country" ? countryName(text).length : text.length));
  return parts.reduce((sum, part) => sum + part + SEPARATOR, parts.length === 0 ? 0 : -SEPARATOR);
}

function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (countryNames.of(code) ?? code) : code;
}

function limitOf(limits: Readonly<Record<string, number>>, field: string): number {
  return limits[field] ?? Number.POSITIVE_INFINITY;
}

/** Keys stay where they were, new lines follow the first of them. */
function inOrderOf(
  address: AddressTexts,
  lines: readonly string[],
  filled: Readonly<Record<string, string>>,
): AddressTexts {
  const order = Object.keys(address).flatMap((field) =>
    field === lines[0] ? lines : lines.includes(field) ? [] : field,
  );
  const names = new Set([...order, ...lines]);
  return Object.fromEntries(
    [...names].flatMap((field) => (filled[field] === undefined ? [] : [[field, filled[field]]])),
  );
}
