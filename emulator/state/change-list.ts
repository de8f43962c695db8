/** Collects a part's changes for whoever watches it, and nothing when nobody does. */

export interface ChangeList<Change> {
  /** Whether it is worth making a change that costs something to make. */
  readonly isWatched: boolean;
  add(change: Change): void;
  watch(changed: () => void): void;
  take(): readonly Change[];
}

export function createChangeList<Change>(): ChangeList<Change> {
  let pending: Change[] = [];
  let tell: (() => void) | undefined;
  return {
    get isWatched() {
      return tell !== undefined;
    },
    add(change) {
      if (tell === undefined) return;
      pending.push(change);
      tell();
    },
    watch(changed) {
      tell = changed;
    },
    take() {
      const taken = pending;
      pending = [];
      return taken;
    },
  };
}

/** For parts that are saved whole. */
export interface ChangeBell {
  ring(): void;
  watch(changed: () => void): void;
}

export function createChangeBell(): ChangeBell {
  let tell: (() => void) | undefined;
  return {
    ring: () => tell?.(),
    watch(changed) {
      tell = changed;
    },
  };
}
