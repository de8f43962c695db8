/** A number as somebody typed it on the command line. */
import { UsageError } from "../usage-error.ts";

/** @throws UsageError unless it is a number above 0; what is configured when nothing was typed */
export function numberOf(option: string, typed: string | undefined, configured: number): number {
  if (typed === undefined) return configured;
  const value = Number(typed);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UsageError(`${option} is ${typed}; write a number above 0.`);
}
