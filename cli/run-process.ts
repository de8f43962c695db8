/** The process: arguments, environment, streams, signals and exit code meet the program here and nowhere else. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT_CODES, type ExitCode } from "./exit-codes.ts";
import { memoryPlace } from "./memory-place.ts";
import { createStopping } from "./stopping.ts";
import type { ScratchPlace, Surroundings } from "./surroundings.ts";

type Run = (args: readonly string[], surroundings: Surroundings) => Promise<ExitCode>;

export async function runProcess(run: Run): Promise<void> {
  const stopping = createStopping({
    now: () => performance.now(),
    exit: () => process.exit(EXIT_CODES.notTested),
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stopping.told);

  // Whoever reads our output may stop reading: `drydock dlq list | head`.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

  const scratch = new Map<ScratchPlace, string>();
  function scratchFolder(place: ScratchPlace = "disk"): string {
    const made = scratch.get(place);
    if (made !== undefined) return made;
    const folder = mkdtempSync(join(place === "memory" ? memoryPlace() : tmpdir(), "drydock-"));
    // A thread that is still running may make a file while they are taken away.
    process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
    scratch.set(place, folder);
    return folder;
  }

  process.exitCode = await run(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    env: process.env,
    stop: stopping.signal,
    scratchFolder,
  });
}
