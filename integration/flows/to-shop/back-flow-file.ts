/** Reads the file of a back flow, and applies it to what NetSuite says about one record. */
import type { Result } from "../../failure.ts";
import { type Finding, formFindings } from "../../mapping/check.ts";
import type { Expression } from "../../mapping/expressions/expression.ts";
import { expressionsOfRows, type PlacedExpression } from "../../mapping/mapping-expressions.ts";
import { parseForm, readForm } from "../../mapping/mapping-file.ts";
import { mapRows } from "../../mapping/rows/map-rows.ts";
import { counts, type Scope, withValues } from "../../mapping/rows/scope.ts";
import { type BackFlowForm, type BackFlowKind, backFlowForm } from "./back-flow-form.ts";

export interface BackFlowFile extends BackFlowForm {
  readonly file: string;
  /** Names this very text. */
  readonly version: string;
  readonly expressions: ReadonlyMap<string, Expression>;
}

/** @throws IntegrationError `MAPPING_INVALID`; each line of the message is `file:line:column: what. fix` */
export const parseBackFlow = (kind: BackFlowKind, text: string, file: string): BackFlowFile =>
  parseForm(text, file, { schema: backFlowForm(kind), expressionsOf });

/** Never throws: what keeps the file from being used is a finding. */
export function checkBackFlow(kind: BackFlowKind, text: string, file: string): readonly Finding[] {
  const reading = readForm(text, file, { schema: backFlowForm(kind), expressionsOf });
  return reading.ok ? [] : formFindings(reading.problems, file);
}

function expressionsOf(form: BackFlowForm): readonly PlacedExpression[] {
  const values = Object.entries(form.values ?? {}).map(([name, text]) => ({ text, path: ["values", name] }));
  const skips = (form.skipWhen ?? []).map(({ when }, index) => ({
    text: when,
    path: ["skipWhen", index, "when"],
  }));
  return [...values, ...skips, ...expressionsOfRows(form.fields, ["fields"])];
}

export type Mapped =
  | { readonly kind: "skip"; readonly reason: string }
  | {
      readonly kind: "mapped";
      readonly body: Readonly<Record<string, unknown>>;
      readonly warnings: readonly string[];
    };

/** Never throws for a record, however odd: what is wrong with it is in the failure. */
export async function mapForShop(file: BackFlowFile, record: object): Promise<Result<Mapped>> {
  const scope: Scope = {
    mapping: file,
    lookups: NO_LOOKUPS,
    input: record,
    bindings: { record },
    place: file.flow,
    inside: [],
    earlier: new Map(),
    warnings: [],
    remainders: [],
  };
  const bindings = await withValues(file.values, scope);
  if (!bindings.ok) return bindings;
  const named = { ...scope, bindings: bindings.value };
  for (const { when, reason } of file.skipWhen ?? []) {
    const applies = await counts(when, named, file.flow);
    if (!applies.ok) return applies;
    if (applies.value) return { ok: true, value: { kind: "skip", reason } };
  }
  const body = await mapRows(file.fields, named);
  if (!body.ok) return body;
  return { ok: true, value: { kind: "mapped", body: body.value, warnings: named.warnings } };
}

const NO_LOOKUPS: Scope["lookups"] = {
  resolve: () => Promise.reject(new TypeError("a back flow looks nothing up")),
};

/** A field that the form requires, as text. */
export function textOf(body: Readonly<Record<string, unknown>>, field: string): string {
  const value = body[field];
  return value === undefined ? "" : String(value);
}
