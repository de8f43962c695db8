/** Where a foreign integration runs: started, stopped in order, or struck dead, always with the same disk and the same doors. */
import { mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { type ForeignProcess, freePort, startForeign, type Variables } from "./foreign-process.ts";
import type { ForeignTarget } from "./target.ts";

export interface ForeignMachine {
  /** What its process was given. */
  readonly variables: Variables;
  /** What every process of it has written. */
  output(): string;
  restart(): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

interface MachineOptions {
  readonly target: ForeignTarget;
  /** Folders of this scenario are made in it. */
  readonly folder: string;
  /** Of the world around it: NetSuite, the shop, secrets. */
  readonly world: Variables;
  /** Of this computer. */
  readonly machine: Variables;
}

export async function startForeignMachine({
  target,
  folder,
  world,
  machine,
}: MachineOptions): Promise<ForeignMachine> {
  const own = await mkdtemp(join(folder, "foreign-"));
  const [inbox, state] = [join(own, "inbox"), join(own, "state")];
  await Promise.all([mkdir(inbox), mkdir(state)]);
  const variables = { ...world, PORT: `${await freePort()}`, INBOX: inbox, STATE_DIR: state };
  const ended: ForeignProcess[] = [];
  let running = await startForeign(target, variables, machine);

  async function start(): Promise<void> {
    ended.push(running);
    running = await startForeign(target, variables, machine);
  }

  return {
    variables: { ...machine, ...variables },
    output: () => [...ended, running].map((each) => each.output()).join("\n"),
    start,
    async restart() {
      await running.stop();
      await start();
    },
    kill: () => running.kill(),
    close: () => running.stop(),
  };
}
