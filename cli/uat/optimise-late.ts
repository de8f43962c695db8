/**
 * V8 compiles again what has run for a while, on the cores that the scenarios run on. A run of scenarios does many things a few times,
 * and is over before that pays: it waits for about nine times as much as by default, in all threads of the process.
 */
import { setFlagsFromString } from "node:v8";

export const OPTIMISE_LATE = "--interrupt-budget=600000";

export const optimiseLate = (): void => setFlagsFromString(OPTIMISE_LATE);
