/** The form of a mapping file: what may be written, as a schema from which the types are inferred. */
import { z } from "zod";

export const name = z.string().regex(/^\w+$/, "a name has letters, digits and _ only");
export const expression = z.string().trim().min(1, "an expression cannot be empty");
export const sentence = z.string().trim().min(1);
const text = z.string();
/** The ledger's column `flow`. */
export const flowName = z
  .string()
  .regex(/^[a-z0-9-]+$/, "a flow's name has small letters, digits and - only");

/** What happens to text that NetSuite would refuse for its length. */
const overflow = z.enum(["hold", "truncate"]).or(z.strictObject({ remainderTo: name }));
/** For a whole address: its text runs on over these lines, and what is left goes to a text field of the record. */
const addressOverflow = z
  .literal("hold")
  .or(z.strictObject({ split: z.array(name).min(1), remainderTo: name.optional() }));

const lookup = z
  .strictObject({
    /** The record type that is searched. */
    record: name,
    /** The field of that record that is compared. */
    by: name,
    /** Compared with what this expression gives … */
    from: expression.optional(),
    /** … or with this fixed text. */
    value: text.min(1).optional(),
  })
  .refine(({ from, value }) => (from === undefined) !== (value === undefined), {
    error: "a look-up compares with exactly one of `from` (an expression) and `value` (a fixed text)",
  });

const staticValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.record(z.string(), z.union([z.string(), z.number()])),
]);

const SOURCES = ["static", "from", "lookup", "reference"] as const;

const common = {
  /** The row counts only when this expression is true; of several rows for one target the first that counts is used. */
  when: expression.optional(),
  /** Without a value the order is held instead of sent without it. */
  required: z.boolean().optional(),
  /** The system of record: who may change this value, the flow's source system or NetSuite. */
  master: z.enum(["source", "netsuite"]).optional(),
  note: sentence.optional(),
};

export const fieldRow = z
  .strictObject({
    ...common,
    to: name,
    static: staticValue.optional(),
    from: expression.optional(),
    lookup: lookup.optional(),
    /** A record mapped earlier in the same file, written as its external id. */
    reference: name.optional(),
    type: z.enum(["text", "money", "decimal", "integer", "date", "boolean"]).optional(),
    /** Rounds half away from zero to this many places; without it numbers stay as they are. */
    decimals: z.number().int().min(0).max(8).optional(),
    maxLength: z.number().int().min(1).optional(),
    overflow: overflow.optional(),
    /** The reason that allows a hard-coded internal id. */
    because: sentence.optional(),
  })
  .superRefine((row, context) => {
    const given = SOURCES.filter((source) => row[source] !== undefined);
    if (given.length === 1 || (given.length === 0 && row.master === "netsuite")) return;
    const found = given.length === 0 ? "none" : given.join(" and ");
    context.addIssue({
      code: "custom",
      message: `a row has exactly one of ${SOURCES.join(", ")}; found ${found}`,
    });
  })
  .transform((row) => ({ kind: "field" as const, ...row }));

const addressRow = z
  .strictObject({
    ...common,
    address: name,
    /** The object that the rows below look at; without a value there is no address. */
    from: expression,
    /** Characters the whole address may have. */
    limit: z.number().int().min(1).optional(),
    overflow: addressOverflow.optional(),
    fields: z.array(fieldRow).min(1),
  })
  .transform((row) => ({ kind: "address" as const, ...row }));

export const sublistBlock = z
  .strictObject({
    ...common,
    to: name,
    /** One line for each of these, and the rows below look at it; without `each` it is one line. */
    each: expression.optional(),
    fields: z.array(oneOf({ address: addressRow }, fieldRow)).min(1),
  })
  .transform((row) => ({ kind: "sublist" as const, ...row }));

/** In two parts, so that an order without an id can never be written under the prefix alone, one order over the other. */
const externalId = z.strictObject({
  prefix: z.string().regex(/^[A-Za-z0-9_-]*$/, "a prefix has letters, digits, _ and - only"),
  from: expression,
});

/** A record that must be in NetSuite first; its fields are `$followed` in every expression. */
const follows = z.strictObject({
  record: name,
  externalId,
  /** Looks at an edition of that record as its source sent it: true when it holds this one already. `$inclusion` is what became of it. */
  includedWhen: expression.optional(),
});

/** In the order in which they are asked. */
export const CONDITION_KINDS = ["skipWhen", "waitWhen", "holdWhen"] as const;

const condition = {
  when: expression,
  /** And this must be true of the main record as NetSuite holds it; of one that is not there all fields are missing. */
  inNetSuite: expression.optional(),
  /** The reason that allows a hard-coded internal id. */
  because: sentence.optional(),
};

const recordForm = z.strictObject({
  record: name,
  externalId,
  when: expression.optional(),
  note: sentence.optional(),
  /** The same for this record alone, of which NetSuite is not asked. */
  holdWhen: z.array(z.strictObject({ when: expression, message: sentence, advice: sentence })).optional(),
  fields: z.array(oneOf({ address: addressRow, fields: sublistBlock }, fieldRow)).min(1),
});

export const mappingForm = z.strictObject({
  /** The version of this form. */
  mapping: z.literal(1),
  flow: flowName,
  about: sentence.optional(),
  follows: follows.optional(),
  /** Source records with which nothing is to be done; kept and counted. */
  skipWhen: z.array(z.strictObject({ ...condition, reason: sentence })).optional(),
  /** Source records for which it is too early: they are tried again, and are dead letters in the end. */
  waitWhen: z.array(z.strictObject({ ...condition, message: sentence, advice: sentence })).optional(),
  /** Source records that a person must see before NetSuite does. */
  holdWhen: z.array(z.strictObject({ ...condition, message: sentence, advice: sentence })).optional(),
  /** Named values, worked out in this order; `$name` in every expression below. */
  values: z.record(name, expression).optional(),
  records: z.array(recordForm).min(1),
});

export type MappingForm = z.output<typeof mappingForm>;
export type ExternalIdForm = z.output<typeof externalId>;
export type RecordForm = MappingForm["records"][number];
export type FieldRow = z.output<typeof fieldRow>;
export type AddressRow = z.output<typeof addressRow>;
export type SublistBlock = z.output<typeof sublistBlock>;
export type Row = FieldRow | AddressRow | SublistBlock;

/** Chooses by a telling key, so that an error speaks about the row that was meant and not about every kind of row. */
export function oneOf<Otherwise extends z.ZodType, Choice extends z.ZodType>(
  choices: Readonly<Record<string, Choice>>,
  otherwise: Otherwise,
) {
  return z
    .record(z.string(), z.unknown())
    .transform((row, context): z.output<Choice> | z.output<Otherwise> => {
      const key = Object.keys(choices).find((each) => Object.hasOwn(row, each));
      const schema = (key === undefined ? undefined : choices[key]) ?? otherwise;
      const parsed = schema.safeParse(row);
      if (parsed.success) return parsed.data;
      for (const issue of parsed.error.issues) context.issues.push({ ...issue, input: row } as never);
      return z.NEVER;
    });
}
