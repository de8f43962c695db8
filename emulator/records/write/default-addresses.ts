/** One address of a book at most is the default to ship to, and one to bill. */
import { type Fields, linesOf } from "../field-value.ts";

const FLAGS = ["defaultShipping", "defaultBilling"] as const;

/** A box that is ticked now takes the tick from the address that had it; of several, the last keeps it. */
export function withOneDefaultAddress(record: Fields, before: Fields): Fields {
  if (record["addressBook"] === undefined) return record;
  const known = linesOf(before["addressBook"]);
  const items = FLAGS.reduce(
    (lines, flag) => withOneTick(lines, flag, known),
    linesOf(record["addressBook"]),
  );
  return { ...record, addressBook: { items } };
}

function withOneTick(lines: readonly Fields[], flag: string, known: readonly Fields[]): readonly Fields[] {
  const ticked = lines.filter((line) => line[flag] === true);
  if (ticked.length < 2) return lines;
  const had = new Set(known.filter((line) => line[flag] === true).map((line) => line["internalId"]));
  const keeper = ticked.findLast((line) => !had.has(line["internalId"])) ?? ticked.at(-1);
  return lines.map((line) => (line[flag] === true && line !== keeper ? { ...line, [flag]: false } : line));
}
