/** Reads a CSV or JSON file of records: `customer.csv`, `inventoryItem.json`, one record type a file. */
import { EmulatorError } from "../emulator-error.ts";
import { type ImportedRow, type Problem, problemText } from "./imported-row.ts";

export interface DataFile {
  /** Its name says the record type. */
  readonly file: string;
  readonly text: string;
}

/** Throws EmulatorError IMPORT_REFUSED with every place that cannot be read. */
export async function readDataFile(source: DataFile): Promise<readonly ImportedRow[]> {
  const [, recordType, ending] = /([^/\\]+?)\.(csv|json)$/i.exec(source.file) ?? [];
  if (recordType === undefined || ending === undefined) {
    const text = "the name must say record type and form; name it such as customer.csv or inventoryItem.json";
    throw importRefused([{ file: source.file, line: 1, text }]);
  }
  return ending.toLowerCase() === "csv" ? readCsv(source, recordType) : readJson(source, recordType);
}

export const importRefused = (problems: readonly Problem[]): EmulatorError =>
  new EmulatorError("IMPORT_REFUSED", problems.map(problemText).join("\n"));

async function readCsv({ file, text }: DataFile, recordType: string): Promise<readonly ImportedRow[]> {
  // Loaded when needed, as everything here that only an import needs.
  const { parse } = await import("csv-parse/sync");
  const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
  const parsed = parsing(file, () => parse(text, options) as unknown) as readonly CsvRecord[];
  const [head, ...rows] = parsed.map(({ record, info }) => ({ record, line: firstLine(record, info.lines) }));
  const headers = head?.record.map((header) => header.trim()) ?? [];
  const problems = rows.flatMap(({ record, line }) => {
    if (record.length <= headers.length) return [];
    const surplus = `there are ${record.length} values under ${headers.length} headers; quote those with a comma in them`;
    return [{ file, line, column: headers.length + 1, text: surplus }];
  });
  if (headers.length === 0)
    problems.push({ file, line: 1, column: 1, text: "there is no header line; add one" });
  if (problems.length > 0) throw importRefused(problems);
  return rows.map(({ record, line }) => ({
    file,
    line,
    recordType,
    cells: record.flatMap((cell, index) => {
      const [header, value] = [headers[index], cell.trim()];
      return header === undefined || header === "" || value === ""
        ? []
        : [{ header, column: index + 1, text: value }];
    }),
  }));
}

interface CsvRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** The reader counts to the record's last line; values may hold line breaks. */
const firstLine = (record: readonly string[], last: number): number =>
  last - record.reduce((breaks, cell) => breaks + (cell.split("\n").length - 1), 0);

function parsing<Value>(file: string, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    const line = error instanceof Error && "lines" in error ? Number(error.lines) : 1;
    const why = error instanceof Error ? error.message : String(error);
    throw importRefused([{ file, line, text: `it is no valid CSV: ${why}` }]);
  }
}

async function readJson({ file, text }: DataFile, recordType: string): Promise<readonly ImportedRow[]> {
  // YAML's reader, because it knows where in the file a value stands; JSON is YAML.
  const { isMap, isSeq, LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const errors = document.errors.map(({ pos, message }) => ({
    ...at(pos[0]),
    text: message.split("\n")[0] ?? message,
  }));
  if (errors.length > 0) throw importRefused(errors);
  const { contents } = document;
  if (!isSeq(contents))
    throw importRefused([{ ...at(0), text: "it must be an array of records: [ {…}, {…} ]" }]);
  const strangers = contents.items.filter((item) => !isMap(item));
  if (strangers.length > 0) {
    throw importRefused(
      strangers.map((item) => ({ ...at(offsetOf(item)), text: "a record must be an object: { … }" })),
    );
  }
  return contents.items.map((item) => ({
    file,
    line: at(offsetOf(item)).line,
    recordType,
    body: (item as { toJS(document: unknown): Record<string, unknown> }).toJS(document),
  }));
}

function offsetOf(node: unknown): number {
  const range = typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
  return Array.isArray(range) ? Number(range[0]) : 0;
}
