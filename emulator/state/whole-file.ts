/** Writes a file that appears under its name only when it is whole, whenever the process or the machine ends. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";

export function writeWhole(file: string, texts: Iterable<string>): void {
  const handle = openSync(`${file}.tmp`, "w", 0o600);
  try {
    for (const text of texts) writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.tmp`, file);
}
