/** What a command may see of the process; tests bring their own. */
import type { Streams } from "./terminal.ts";

export interface Surroundings extends Streams {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What is piped into the command. */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  /** Aborted when the process is asked to stop. */
  readonly stop: AbortSignal;
  /** A folder for files that nobody needs afterwards; it goes with the process, however that ends. @default on the disk */
  scratchFolder(place?: ScratchPlace): string;
}

/** What need not outlive a power cut may be in memory. */
export type ScratchPlace = "disk" | "memory";

/** Resolves when the process is asked to stop. */
export function untilStopped(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => stop.addEventListener("abort", () => resolve(), { once: true }));
}
