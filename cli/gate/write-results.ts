/** Writes a run's files side by side; each appears whole or not at all. */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { REPORT_FORMATS, type Report, type ReportFormat, render } from "../../reports/index.ts";
import { UsageError } from "../usage-error.ts";

/** Every report form under one name, and further documents by file name. Returns the paths written. */
export async function writeResults(
  folder: string,
  report: { readonly name: string; readonly report: Report },
  documents: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const formats = (Object.keys(REPORT_FORMATS) as ReportFormat[]).filter((format) => format !== "json");
  const files = [
    ...formats.map(
      (format) =>
        [`${report.name}.${REPORT_FORMATS[format].extension}`, render(report.report, format)] as const,
    ),
    ...Object.entries(documents).map(
      ([name, value]) => [name, `${JSON.stringify(value, null, 2)}\n`] as const,
    ),
  ];
  try {
    await mkdir(folder, { recursive: true });
    return await Promise.all(files.map(([name, text]) => writeWhole(join(folder, name), text)));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`Cannot write results to ${folder}: ${reason}. Choose another folder with --out.`, {
      cause,
    });
  }
}

async function writeWhole(path: string, text: string): Promise<string> {
  const unfinished = `${path}.unfinished`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
  return path;
}
