/** Reads a mapping file: YAML with positions, the form's rules, and every expression compiled. */
import { createHash } from "node:crypto";
import { type Document, isScalar, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { IntegrationError } from "../errors.ts";
import { type MemoryOf, memoryOf } from "../memory-of.ts";
import { compileExpression, type Expression, ExpressionSyntaxError } from "./expressions/expression.ts";
import { expressionsOf, type PlacedExpression } from "./mapping-expressions.ts";
import { type MappingForm, mappingForm } from "./mapping-form.ts";

/** A file of this form, read. */
export interface FormFile {
  /** As it was named when it was read. */
  readonly file: string;
  /** Names this very text: the beginning of its SHA-256. Kept with every entry that was worked on under it. */
  readonly version: string;
  /** Every expression of the file, compiled, by its text. */
  readonly expressions: ReadonlyMap<string, Expression>;
}

export type Mapping = MappingForm & FormFile;

export type Path = readonly PropertyKey[];

/** Something in the file that keeps it from being used. */
export interface FileProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly fix: string;
}

/** What a file may say, and where its expressions stand. */
export interface Form<F> {
  readonly schema: z.ZodType<F>;
  readonly expressionsOf: (form: F) => readonly PlacedExpression[];
}

type Reading<F> =
  | { readonly ok: true; readonly form: F & FormFile; readonly lineAt: (path: Path) => number }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

export type MappingReading =
  | { readonly ok: true; readonly mapping: Mapping; readonly lineAt: (path: Path) => number }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

const MAPPING: Form<MappingForm> = { schema: mappingForm, expressionsOf };

/** @throws IntegrationError `MAPPING_INVALID`; each line of the message is `file:line:column: what. fix` */
export const parseMapping = (text: string, file: string): Mapping => parseForm(text, file, MAPPING);

/** As parseMapping, with every problem as a value. */
export function readMapping(text: string, file: string): MappingReading {
  const reading = readForm(text, file, MAPPING);
  return reading.ok ? { ok: true, mapping: reading.form, lineAt: reading.lineAt } : reading;
}

/** Of any form. @throws as parseMapping */
export function parseForm<F>(text: string, file: string, form: Form<F>): F & FormFile {
  const reading = readForm(text, file, form);
  if (reading.ok) return reading.form;
  const lines = reading.problems.map(
    ({ line, column, message, fix }) => `${file}:${line}:${column}: ${message}. ${fix}`,
  );
  throw new IntegrationError({ code: "MAPPING_INVALID", message: lines.join("\n") });
}

/** As parseForm, with every problem as a value. */
export function readForm<F>(text: string, file: string, form: Form<F>): Reading<F> {
  const known = (readings.get(form) ?? memoryOf(REMEMBERED)) as MemoryOf<string, Reading<F>>;
  readings.set(form, known);
  return known(`${file}\0${text}`, () => readAnew(text, file, form));
}

/** One start reads a file four times, for its flow and for what is checked over all flows; compiling it takes longest. */
const readings = new WeakMap<object, unknown>();
const REMEMBERED = 32;

function readAnew<F>(text: string, file: string, form: Form<F>): Reading<F> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, version: "1.2" });
  if (document.errors.length > 0)
    return { ok: false, problems: document.errors.map((error) => yamlProblem(error, counter)) };
  const written = writtenIn(document);
  if (!written.ok) return { ok: false, problems: [written.problem] };
  const parsed = form.schema.safeParse(written.value);
  const places = placesIn(document, counter);
  if (!parsed.success)
    return { ok: false, problems: parsed.error.issues.flatMap((issue) => formProblems(issue, places)) };
  const { expressions, problems } = compileAll(form.expressionsOf(parsed.data), places);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    form: { ...parsed.data, file, version: versionOf(text), expressions },
    lineAt: (path) => places.at(path).line,
  };
}

/** An alias without its anchor, or one of one too often, is only found here. */
function writtenIn(document: Document.Parsed) {
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: 100 }) as unknown } as const;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const problem = { line: 1, column: 1, message, fix: "Write out what the alias (*name) stands for." };
    return { ok: false, problem } as const;
  }
}

const versionOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 12);

interface Position {
  readonly line: number;
  readonly column: number;
}

interface Places {
  /** Where the nearest thing on this path stands that the file has. */
  at(path: Path): Position;
  /** Where this character of the text at the path stands, as near as the kind of scalar tells. */
  inside(path: Path, offset: number, text: string): Position;
}

function placesIn(document: Document.Parsed, counter: LineCounter): Places {
  const nodeAt = (path: Path): unknown =>
    path.length === 0 ? document.contents : document.getIn([...path], true);
  const at = (path: Path): Position => {
    const node = nodeAt(path);
    const start = rangeStart(node);
    if (start === undefined) return path.length === 0 ? { line: 1, column: 1 } : at(path.slice(0, -1));
    const { line, col } = counter.linePos(start);
    return { line, column: col };
  };
  return {
    at,
    inside(path, offset, text) {
      const node = nodeAt(path);
      const isBlock = isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED");
      const { line, column } = at(path);
      const before = text.slice(0, offset);
      const newLines = before.split("\n").length - 1;
      if (!isBlock && newLines === 0) return { line, column: column + offset };
      return { line: line + newLines + (isBlock ? 1 : 0), column: offset - before.lastIndexOf("\n") };
    },
  };
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== "object" || node === null || !("range" in node) || !Array.isArray(node.range))
    return undefined;
  const start: unknown = node.range[0];
  return typeof start === "number" ? start : undefined;
}

function yamlProblem(
  error: { readonly message: string; readonly pos: [number, number] },
  counter: LineCounter,
): FileProblem {
  const { line, col } = counter.linePos(error.pos[0]);
  const message = (error.message.split("\n")[0] ?? "not YAML").replace(/ at line \d+, column \d+:?$/, "");
  return {
    line,
    column: col,
    message,
    fix: "Correct the YAML here; text with : or # in it stands in quotes.",
  };
}

function formProblems(issue: z.core.$ZodIssue, places: Places): readonly FileProblem[] {
  const where = issue.path.length === 0 ? "the file" : pathText(issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      ...places.at([...issue.path, key]),
      message: `${where} has a key "${key}" that this form does not know`,
      fix: "Correct its spelling or take it out; see the mapping form in integration/README.md.",
    }));
  }
  const message = `${where}: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
  return [{ ...places.at(issue.path), message, fix: fixFor(issue) }];
}

function fixFor(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_type") return `Write ${article(issue.expected)} here.`;
  if (issue.code === "invalid_value") return `Write one of: ${issue.values.map(String).join(", ")}.`;
  if (issue.code === "custom") {
    const fix: unknown = issue.params?.["fix"];
    return typeof fix === "string" ? fix : "Keep one of them and take out the others.";
  }
  return "Correct this value; see the mapping form in integration/README.md.";
}

function article(kind: string): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

/** `records[1].fields[3].to`: counted from 1, as people count. */
export function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step + 1}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}

function compileAll(all: readonly PlacedExpression[], places: Places) {
  const expressions = new Map<string, Expression>();
  const problems: FileProblem[] = [];
  for (const { text, path } of all) {
    try {
      if (!expressions.has(text)) expressions.set(text, compileExpression(text));
    } catch (error) {
      if (!(error instanceof ExpressionSyntaxError)) throw error;
      const place = places.inside(path, error.position, text);
      const message = `${pathText(path)}: the expression cannot be read: ${error.message}`;
      problems.push({
        ...place,
        message,
        fix: "Correct the JSONata expression; https://try.jsonata.org shows where it ends.",
      });
    }
  }
  return { expressions, problems };
}
