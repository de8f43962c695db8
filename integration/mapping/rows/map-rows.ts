/** The rows of a record or of a sublist line; sublist blocks append their lines. */
import type { Row, SublistBlock } from "../mapping-form.ts";
import { chooseRows, targetOf } from "./choose-rows.ts";
import { mapAddress } from "./map-address.ts";
import { mapField } from "./map-field.ts";
import { done, type Mapped, valueMissing } from "./mapping-failures.ts";
import { evaluate, type Scope } from "./scope.ts";

export type Body = Record<string, unknown>;

export async function mapRows(rows: readonly Row[], scope: Scope): Promise<Mapped<Body>> {
  const chosen = await chooseRows(rows, scope);
  if (!chosen.ok) return chosen;
  const body: Body = {};
  for (const row of chosen.value) {
    const mapped = await mapRow(row, scope, body);
    if (!mapped.ok) return mapped;
    if (row.kind === "field") scope.onValue?.(row, mapped.value);
    if (mapped.value !== undefined) body[targetOf(row)] = mapped.value;
  }
  return missingSublist(rows, body, scope) ?? done(body);
}

function mapRow(row: Row, scope: Scope, body: Body): Promise<Mapped<unknown>> {
  switch (row.kind) {
    case "field":
      return mapField(row, scope);
    case "address":
      return mapAddress(row, scope);
    case "sublist":
      return mapLines(row, scope, linesIn(body, row.to));
    default:
      return row satisfies never;
  }
}

/** `required` on one block of a sublist asks for a line in the sublist, wherever it comes from. */
function missingSublist(rows: readonly Row[], body: Body, scope: Scope): Mapped<Body> | undefined {
  const missing = rows.find(
    (row) => row.kind === "sublist" && row.required === true && linesIn(body, row.to).length === 0,
  );
  return missing === undefined || missing.kind !== "sublist"
    ? undefined
    : valueMissing(`${scope.place}.${missing.to}`);
}

/** Sublists are written as `{items: […]}`; a bare list is refused with 400 (observed). */
export function linesIn(body: Body, sublist: string): readonly Body[] {
  const value = body[sublist];
  if (typeof value !== "object" || value === null || !("items" in value)) return [];
  return Array.isArray(value.items) ? value.items : [];
}

async function mapLines(
  block: SublistBlock,
  scope: Scope,
  before: readonly Body[],
): Promise<Mapped<unknown>> {
  const field = `${scope.place}.${block.to}`;
  const inputs = block.each === undefined ? done(scope.input) : await evaluate(block.each, scope, field);
  if (!inputs.ok) return inputs;
  const found = inputs.value === undefined || inputs.value === null ? [] : inputs.value;
  const each: readonly unknown[] = Array.isArray(found) ? found : [found];
  // Side by side, so that an order of 500 lines does not wait for 500 look-ups one after the other.
  const lines = await Promise.all(
    each.map((input, index) =>
      mapRows(block.fields, {
        ...scope,
        input,
        place: `${field}[${before.length + index + 1}]`,
        inside: [...scope.inside, block.to],
      }),
    ),
  );
  const items = [...before];
  for (const line of lines) {
    if (!line.ok) return line;
    items.push(line.value);
  }
  return done(items.length === 0 ? undefined : { items });
}
