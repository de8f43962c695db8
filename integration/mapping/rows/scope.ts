/** What a row sees while one record is being mapped, and where it leaves what goes beyond its own field. */
import { ExpressionFailed } from "../expressions/expression-failed.ts";
import { isTrue } from "../expressions/truth.ts";
import type { Lookups } from "../lookups.ts";
import type { Mapping } from "../mapping-file.ts";
import type { FieldRow } from "../mapping-form.ts";
import { done, type Mapped, mappingFailed } from "./mapping-failures.ts";

/** Text that found no room in its own field and goes to a text field of the record. */
export interface Remainder {
  readonly to: string;
  /** Where it comes from, in words. */
  readonly from: string;
  readonly text: string;
}

export interface Scope {
  readonly mapping: Pick<Mapping, "expressions">;
  readonly lookups: Lookups;
  /** The order, or the line or object that the rows look at. */
  readonly input: unknown;
  /** `$order` and the named values. */
  readonly bindings: Readonly<Record<string, unknown>>;
  /** `salesOrder.item[2]`: where the rows write to, lines counted from 1. */
  readonly place: string;
  /** The record type, and the sublist or address in it. */
  readonly inside: readonly string[];
  /** External ids of the records mapped so far, by record type. */
  readonly earlier: ReadonlyMap<string, string>;
  /** Collected for the whole record. */
  readonly warnings: string[];
  readonly remainders: Remainder[];
  /** Hears what each field row came to. */
  readonly onValue?: (row: FieldRow, value: unknown) => void;
}

export async function evaluate(text: string, scope: Scope, field: string): Promise<Mapped<unknown>> {
  const expression = scope.mapping.expressions.get(text);
  if (expression === undefined) return mappingFailed(field, `its expression "${text}" was never compiled`);
  try {
    return done(await expression.evaluate(scope.input, scope.bindings));
  } catch (error) {
    if (error instanceof ExpressionFailed) return mappingFailed(field, error.message);
    throw error;
  }
}

/** A row without `when` always counts. */
export async function counts(
  when: string | undefined,
  scope: Scope,
  field: string,
): Promise<Mapped<boolean>> {
  if (when === undefined) return done(true);
  const value = await evaluate(when, scope, field);
  return value.ok ? done(isTrue(value.value)) : value;
}

/** What is bound already and the named values, worked out in their order: each may use those before it. */
export async function withValues(
  values: Readonly<Record<string, string>> | undefined,
  scope: Scope,
): Promise<Mapped<Record<string, unknown>>> {
  const bindings: Record<string, unknown> = { ...scope.bindings };
  for (const [name, text] of Object.entries(values ?? {})) {
    const value = await evaluate(text, { ...scope, bindings }, `values.${name}`);
    if (!value.ok) return value;
    bindings[name] = value.value;
  }
  return done(bindings);
}
