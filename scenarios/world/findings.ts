/** Collects what a scenario found beside what it expected; nothing expected is nothing proved. */
import { inspect, isDeepStrictEqual } from "node:util";
import type { Check } from "../../reports/index.ts";

export interface Findings {
  equal(name: string, found: unknown, expected: unknown): void;
  /** `found` as a person reads it. */
  that(name: string, holds: boolean, words: { readonly expected: string; readonly found: string }): void;
  readonly checks: readonly Check[];
}

export function createFindings(): Findings {
  const checks: Check[] = [];
  const note = (name: string, holds: boolean, words: { expected: string; found: string }): void => {
    checks.push({ name, verdict: holds ? "pass" : "fail", ...words });
  };
  return {
    checks,
    that: note,
    equal(name, found, expected) {
      const holds = isDeepStrictEqual(found, expected);
      const words = { expected: inWords(expected), found: inWords(found) };
      const readAlike = !holds && words.expected === words.found;
      note(name, holds, readAlike ? { expected: withTypes(expected), found: withTypes(found) } : words);
    },
  };
}

function inWords(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined ? "nothing" : JSON.stringify(value, asData);
}

/** What JSON has no form for, as what comes nearest. */
function asData(_key: string, value: unknown): unknown {
  if (value instanceof Set) return [...value];
  if (value instanceof Map) return Object.fromEntries(value);
  return typeof value === "bigint" ? String(value) : value;
}

/** `'2'` beside `2`, `{ a: undefined }` beside `{}`. */
const withTypes = (value: unknown): string =>
  inspect(value, { depth: null, breakLength: Number.POSITIVE_INFINITY, sorted: true });
