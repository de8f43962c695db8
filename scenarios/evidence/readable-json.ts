/** JSON as people read it, with every number as it was written. */
import { parse, stringify } from "lossless-json";

/** A burst's payload need not be read to its end. */
const LONGEST = 6_000;

/** Indented, digits untouched; a text that is no JSON stays as it is. Cut where it is very long. */
export function readableJson(raw: string): string {
  const text = indented(raw);
  return text.length <= LONGEST
    ? text
    : `${text.slice(0, LONGEST)}\n… ${text.length - LONGEST} more characters`;
}

function indented(raw: string): string {
  try {
    return stringify(parse(raw), undefined, 2) ?? raw;
  } catch {
    return raw;
  }
}
