/** What is said of an internal id that stands in a mapping. */
import type { Problem } from "./problem.ts";

interface HardCodedId {
  /** Place and verb, such as "salesOrder.terms holds". */
  readonly says: string;
  readonly shown: string;
  /** What to write instead. */
  readonly instead: string;
  readonly path: Problem["path"];
}

export const hardCodedId = ({ says, shown, instead, path }: HardCodedId): Problem => ({
  severity: "error",
  rule: "hard-coded-internal-id",
  message: `${says} an internal id of one account (${shown}); sandbox and production give different ones`,
  fix: `${instead}, or give the reason in \`because\`.`,
  path,
});
