/** What the process's end says to a CI job. */
import type { Verdict } from "../reports/index.ts";

export const EXIT_CODES = {
  /** It was tested and it holds. */
  holds: 0,
  /** It was tested and it does not hold. */
  doesNotHold: 1,
  /** It could not be tested: usage, configuration, environment. */
  notTested: 2,
} as const;

/** Something without a verdict was not tested. */
export function exitCodeOf(verdict: Verdict): ExitCode {
  if (verdict === "pass") return EXIT_CODES.holds;
  return verdict === "fail" ? EXIT_CODES.doesNotHold : EXIT_CODES.notTested;
}

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
