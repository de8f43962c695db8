/** Reads a JSON file that a run or a person has left, and holds it against its schema. */
import type { z } from "zod";
import { UsageError } from "../usage-error.ts";
import { readText } from "./yaml-file.ts";

export interface JsonFile<T extends z.ZodType> {
  readonly file: string;
  /** As in "Cannot read … FILE". */
  readonly purpose: string;
  readonly schema: T;
  /** What to do when it is not what it should be, a sentence. */
  readonly fix: string;
}

/** @throws UsageError naming the file, what is wrong, and the fix */
export async function readJson<T extends z.ZodType>({
  file,
  purpose,
  schema,
  fix,
}: JsonFile<T>): Promise<z.output<T>> {
  const parsed = schema.safeParse(parsedJson(await readText(file, purpose)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? "" : ` at ${issue.path.join(".")}`;
  throw new UsageError(`${file} is not ${purpose}${where}: ${issue?.message ?? "wrong form"}. ${fix}`);
}

/** What is no JSON is refused by the schema. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
