/** A server alone on its core, and what the kernel knows of it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { TbaCredentials } from "../index.ts";

export interface Ready {
  readonly url: string;
  readonly accounts: readonly ({ readonly accountId: string } & TbaCredentials)[];
}

export interface ServerProcess {
  readonly ready: Ready;
  /** Milliseconds of processor time so far. */
  cpuMs(): number;
  residentMb(): number;
  stop(): Promise<void>;
}

const SERVER_CORE = "0";
const LOAD_CORE = "1";

/** The load stays away from the server. */
export function pinLoad(): void {
  spawn("taskset", ["-cp", LOAD_CORE, String(process.pid)]);
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** A script beside this file, or the command as it was compiled. */
export async function startServer(file: string, ...args: readonly string[]): Promise<ServerProcess> {
  const child = spawn("taskset", ["-c", SERVER_CORE, process.execPath, here(file), ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const kill = (): boolean => child.kill("SIGKILL");
  // A bench that fails leaves no server behind.
  process.once("exit", kill);
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return {
    ready: JSON.parse(line) as Ready,
    cpuMs: () => cpuMsOf(child),
    residentMb: () => residentMbOf(child),
    async stop() {
      const ended = once(child, "exit");
      kill();
      process.off("exit", kill);
      await ended;
    },
  };
}

/** Of proc(5): the kernel counts in hundredths of a second. */
function cpuMsOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

const residentMbOf = ({ pid }: ChildProcess): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
