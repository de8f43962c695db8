/** What a target lacks and a scenario needs: then there is no verdict, and certainly no pass. */
import type { Check } from "../../reports/index.ts";

/** What begins the detail of a check that could not be made for that reason. */
export const NOT_OFFERED = "Not offered: ";

/** Thrown where a scenario cannot go on without it. */
export class NotOfferedError extends Error {
  override readonly name = "NotOfferedError";
  /** @param what as in "The target offers no …" */
  constructor(what: string) {
    super(`The target offers no ${what}.`);
  }

  get check(): Check {
    return { name: "What comes next", verdict: "not-run", detail: `${NOT_OFFERED}${this.message}` };
  }
}
