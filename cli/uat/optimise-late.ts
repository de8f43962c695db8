/**
 * V8 compiles again what has run for a while, on the cores that the scenarios run on. A run of scenarios does many things a few times,
 * and is over before that pays: it waits for about nine times as much as by default, in all threads of the process.
 */
import { setFlagsFromString } from "node:v8";

const OPTIMISE_LATE = "--interrupt-budget=600000";

/** That of Node 20; later ones have no such switch, and would say so on stderr. */
const KNOWS_IT = process.versions.v8.startsWith("11.3.");

export function optimiseLate(): void {
  if (KNOWS_IT) setFlagsFromString(OPTIMISE_LATE);
}
