/** Where files are kept in memory: for ledgers that need not outlive a power cut, each commit of which would wait for the disk. */
import { accessSync, constants, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

const IN_MEMORY = "/dev/shm";
/** Containers often have 64 MiB there. */
const ENOUGH_BYTES = 256 * 1024 * 1024;

/** Linux has such a place; elsewhere, and where it is small, it is the folder of temporary files. */
export function memoryPlace(): string {
  try {
    accessSync(IN_MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= ENOUGH_BYTES ? IN_MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}
