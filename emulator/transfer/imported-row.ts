/** One line of a file that is brought into an account, before anybody has looked at what it means. */
import { z } from "zod";

export const importedRowSchema = z.strictObject({
  file: z.string(),
  line: z.int().positive(),
  /** From the file's name. */
  recordType: z.string(),
  /** Of a CSV file: what stands under each header that has something under it. */
  cells: z
    .array(z.strictObject({ header: z.string(), column: z.int().positive(), text: z.string() }))
    .optional(),
  /** Of a JSON file: the record as a request would send it, and its internal id. */
  body: z.record(z.string(), z.unknown()).optional(),
});

export type ImportedRow = Readonly<z.output<typeof importedRowSchema>>;
export type Cell = NonNullable<ImportedRow["cells"]>[number];

/** What is wrong, where, and what to do about it. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column?: number | undefined;
  readonly text: string;
}

export const problemText = ({ file, line, column, text }: Problem): string =>
  `${file}:${line}${column === undefined ? "" : `:${column}`}: ${text}`;
