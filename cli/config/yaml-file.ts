/** Reads a YAML file against a schema; whatever is wrong is told with file, line, column and the fix. */
import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { checkYaml } from "../../integration/index.ts";
import { UsageError } from "../usage-error.ts";

export async function readText(file: string, purpose: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new UsageError(`Cannot read ${purpose} ${file}: ${reasonOf(cause)}. Check the path.`, { cause });
  }
}

/** @throws UsageError naming every problem as `file:line:column: what (fix)` */
export function parseYaml<T extends z.ZodType>(text: string, file: string, schema: T): z.output<T> {
  const checked = checkYaml({ text, file, schema });
  if (checked.ok) return checked.value;
  throw new UsageError(checked.problems.join("\n"));
}

/** A mapping as it is written on a command line, where the outer braces may be left out. */
export const asMapping = (text: string): string => (text.trimStart().startsWith("{") ? text : `{ ${text} }`);

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EACCES") return "access is denied";
  if (code === "EISDIR") return "it is a folder";
  return cause instanceof Error ? cause.message : String(cause);
}
