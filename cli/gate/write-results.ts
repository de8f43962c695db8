/** Writes a run's files side by side; each appears whole or not at all, and none of an earlier run is left. */
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { REPORT_FORMATS, type Report, type ReportFormat, render } from "../../reports/index.ts";
import { UsageError } from "../usage-error.ts";
import { writeWhole } from "../write-whole.ts";

const FORMATS = (Object.keys(REPORT_FORMATS) as ReportFormat[]).filter((format) => format !== "json");

/** Finds out that a folder cannot be written to before a run and not after it, and takes away what an earlier run said. */
export async function prepareResults(folder: string, name: string): Promise<void> {
  const probe = join(folder, `${name}.unfinished`);
  await orUsageError(folder, async () => {
    await makeFolder(resolve(folder));
    await writeFile(probe, "");
    await rm(probe);
    const earlier = (await readdir(folder)).filter((file) => isResult(file, name));
    for (const file of earlier) await rm(join(folder, file), { force: true });
  });
}

export interface Results {
  /** What every file's name begins with. */
  readonly name: string;
  readonly report: Report;
  /** Further pages for people, by what is added to the name. */
  readonly pages?: Readonly<Record<string, Report>>;
}

/** Every report form under one name, and further documents by file name. Returns the paths written. */
export async function writeResults(
  folder: string,
  report: Results,
  documents: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const files = [
    ...FORMATS.map(
      (format) =>
        [`${report.name}.${REPORT_FORMATS[format].extension}`, render(report.report, format)] as const,
    ),
    ...Object.entries(report.pages ?? {}).map(
      ([page, of]) => [`${report.name}-${page}.html`, render(of, "html")] as const,
    ),
    ...Object.entries(documents).map(
      ([name, value]) => [name, `${JSON.stringify(value, null, 2)}\n`] as const,
    ),
  ];
  return orUsageError(folder, () =>
    Promise.all(files.map(([name, text]) => writeWhole(join(folder, name), text))),
  );
}

/** Any form under this name, and any further page of it. */
function isResult(file: string, name: string): boolean {
  const extensions = [...FORMATS.map((format) => REPORT_FORMATS[format].extension), "json"];
  const [stem, extension = ""] = [file.replace(/\.[^.]*$/, ""), file.split(".").at(-1)];
  if (stem === name) return extensions.includes(extension);
  return stem.startsWith(`${name}-`) && extension === "html";
}

async function orUsageError<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`Cannot write results to ${folder}: ${reason}. Choose another folder with --out.`, {
      cause,
    });
  }
}

/** Step by step: below a file system without folders of ours, Node's own recursive way never ends. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}
