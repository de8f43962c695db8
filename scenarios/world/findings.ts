/** Collects what a scenario found beside what it expected; nothing expected is nothing proved. */
import { isDeepStrictEqual } from "node:util";
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
    equal: (name, found, expected) =>
      note(name, isDeepStrictEqual(found, expected), { expected: inWords(expected), found: inWords(found) }),
  };
}

function inWords(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined ? "nothing" : JSON.stringify(value);
}
