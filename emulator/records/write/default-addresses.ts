/** One address of a book at most is the default to ship to, and one to bill. */
import { type Fields, linesOf } from "../field-value.ts";

const FLAGS = ["defaultShipping", "defaultBilling"] as const;

/** A box that is ticked now takes the tick from the address that had it; of several, the last keeps it. */
export function keepOneDefaultAddress(draft: Fields, before: Fields): void {
  const [lines, known] = [linesOf(draft["addressBook"]), linesOf(before["addressBook"])];
  for (const flag of FLAGS) keepOneTick(lines, flag, known);
}

function keepOneTick(lines: readonly Fields[], flag: string, known: readonly Fields[]): void {
  const ticked = lines.filter((line) => line[flag] === true);
  if (ticked.length < 2) return;
  const had = new Set(known.filter((line) => line[flag] === true).map((line) => line["internalId"]));
  const keeper = ticked.findLast((line) => !had.has(line["internalId"])) ?? ticked.at(-1);
  for (const line of ticked) line[flag] = line === keeper;
}
