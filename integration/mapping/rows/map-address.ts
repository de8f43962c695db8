/** An address row: its fields, and then the address as a whole brought within its limits. */
import type { AddressRow, FieldRow } from "../mapping-form.ts";
import { ADDRESS_FIELDS } from "../netsuite-fields.ts";
import { addressLength, spreadAddress } from "../values/address-overflow.ts";
import { chooseRows } from "./choose-rows.ts";
import { mapField } from "./map-field.ts";
import { done, type Mapped, mappingFailed, valueMissing, valueTooLong } from "./mapping-failures.ts";
import { evaluate, type Scope } from "./scope.ts";

type Body = Record<string, unknown>;

export async function mapAddress(row: AddressRow, scope: Scope): Promise<Mapped<unknown>> {
  const place = `${scope.place}.${row.address}`;
  const source = await evaluate(row.from, scope, place);
  if (!source.ok) return source;
  if (source.value === undefined || source.value === null) {
    return row.required === true ? valueMissing(place) : done(undefined);
  }
  if (typeof source.value !== "object" || Array.isArray(source.value)) {
    return mappingFailed(place, "an address is made from one object");
  }
  const policy = row.overflow ?? "hold";
  const split = policy === "hold" ? [] : policy.split;
  const inside = [...scope.inside, row.address];
  const mapped = await mapFields(row.fields, split, { ...scope, input: source.value, place, inside });
  if (!mapped.ok) return mapped;
  if (Object.keys(mapped.value).length === 0)
    return row.required === true ? valueMissing(place) : done(undefined);
  return fitAddress(mapped.value, row, { ...scope, place });
}

/** A row that writes to a line of the split is measured with the whole address, not by itself. */
function filledLater(row: FieldRow, split: readonly string[]): FieldRow {
  return split.includes(row.to) ? { ...row, maxLength: Number.POSITIVE_INFINITY } : row;
}

function fitAddress(body: Body, row: AddressRow, scope: Scope): Mapped<unknown> {
  const policy = row.overflow ?? "hold";
  const { split: lines, remainderTo } = policy === "hold" ? { split: [], remainderTo: undefined } : policy;
  const limit = row.limit ?? Number.POSITIVE_INFINITY;
  const texts = textsOf(body);
  const limits = lineLimits(row, lines);
  const { address, remainder } = spreadAddress({ address: texts, lines, lineLimits: limits, limit });
  const beginsEmpty = hasAny(texts, lines) && !hasAny(address, lines);
  if (addressLength(address) > limit || beginsEmpty || (remainder !== "" && remainderTo === undefined)) {
    return valueTooLong({
      field: scope.place,
      text: Object.values(texts).join(", "),
      ...overrun(texts, limits, limit),
    });
  }
  noteSpread({ before: texts, after: address, remainder, remainderTo, lines }, row, scope);
  const others = Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value !== "string"));
  return done({ ...address, ...others });
}

function hasAny(address: Readonly<Record<string, string>>, lines: readonly string[]): boolean {
  return lines.some((line) => address[line] !== undefined);
}

/** The whole address when that is too long, else its lines, which together are. */
function overrun(
  texts: Readonly<Record<string, string>>,
  limits: Readonly<Record<string, number>>,
  limit: number,
) {
  const length = addressLength(texts);
  if (length > limit) return { length, limit };
  const lines = Object.entries(limits);
  return {
    length: lines.reduce((sum, [line]) => sum + (texts[line] ?? "").length, 0),
    limit: lines.reduce((sum, [, each]) => sum + each, 0),
  };
}

interface Spread {
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
  readonly remainder: string;
  readonly remainderTo: string | undefined;
  readonly lines: readonly string[];
}

function noteSpread(spread: Spread, row: AddressRow, scope: Scope): void {
  const { before, after, remainder, remainderTo, lines } = spread;
  if (lines.every((line) => before[line] === after[line])) return;
  const used = lines.filter((line) => after[line] !== undefined).join(", ");
  const left =
    remainderTo === undefined || remainder === ""
      ? ""
      : `; the last ${remainder.length} went to ${remainderTo}`;
  scope.warnings.push(`${scope.place}: ${addressLength(before)} characters were spread over ${used}${left}`);
  if (left !== "" && remainderTo !== undefined) {
    scope.remainders.push({ to: remainderTo, from: row.address, text: remainder });
  }
}

function textsOf(body: Body): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).flatMap(([field, value]) => (typeof value === "string" ? [[field, value]] : [])),
  );
}

function lineLimits(row: AddressRow, lines: readonly string[]): Record<string, number> {
  const own = new Map(row.fields.map((field) => [field.to, field.maxLength]));
  return Object.fromEntries(
    lines.map((line) => [line, own.get(line) ?? ADDRESS_FIELDS[line]?.maxLength ?? Number.POSITIVE_INFINITY]),
  );
}

async function mapFields(
  rows: readonly FieldRow[],
  split: readonly string[],
  scope: Scope,
): Promise<Mapped<Body>> {
  const chosen = await chooseRows(rows, scope);
  if (!chosen.ok) return chosen;
  const body: Body = {};
  for (const row of chosen.value) {
    const mapped = await mapField(filledLater(row, split), scope);
    if (!mapped.ok) return mapped;
    scope.onValue?.(row, mapped.value);
    if (mapped.value !== undefined) body[row.to] = mapped.value;
  }
  return done(body);
}
