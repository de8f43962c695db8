/** Writes a file whole or not at all. */
import { rename, writeFile } from "node:fs/promises";

/** Gives the path. */
export async function writeWhole(path: string, text: string): Promise<string> {
  const unfinished = `${path}.unfinished`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
  return path;
}
