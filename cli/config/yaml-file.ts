/** Reads a YAML file against a schema; whatever is wrong is told with file, line, column and the fix. */
import { readFile } from "node:fs/promises";
import { isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
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
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) {
    throw new UsageError(`${at(syntaxError.pos[0])}: not valid YAML: ${syntaxError.message.split("\n")[0]}`);
  }
  const parsed = schema.safeParse(toJavaScript());
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${at(offsetOf(issue))}: ${inWords(issue, document.hasIn(issue.path))}`,
  );
  throw new UsageError(problems.join("\n"));

  /** An alias without its anchor is only found here. */
  function toJavaScript(): unknown {
    try {
      return document.toJS();
    } catch (cause) {
      throw new UsageError(`${file}: ${reasonOf(cause)}. Correct the YAML.`, { cause });
    }
  }

  /** The place of the value, or of the nearest thing around it that is written down. */
  function offsetOf(issue: z.core.$ZodIssue): number {
    const extra = issue.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
    const path = [...issue.path, ...extra];
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  }
}

/** A mapping as it is written on a command line, where the outer braces may be left out. */
export const asMapping = (text: string): string => (text.trimStart().startsWith("{") ? text : `{ ${text} }`);

function inWords(issue: z.core.$ZodIssue, isThere: boolean): string {
  const where = issue.path.length === 0 ? "the file" : issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    return `${where} has no setting ${issue.keys.map((key) => `"${key}"`).join(", ")}; remove it or correct its name.`;
  }
  if (!isThere) return `${where} is missing; add it.`;
  if (issue.code === "invalid_value") {
    return `${where} must be one of ${issue.values.map(String).join(", ")}.`;
  }
  return `${where}: ${issue.message}.`;
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EACCES") return "access is denied";
  if (code === "EISDIR") return "it is a folder";
  return cause instanceof Error ? cause.message : String(cause);
}
