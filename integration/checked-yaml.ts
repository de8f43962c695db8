/** Reads YAML against a schema; whatever is wrong is told with file, line, column, the fix and the word that was probably meant. */
import { isNode, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { didYouMean } from "./nearest-word.ts";

export type CheckedYaml<T> =
  | { readonly ok: true; readonly value: T }
  /** Each as `file:line:column: what (fix)`. */
  | { readonly ok: false; readonly problems: readonly string[] };

interface Source<T extends z.ZodType> {
  readonly text: string;
  /** As it is named in what is wrong with it. */
  readonly file: string;
  readonly schema: T;
  /** What is wrong with a value, where the schema has no words of its own. @default zod's */
  readonly words?: z.core.$ZodErrorMap;
}

/** Problems come from the top of the file, as whoever corrects them meets them. */
export function checkYaml<T extends z.ZodType>(source: Source<T>): CheckedYaml<z.output<T>> {
  const { text, file, schema, words } = source;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined)
    return refused(`${at(syntaxError.pos[0])}: not valid YAML: ${syntaxError.message.split("\n")[0]}`);
  let written: unknown;
  try {
    written = document.toJS();
  } catch (cause) {
    // An alias without its anchor is only found here.
    return refused(`${file}: ${cause instanceof Error ? cause.message : String(cause)}. Correct the YAML.`);
  }
  const parsed = schema.safeParse(written, words && { error: words });
  if (parsed.success) return { ok: true, value: parsed.data };
  return refused(
    ...parsed.error.issues
      .flatMap(meantIssues)
      .map((issue) => ({ issue, offset: offsetOf(issue) }))
      .toSorted((one, other) => one.offset - other.offset)
      .map(({ issue, offset }) => `${at(offset)}: ${inWords(issue, document.getIn(issue.path), schema)}`),
  );

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

const refused = (...problems: readonly string[]) => ({ ok: false, problems }) as const;

const isOfAnotherKind = (issue: z.core.$ZodIssue): boolean => {
  if (issue.path.length > 0) return false;
  if (issue.code === "invalid_union") return issue.errors.every((issues) => issues.some(isOfAnotherKind));
  return issue.code === "invalid_type" || issue.code === "invalid_value";
};

/** Of several forms of a value the one that was meant, when only one is of the kind that was written. */
function meantIssues(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const [meant, ...others] = issue.errors.filter((issues) => !issues.some(isOfAnotherKind));
  if (meant === undefined || others.length > 0) return [issue];
  return meant.flatMap((each) => meantIssues({ ...each, path: [...issue.path, ...each.path] }));
}

function inWords(issue: z.core.$ZodIssue, written: unknown, schema: z.ZodType): string {
  const where = issue.path.length === 0 ? "the file" : issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    const known = namesAt(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), issue.path);
    const names = issue.keys.map((key) => `"${key}"`).join(", ");
    return `${where} has no setting ${names}; remove it or correct its name.${didYouMean(issue.keys[0], known)}`;
  }
  if (written === undefined) return `${where} is missing; add it.`;
  if (issue.code === "invalid_value") {
    const values = issue.values.map(String);
    return `${where} must be one of ${values.join(", ")}.${didYouMean(written, values)}`;
  }
  return `${where}: ${issue.message}.`;
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The names that an object at this path may have, in whichever of its forms. */
function namesAt(schema: JsonSchema, path: readonly PropertyKey[]): readonly string[] {
  const [step, ...rest] = path;
  return formsOf(schema).flatMap((form) => {
    if (step === undefined) return Object.keys(form.properties ?? {});
    const next = typeof step === "number" ? form.items : form.properties?.[String(step)];
    return isSchema(next) ? namesAt(next, rest) : [];
  });
}

/** Itself, and each that it may be instead. */
const formsOf = (schema: JsonSchema): readonly JsonSchema[] => [
  schema,
  ...[schema.anyOf, schema.oneOf, schema.allOf]
    .flatMap((forms) => forms ?? [])
    .filter(isSchema)
    .flatMap(formsOf),
];

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);
