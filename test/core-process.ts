/** The core as a process of its own, as it runs in production: from its source, or as it was compiled. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IntegrationOptions } from "../integration/index.ts";
import { type RunningCommand, startNode } from "./processes.ts";

const WORKER = "test/core-worker.mjs";

/** What Node starts a worker with; a file with its options follows. */
export const CORE_PROGRAMS = {
  compiled: [WORKER, join(process.cwd(), "dist/integration/index.js")],
  source: ["--import", "tsx", WORKER, join(process.cwd(), "integration/index.ts")],
} as const;

export interface CoreProcess extends RunningCommand {
  /** Where its intake is. */
  readonly url: string;
}

/** Resolves when it takes webhooks. */
export async function startCore(
  options: IntegrationOptions,
  program: keyof typeof CORE_PROGRAMS,
): Promise<CoreProcess> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-core-process-"));
  try {
    const file = join(folder, "options.json");
    await writeFile(file, JSON.stringify(options));
    const core = startNode([...CORE_PROGRAMS[program], file]);
    const ready = await core.line(({ event }) => event === "ready");
    return { ...core, url: String(ready["url"]) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
