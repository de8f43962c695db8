/** `drydock emulator` as an operator starts it: a process of its own, that ends with the test at the latest. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";

export function startEmulator(...args: readonly string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "cli/main.ts", "emulator", ...args]);
  onTestFinished(() => void child.kill("SIGKILL"));
  const written = { err: "" };
  child.stderr.on("data", (chunk) => (written.err += String(chunk)));
  return { child, written, ended: once(child, "close") };
}

/** Resolves when it can be called. */
export async function readyEmulator<Ready>(...args: readonly string[]) {
  const started = startEmulator("--json", ...args);
  const [line] = (await once(createInterface({ input: started.child.stdout }), "line")) as [string];
  return { ...started, ready: JSON.parse(line) as Ready };
}
