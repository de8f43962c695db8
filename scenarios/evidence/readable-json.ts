/** JSON as people read it, with every number as it was written. */
import { parse, stringify } from "lossless-json";

/** Indented, digits untouched; a text that is no JSON stays as it is. Cut where it is longer than this, which is said. */
export function readableJson(raw: string, longest: number): string {
  const text = indented(raw);
  return text.length <= longest
    ? text
    : `${text.slice(0, longest)}\n… ${text.length - longest} more characters`;
}

function indented(raw: string): string {
  try {
    return quicklyIndented(raw) ?? stringify(parse(raw), undefined, 2) ?? raw;
  } catch {
    return raw;
  }
}

/** By the engine's own parser where it gives the text back as it was, and so has lost nothing; else undefined. */
function quicklyIndented(raw: string): string | undefined {
  const value: unknown = JSON.parse(raw);
  return JSON.stringify(value) === raw ? JSON.stringify(value, null, 2) : undefined;
}
