/** A part of an account that remembers something, as snapshots, sandbox refreshes and the state folder see it. */

export interface AccountPart {
  /** What it remembers, without copying what never changes; JSON.stringify can write it. */
  save(): unknown;
  /** Takes back what `save` gave, or what JSON made of it; throws for anything else. */
  load(state: unknown): void;
  /** What a sandbox refresh makes of it, given what the same part of production remembers; without it, nothing. */
  refresh?(production: unknown): void;
  /** Says whenever something has changed; what a part does not tell of is lost when the process is killed. */
  watch?(changed: () => void): void;
  /** For parts too large to be saved at every change: what has changed since this was asked last, ready for JSON. */
  changes?: PartChanges;
}

interface PartChanges {
  take(): unknown;
  /** Repeats what `take` gave; throws for anything else. */
  apply(changes: unknown): void;
  /** Every change has been repeated: work may go on. */
  applied?(): void;
}
