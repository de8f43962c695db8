/** Lets all writers of one tick share one transaction: one sync of the disk for all of them instead of one for each. */
import type { SqliteDatabase } from "./driver.ts";

export interface GroupCommit {
  /** Runs `work` inside a transaction; resolves with its result after the commit, rejects when nothing of it was kept. */
  submit<T>(work: () => T): Promise<T>;
  /** Resolves when everything submitted so far has been committed or refused. */
  drain(): Promise<void>;
}

interface Waiting {
  /** Gives what tells the caller, to be called once the commit has happened. */
  readonly run: () => () => void;
  readonly refuse: (error: unknown) => void;
}

export function createGroupCommit(database: SqliteDatabase, toError: (cause: unknown) => Error): GroupCommit {
  let waiting: Waiting[] = [];
  let flushed: Promise<void> = Promise.resolve();

  function flush(): void {
    const group = waiting;
    waiting = [];
    const refusal = commit(database, group);
    if (refusal === null) return;
    if (group.length === 1 || refusal.beforeBegin) {
      for (const { refuse } of group) refuse(toError(refusal.cause));
      return;
    }
    // One bad caller must fail alone, so each now gets a transaction of its own.
    for (const single of group) {
      const own = commit(database, [single]);
      if (own !== null) single.refuse(toError(own.cause));
    }
  }

  return {
    submit<T>(work: () => T) {
      return new Promise<T>((resolve, reject) => {
        waiting.push({
          run: () => {
            const result = work();
            return () => resolve(result);
          },
          refuse: reject,
        });
        // After the sockets of this round have been read, so that callers who arrive together are served together.
        if (waiting.length === 1) flushed = new Promise((done) => setImmediate(() => done(flush())));
      });
    },
    drain: () => flushed,
  };
}

interface Refusal {
  readonly cause: unknown;
  /** Another process holds the file: trying again one by one would only wait again. */
  readonly beforeBegin: boolean;
}

/** Never an `await` in here: the transaction belongs to the connection, and so would every statement in between. */
function commit(database: SqliteDatabase, group: readonly Waiting[]): Refusal | null {
  try {
    // IMMEDIATE takes the write lock at once; a transaction that starts by reading may be refused half-way.
    database.exec("BEGIN IMMEDIATE");
  } catch (cause) {
    return { cause, beforeBegin: true };
  }
  try {
    const tells = group.map(({ run }) => run());
    database.exec("COMMIT");
    for (const tell of tells) tell();
    return null;
  } catch (cause) {
    rollBack(database);
    return { cause, beforeBegin: false };
  }
}

/** On a full disk SQLite may have rolled back by itself; a second ROLLBACK then fails, and hides the first error. */
function rollBack(database: SqliteDatabase): void {
  try {
    database.exec("ROLLBACK");
  } catch {
    // Nothing is open: that is what was wanted.
  }
}
