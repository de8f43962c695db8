/** A sub-command as a process of its own, as an operator starts it; it never outlives the process that started it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { createInterface, type Interface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";

export interface ProgramOrder {
  /** Sub-command and options. */
  readonly args: readonly string[];
  /** All that it sees of an environment: what the user has set for production must not reach a test. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether a line of its output, parsed, says that it is ready. */
  readonly isReady: (line: Readonly<Record<string, unknown>>) => boolean;
}

export interface ProgramProcess {
  /** The line that said so. */
  readonly ready: Readonly<Record<string, unknown>>;
  /** Asks it to end, and ends it when it does not. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 15_000;

/** @throws Error with the program's last words when it ends before it is ready */
export async function startProgram({ args, env, isReady }: ProgramOrder): Promise<ProgramProcess> {
  const child = spawn(process.execPath, [...nodeArguments(), ...args], {
    env: { TMPDIR: tmpdir(), ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A Ctrl-C is for the command that was typed; it tells this one when its time has come.
    detached: true,
  });
  const kill = (): void => void child.kill("SIGKILL");
  process.prependOnceListener("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  return { ready: await untilReady(child, args, isReady), stop: () => stopChild(child) };
}

async function untilReady(
  child: ChildProcess,
  args: readonly string[],
  isReady: ProgramOrder["isReady"],
): Promise<Readonly<Record<string, unknown>>> {
  const said: string[] = [];
  const readers: Interface[] = [];
  const ready = new Promise<Readonly<Record<string, unknown>>>((resolve) => {
    for (const input of streamsOf(child)) {
      const reader = createInterface({ input });
      readers.push(reader);
      reader.on("line", (line) => {
        said.push(line);
        const parsed = objectIn(line);
        if (parsed !== null && isReady(parsed)) resolve(parsed);
      });
    }
  });
  const ended = once(child, "exit").then(() => {
    throw new Error(`drydock ${args[0]} ended before it was ready: ${said.slice(-5).join("\n")}`);
  });
  try {
    return await Promise.race([ready, ended]);
  } finally {
    ended.catch(() => undefined);
    // What it says from now on is not read line by line: that would be work of the load generator.
    for (const reader of readers) reader.close();
    for (const stream of streamsOf(child)) stream.resume();
  }
}

const streamsOf = ({ stdout, stderr }: ChildProcess): readonly Readable[] =>
  [stdout, stderr].filter((stream) => stream !== null);

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const impatient = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  await ended;
  clearTimeout(impatient);
}

/** Its channel to us closes however we end, so that not even a SIGKILL leaves it behind. */
const ENDS_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  'process.on("disconnect", () => process.exit()); process.channel?.unref();',
)}`;

/** The command as it was compiled, or from its source by way of tsx. */
function nodeArguments(): readonly string[] {
  const ends = ["--import", ENDS_WITH_PARENT];
  const isSource = import.meta.url.endsWith(".ts");
  const main = fileURLToPath(new URL(isSource ? "../main.ts" : "../main.js", import.meta.url));
  if (!isSource) return [...ends, main];
  const compiler = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return [...ends, "--import", compiler, main];
}

function objectIn(line: string): Readonly<Record<string, unknown>> | null {
  if (!line.startsWith("{")) return null;
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
}
