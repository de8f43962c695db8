/** The compiled core as a process of its own, as it runs in production. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { IntegrationOptions } from "../../integration/index.ts";
import { type RunningCommand, startNode } from "../processes.ts";

export const SHOP = "acme-store.example";
export const SECRET = "bench-webhook-secret";

const CORE = join(process.cwd(), "dist/integration/index.js");

export interface CoreProcess extends RunningCommand {
  /** Where its intake is. */
  readonly url: string;
}

export async function startCore(options: IntegrationOptions): Promise<CoreProcess> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-bench-core-"));
  const file = join(folder, "options.json");
  await writeFile(file, JSON.stringify(options));
  const program = startNode(["test/prove-crash/worker.mjs", CORE, file]);
  const ready = await program.line(({ event }) => event === "ready");
  await rm(folder, { recursive: true });
  return { ...program, url: String(ready["url"]) };
}
