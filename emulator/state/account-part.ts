/** A part of an account that remembers something, as snapshots and sandbox refreshes see it. */

export interface AccountPart {
  /** What it remembers, without copying what never changes; JSON.stringify can write it. */
  save(): unknown;
  /** Takes back what `save` gave, or what JSON made of it; throws for anything else. */
  load(state: unknown): void;
  /** What a sandbox refresh makes of it, given what the same part of production remembers; without it, nothing. */
  refresh?(production: unknown): void;
}
