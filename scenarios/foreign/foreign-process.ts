/** The process of a foreign integration: started with what it needs to find its way, watched, stopped with all its children. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { systemClock } from "../../integration/index.ts";
import type { ForeignTarget } from "./target.ts";

export interface ForeignProcess {
  /** What it has written so far, the end of it. */
  output(): string;
  /** Dies at once, as by `kill -9`. */
  kill(): Promise<void>;
  /** Asked to stop; killed when it does not. */
  stop(): Promise<void>;
}

export type Variables = Readonly<Record<string, string>>;

const OUTPUT_KEPT = 8_000;
const STARTS_WITHIN_MS = 15_000;
const STOPS_WITHIN_MS = 3_000;
/** Of this machine, what any program needs; nothing else of the caller's environment is handed on. */
const INHERITED = ["PATH", "HOME", "LANG", "TZ", "TMPDIR", "SystemRoot"] as const;

/** @throws Error with what it wrote when it does not become ready */
export async function startForeign(
  target: ForeignTarget,
  variables: Variables,
  machine: Variables,
): Promise<ForeignProcess> {
  let output = "";
  const child = spawn(target.command, {
    shell: true,
    cwd: target.folder,
    env: { ...machine, ...variables, ...renamed(target.env, variables) },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that a shell's children end with it.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output = `${output}${chunk.toString()}`.slice(-OUTPUT_KEPT);
    });
  }
  // Whoever is cut short leaves nothing running.
  const killed = (): void => signal(child, "SIGKILL");
  process.prependOnceListener("exit", killed);
  child.once("exit", () => process.off("exit", killed));
  const ended = once(child, "close").catch(() => undefined);
  const started: ForeignProcess = {
    output: () => output,
    async kill() {
      signal(child, "SIGKILL");
      await ended;
    },
    async stop() {
      signal(child, "SIGTERM");
      const inTime = await Promise.race([ended.then(() => true), systemClock.sleep(STOPS_WITHIN_MS)]);
      if (inTime !== true) await started.kill();
    },
  };
  await untilReady({ target, child, port: Number(variables["PORT"]), output: () => output }).catch(
    async (error) => {
      await started.kill();
      throw error;
    },
  );
  return started;
}

/** Those variables of this process that any program needs. */
export const inheritedFrom = (env: Readonly<Record<string, string | undefined>>): Variables =>
  Object.fromEntries(INHERITED.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));

/** `$NAME` stands for one of ours. */
const renamed = (env: Variables, ours: Variables): Variables =>
  Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced, plain) => ours[braced ?? plain] ?? whole),
    ]),
  );

function signal({ pid, exitCode, signalCode }: ChildProcess, name: "SIGTERM" | "SIGKILL"): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, name);
  } catch {
    // It has just ended by itself.
  }
}

interface Starting {
  readonly target: ForeignTarget;
  readonly child: ChildProcess;
  readonly port: number;
  readonly output: () => string;
}

async function untilReady({ target, child, port, output }: Starting): Promise<void> {
  const { ready, orders } = target;
  const isReady = async (): Promise<boolean> => {
    if (ready !== undefined) return output().includes(ready);
    return orders.by === "webhook" ? isOpen(port) : true;
  };
  const giveUpAt = systemClock.now() + STARTS_WITHIN_MS;
  while (!(await isReady())) {
    const how = child.exitCode !== null ? `ended with ${child.exitCode}` : "did not become ready";
    if (child.exitCode !== null || systemClock.now() > giveUpAt)
      throw new Error(`The target (${target.command}) ${how}. It wrote: ${output().trim() || "nothing"}`);
    await systemClock.sleep(25);
  }
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}

/** One that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
