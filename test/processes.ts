/** Real processes of the command, as an operator starts them, and waiting for what they do. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { systemClock } from "../integration/index.ts";

export interface RunningCommand {
  readonly process: ChildProcessWithoutNullStreams;
  /** The first line of either stream that the predicate accepts, parsed as JSON. */
  line(accepts: (line: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  /** Hears every line of either stream from now on. */
  onLine(hear: (line: Record<string, unknown>) => void): void;
  /** What it said last. */
  lastLine(): string;
  /** Sends the signal and resolves with how the process ended. */
  end(signal: "SIGINT" | "SIGTERM" | "SIGKILL"): Promise<{ code: number | null; signal: string | null }>;
}

/** Starts the command. */
export const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}): RunningCommand =>
  startProgram(["cli/main.ts", ...args], env);

/** Starts any program of the package from its source: a file, or what Node's own options say. */
export const startProgram = (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningCommand => startNode(["--import", "tsx", ...args], env);

/** Starts Node with these arguments, without a compiler: for what is JavaScript already. */
export function startNode(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningCommand {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
  // Whoever is cut short leaves nothing running.
  const kill = (): boolean => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  const seen: Record<string, unknown>[] = [];
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (text) => {
      seen.push(asObject(text));
      for (const listener of listeners) listener();
    });
  }
  return {
    process: child,
    onLine: (hear) => {
      let heard = 0;
      listeners.add(() => {
        for (const line of seen.slice(heard)) hear(line);
        heard = seen.length;
      });
    },
    lastLine: () => JSON.stringify(seen.at(-1)),
    line: (accepts) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = seen.find(accepts);
          if (found !== undefined) resolve(found);
        };
        listeners.add(look);
        child.once("exit", () =>
          reject(new Error(`${args.slice(0, 2).join(" ")} ended: ${JSON.stringify(seen.at(-1))}`)),
        );
        look();
      }),
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) {
        return { code: child.exitCode, signal: child.signalCode };
      }
      const ended = once(child, "exit");
      child.kill(signal);
      const [code, by] = (await ended) as [number | null, string | null];
      return { code, signal: by };
    },
  };
}

/** Runs a command to its end. */
export async function run(
  args: readonly string[],
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", "cli/main.ts", ...args]);
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => (out += String(chunk)));
  child.stderr.on("data", (chunk) => (err += String(chunk)));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out, err };
}

/** Looks again and again until there is something; the test's own time limit ends it. */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await systemClock.sleep(50);
  }
}

function asObject(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : { text };
  } catch {
    return { text };
  }
}
