/** A function SuiteQL may call, with how many arguments it takes. */
import type { SqlValue } from "./sql-value.ts";

export interface SqlFunction {
  readonly least: number;
  readonly most: number;
  evaluate(args: readonly SqlValue[]): SqlValue;
}
