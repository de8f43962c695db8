/** The run before, as it lies in the folder of results; looked for before this run takes it away. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "../config/json-file.ts";
import { type UatDocument, uatDocumentSchema } from "./uat-document.ts";

/**
 * @param named the file that somebody wants this run compared with; without it, what the folder of results holds, if anything
 * @throws UsageError when the named file is not the result of a run
 */
export async function earlierRun(out: string, named: string | undefined): Promise<UatDocument | null> {
  const fix = "Name the uat.json of an earlier run with --compare.";
  const read = (file: string) =>
    readJson({ file, purpose: "the result of a run", schema: uatDocumentSchema, fix });
  if (named !== undefined) return read(named);
  const left = join(out, "uat.json");
  // One of another version of Drydock is no reason not to run.
  return existsSync(left) ? read(left).catch(() => null) : null;
}
