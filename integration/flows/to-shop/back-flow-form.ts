/** The form of a back flow's file: what of a NetSuite record is written to which field of the shop. */
import { z } from "zod";
import {
  expression,
  fieldRow,
  flowName,
  name,
  oneOf,
  sentence,
  sublistBlock,
} from "../../mapping/mapping-form.ts";

type ValueKind = "text" | "integer" | "money" | "boolean";

interface Target {
  readonly kind: ValueKind;
  /** A file without a row for it, and a record without a value for it, cannot be used. */
  readonly required: boolean;
}

type Targets = Readonly<Record<string, Target>>;

const SKU: Target = { kind: "text", required: true };
const QUANTITY: Target = { kind: "integer", required: true };

/** What each kind of back flow writes, and the sublists in it. */
const TARGETS = {
  "netsuite-inventory": { fields: { sku: SKU, quantity: QUANTITY }, sublists: {} },
  "netsuite-prices": { fields: { sku: SKU, price: { kind: "money", required: true } }, sublists: {} },
  "netsuite-fulfilments": {
    fields: {
      orderId: { kind: "text", required: true },
      /** One text, the numbers apart by blanks or commas. */
      trackingNumbers: { kind: "text", required: false },
      trackingCompany: { kind: "text", required: false },
      notifyCustomer: { kind: "boolean", required: false },
    },
    sublists: { lines: { sku: SKU, quantity: QUANTITY } },
  },
} as const satisfies Record<string, { fields: Targets; sublists: Readonly<Record<string, Targets>> }>;

export type BackFlowKind = keyof typeof TARGETS;
export const BACK_FLOW_KINDS = Object.keys(TARGETS) as readonly BackFlowKind[];

const common = {
  /** The version of this form. */
  mapping: z.literal(1),
  flow: flowName,
  about: sentence.optional(),
  /** Named values, worked out in this order; `$name` in every expression below. */
  values: z.record(name, expression).optional(),
  /** Records that are none of the shop's business; they are kept and counted. */
  skipWhen: z.array(z.strictObject({ when: expression, reason: sentence })).optional(),
  fields: z.array(oneOf({ fields: sublistBlock }, fieldRow)).min(1),
};

/** Which of NetSuite's locations stand behind each of the shop's. */
const locations = z.array(z.strictObject({ shop: sentence, netsuite: z.array(sentence).min(1) })).min(1);

const form = z.strictObject({ ...common, locations: locations.optional() });

export type BackFlowForm = z.output<typeof form>;
type Row = BackFlowForm["fields"][number];

const FIX = "Compare with the back flows of examples/acme-store.";

/** The same rows, with the kind of value that their targets take. */
export function backFlowForm(kind: BackFlowKind) {
  const { fields, sublists } = TARGETS[kind];
  return form
    .superRefine((file, context) => {
      const complain = (path: readonly PropertyKey[], message: string): void =>
        context.addIssue({ code: "custom", path: [...path], message, params: { fix: FIX } });
      if ((kind === "netsuite-inventory") !== (file.locations !== undefined)) {
        const has = kind === "netsuite-inventory" ? "needs" : "has no";
        complain(["locations"], `a flow of the kind ${kind} ${has} locations`);
      }
      checkRows(file.fields, { fields, sublists, path: ["fields"], complain });
    })
    .transform((file) => ({
      ...file,
      fields: file.fields.map((row) => withKind(row, { fields, sublists })),
    }));
}

interface Place {
  readonly fields: Targets;
  readonly sublists: Readonly<Record<string, Targets>>;
  readonly path: readonly PropertyKey[];
  readonly complain: (path: readonly PropertyKey[], message: string) => void;
}

function checkRows(rows: readonly Row[], place: Place): void {
  const { fields, sublists, path, complain } = place;
  for (const [index, row] of rows.entries()) checkRow(row, { ...place, path: [...path, index] });
  const needed = Object.entries(fields).filter(([, { required }]) => required);
  const missing = [...needed.map(([target]) => target), ...Object.keys(sublists)].filter(
    (target) => !rows.some(({ to }) => to === target),
  );
  if (missing.length > 0) complain(path, `there is no row for ${missing.join(" and ")}`);
}

function checkRow(row: Row, place: Place): void {
  const { fields, sublists, path, complain } = place;
  const inside = row.kind === "sublist" ? sublists[row.to] : undefined;
  const known = row.kind === "sublist" ? Object.keys(sublists) : Object.keys(fields);
  if (!known.includes(row.to)) complain([...path, "to"], `"${row.to}" is none of ${known.join(", ")}`);
  if (row.master === "source") {
    complain([...path, "master"], "the shop owns it, and a flow out of NetSuite may not write it");
  }
  if (row.kind === "sublist") {
    const rows = row.fields.filter((each): each is Row & { kind: "field" } => each.kind === "field");
    if (rows.length < row.fields.length) complain([...path, "fields"], "the shop takes no address here");
    checkRows(rows, { ...place, fields: inside ?? {}, sublists: {}, path: [...path, "fields"] });
  } else if (row.lookup !== undefined || row.reference !== undefined)
    complain(path, "a row of a back flow has `from` or `static`: look-ups go to NetSuite");
}

function withKind(row: Row, { fields, sublists }: Pick<Place, "fields" | "sublists">): Row {
  if (row.kind === "sublist") {
    const inside = { fields: sublists[row.to] ?? {}, sublists: {} };
    const rows = row.fields.flatMap((each) => (each.kind === "field" ? [withKind(each, inside)] : []));
    return { ...row, fields: rows.filter((each) => each.kind === "field") };
  }
  const { kind = "text", required = false } = fields[row.to] ?? {};
  return { ...row, type: row.type ?? kind, required: row.required ?? required };
}
