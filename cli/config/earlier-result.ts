/** The result of the run before, as it lies in the folder of results; looked for before this run takes it away. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { readJson } from "./json-file.ts";

export interface EarlierResult<Schema extends z.ZodType> {
  /** The folder of results. */
  readonly out: string;
  /** What the result is called there, such as `uat.json`. */
  readonly name: string;
  /** The file that somebody wants this run compared with; without it, what the folder holds, if anything. */
  readonly named: string | undefined;
  readonly schema: Schema;
}

/** For the head of a comparison. @param generatedAt when the run before was, ISO 8601 */
export const comparedWith = (generatedAt: string): string =>
  `Compared with the run of ${generatedAt.slice(0, 16).replace("T", " ")} UTC.`;

/** @throws UsageError when the named file is not the result of a run */
export async function earlierResult<Schema extends z.ZodType>(
  asked: EarlierResult<Schema>,
): Promise<z.output<Schema> | null> {
  const { out, name, named, schema } = asked;
  const fix = `Name the ${name} of an earlier run with --compare.`;
  const read = (file: string) => readJson({ file, purpose: "the result of a run", schema, fix });
  if (named !== undefined) return read(named);
  const left = join(out, name);
  // One of another version of Drydock is no reason not to run.
  return existsSync(left) ? read(left).catch(() => null) : null;
}
