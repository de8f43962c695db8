/** What the process's end says to a CI job. */
export const EXIT_CODES = {
  /** It was tested and it holds. */
  holds: 0,
  /** It was tested and it does not hold. */
  doesNotHold: 1,
  /** It could not be tested: usage, configuration, environment. */
  notTested: 2,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
