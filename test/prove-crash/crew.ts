/** The workers: so many processes, each killed without warning and started again, as a service manager does. */
import { systemClock } from "../../integration/index.ts";
import { type RunningCommand, startNode } from "../processes.ts";

export interface Crew {
  /** Where a worker that is up takes webhooks; undefined while all are down. */
  intake(drawn: number): string | undefined;
  /** How many are up. */
  readonly size: number;
  /** SIGKILL for one that is up. */
  kill(drawn: number): Promise<void>;
  /** Ends of workers that were up and that nobody had killed, with their last words. */
  readonly fallen: readonly string[];
  /** Errors that workers told of, by code. */
  readonly errors: ReadonlyMap<string, number>;
  /** True when every worker that was up ended in good order. */
  stop(): Promise<boolean>;
}

interface Worker {
  readonly program: RunningCommand;
  readonly intake: string;
}

const START_AGAIN_AFTER_MS = 100;

export function startCrew(args: readonly string[], posts: number): Crew {
  const up = new Set<Worker>();
  const killed = new Set<RunningCommand>();
  const fallen: string[] = [];
  const errors = new Map<string, number>();
  let stopping = false;
  const drawnFrom = (drawn: number): Worker | undefined => [...up][Math.floor(drawn * up.size)];

  async function man(): Promise<void> {
    while (!stopping) {
      await liveOnce();
      if (!stopping) await systemClock.sleep(START_AGAIN_AFTER_MS);
    }
  }

  async function liveOnce(): Promise<void> {
    const program = startNode(args);
    const ended = new Promise((resolve) => program.process.once("exit", resolve));
    program.onLine((line) => {
      if (line["event"] === "error") count(errors, String(line["code"]));
    });
    // A start that fails because the database is away is tried again, as a service manager would.
    const ready = await program.line(({ event }) => event === "ready").catch(() => undefined);
    if (ready === undefined) return void (await ended);
    const worker = { program, intake: String(ready["url"]) };
    up.add(worker);
    await ended;
    up.delete(worker);
    if (!killed.delete(program) && !stopping) fallen.push(program.lastLine());
  }

  const manned = Array.from({ length: posts }, man);
  return {
    get size() {
      return up.size;
    },
    fallen,
    errors,
    intake: (drawn) => drawnFrom(drawn)?.intake,
    async kill(drawn) {
      const worker = drawnFrom(drawn);
      if (worker === undefined) return;
      up.delete(worker);
      killed.add(worker.program);
      await worker.program.end("SIGKILL");
    },
    async stop() {
      stopping = true;
      const ends = await Promise.all([...up].map(({ program }) => program.end("SIGTERM")));
      await Promise.all(manned);
      return ends.every(({ code }) => code === 0);
    },
  };
}

export function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
