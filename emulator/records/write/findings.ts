/** Collects everything wrong with a record and answers the one thing NetSuite would name first. */
import type { Refusal } from "../../errors/refusal.ts";

/** The order in which NetSuite looks; every sample reply names one problem only. */
const PHASES = ["content", "required", "reference", "enumeration", "rule", "uniqueness", "length"] as const;
type Phase = (typeof PHASES)[number];

/** What is wrong even with a form that nobody has filled in yet. */
export const FORM_PHASES: readonly Phase[] = ["content", "reference", "enumeration"];

export interface Findings {
  add(phase: Phase, refusal: Refusal): void;
  /** A field the record type does not have; harmless unless the caller asked to be told. */
  addUnknownField(name: string): void;
  /** A value that was left out because the caller asked not to be refused for it. */
  addBadValue(name: string): void;
  first(phases?: readonly Phase[]): Refusal | undefined;
  readonly unknownFields: readonly string[];
  readonly badValues: readonly string[];
}

export function createFindings(): Findings {
  const firstByPhase = new Map<Phase, Refusal>();
  const unknownFields: string[] = [];
  const badValues: string[] = [];
  return {
    add(phase, refusal) {
      if (!firstByPhase.has(phase)) firstByPhase.set(phase, refusal);
    },
    addUnknownField: (name) => void unknownFields.push(name),
    addBadValue: (name) => void badValues.push(name),
    first(phases = PHASES) {
      const phase = firstByPhase.size === 0 ? undefined : phases.find((each) => firstByPhase.has(each));
      return phase && firstByPhase.get(phase);
    },
    unknownFields,
    badValues,
  };
}
