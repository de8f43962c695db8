/** Checks of what a row writes to: does the field exist, is it of this kind, is it ours, is it long enough. */

import { nearestWord } from "../../nearest-word.ts";
import type { PlacedRow } from "../mapping-expressions.ts";
import type { AddressRow, FieldRow, Row } from "../mapping-form.ts";
import {
  type FieldKind,
  fieldsOf,
  isCustomField,
  type TargetField,
  targetField,
} from "../netsuite-fields.ts";
import type { Problem } from "./problem.ts";

export function targetProblems({ row, path, inside }: PlacedRow): readonly Problem[] {
  // Inside something that is no address and no sublist there is nothing to compare with; that has its own finding.
  if (fieldsOf(inside) === undefined) return [];
  const name = row.kind === "address" ? row.address : row.to;
  const target = targetField(inside, name);
  const place = [...inside, name].join(".");
  if (target === undefined) return [unknownTarget(place, { name, inside, path })];
  return [...kindProblems(row, target, { place, path }), ...overflowTargets({ row, path, inside })];
}

interface Spot {
  readonly place: string;
  readonly path: PlacedRow["path"];
}

function unknownTarget(
  place: string,
  spot: { name: string; inside: readonly string[]; path: PlacedRow["path"] },
): Problem {
  const known = Object.keys(fieldsOf(spot.inside) ?? {});
  const near = nearestWord(spot.name, known);
  const fix =
    near === undefined
      ? "Correct its name; custom fields begin with custbody_, custcol_ or custentity_."
      : `Did you mean ${near}?`;
  return {
    severity: "error",
    rule: "unknown-target-field",
    message: `NetSuite has no field ${place} that this core may write`,
    fix,
    path: spot.path,
  };
}

/** Which kinds of target each `type` may be written to. */
const FITTING: Readonly<Record<NonNullable<FieldRow["type"]>, readonly FieldKind[]>> = {
  text: ["text", "enum"],
  money: ["money", "decimal"],
  decimal: ["money", "decimal"],
  integer: ["integer", "decimal", "money"],
  date: ["date"],
  boolean: ["boolean"],
};

function kindProblems(row: Row, target: TargetField, { place, path }: Spot): readonly Problem[] {
  const problem = (message: string, fix: string): readonly Problem[] => [
    { severity: "error", rule: "wrong-kind", message, fix, path },
  ];
  if (row.kind !== "field") {
    if (row.kind === target.kind) return [];
    return problem(
      `${place} is not ${row.kind === "address" ? "an address" : "a sublist"}`,
      `Write it as a ${target.kind} row.`,
    );
  }
  if (target.kind === "address")
    return problem(`${place} is an address`, "Write `address:` instead of `to:`, with rows for its fields.");
  if (target.kind === "sublist")
    return problem(`${place} is a sublist`, "Give the row `fields:`, one row for each field of a line.");
  if (isCustomField(row.to)) return [];
  if (row.type !== undefined && !FITTING[row.type].includes(target.kind)) {
    return problem(
      `${place} is of kind ${target.kind}, not ${row.type}`,
      `Leave \`type\` out, or write ${target.kind}.`,
    );
  }
  return target.kind === "reference" ? [] : valueProblems(row, target, { place, path });
}

function valueProblems(row: FieldRow, target: TargetField, { place, path }: Spot): readonly Problem[] {
  if (row.lookup !== undefined || row.reference !== undefined) {
    const message = `${place} is of kind ${target.kind} and cannot point to a record`;
    return [{ severity: "error", rule: "wrong-kind", message, fix: "Use `from` or `static`.", path }];
  }
  if (row.static === undefined || fitsStatic(row.static, target.kind)) return [];
  const message = `${place} is of kind ${target.kind} and cannot be ${JSON.stringify(row.static)}`;
  return [
    {
      severity: "error",
      rule: "wrong-kind",
      message,
      fix: `Write a ${target.kind} value.`,
      path: [...path, "static"],
    },
  ];
}

function fitsStatic(value: NonNullable<FieldRow["static"]>, kind: FieldKind): boolean {
  if (kind === "boolean") return typeof value === "boolean";
  if (kind === "enum") return typeof value !== "boolean";
  if (kind === "text") return typeof value !== "object";
  if (kind === "date") return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
}

/** The fields that overflowing text is sent to must exist too. */
function overflowTargets({ row, path, inside }: PlacedRow): readonly Problem[] {
  if (row.kind === "sublist" || row.overflow === undefined || typeof row.overflow === "string") return [];
  const lines = row.kind === "address" && typeof row.overflow === "object" ? row.overflow.split : [];
  const record = inside.slice(0, 1);
  const unknownLines = lines.filter(
    (line) => targetField([...inside, (row as AddressRow).address], line)?.kind !== "text",
  );
  const { remainderTo } = row.overflow;
  const noted =
    remainderTo === undefined || targetField(record, remainderTo)?.kind === "text" ? [] : [remainderTo];
  return [...unknownLines, ...noted].map((name) => ({
    severity: "error",
    rule: "unknown-target-field",
    message: `overflow goes to ${name}, which is no text field there`,
    fix: "Name address lines in `split` and a text field of the record, such as memo, in `remainderTo`.",
    path: [...path, "overflow"],
  }));
}

export function lengthProblems({ row, path, inside }: PlacedRow): readonly Problem[] {
  if (row.kind === "address") return addressLengthProblems(row, path);
  if (row.kind !== "field") return [];
  const target = targetField(inside, row.to);
  if (target?.kind !== "text" || target.maxLength === undefined) return [];
  const place = [...inside, row.to].join(".");
  const { maxLength, source = "unknown" } = target;
  if (row.maxLength !== undefined && row.maxLength > maxLength) {
    const message = `${place} takes ${maxLength} characters in NetSuite (${source}), not ${row.maxLength}`;
    return [
      {
        severity: "warning",
        rule: "longer-than-netsuite",
        message,
        fix: `Write maxLength: ${maxLength} or less.`,
        path: [...path, "maxLength"],
      },
    ];
  }
  if (row.static !== undefined) return staticLength(String(row.static), { place, path, maxLength });
  if (row.from === undefined || row.overflow !== undefined) return [];
  return [
    {
      severity: "warning",
      rule: "no-overflow-policy",
      message: `${place} takes ${maxLength} characters (${source}), and nothing says what happens to longer text`,
      fix: "Add overflow: hold, truncate or { remainderTo: … }; without it the order is held.",
      path,
    },
  ];
}

function staticLength(
  text: string,
  { place, path, maxLength }: Spot & { maxLength: number },
): readonly Problem[] {
  if (text.length <= maxLength) return [];
  const message = `${place} takes ${maxLength} characters and this text has ${text.length}`;
  return [
    { severity: "error", rule: "static-too-long", message, fix: "Shorten it.", path: [...path, "static"] },
  ];
}

function addressLengthProblems(row: AddressRow, path: PlacedRow["path"]): readonly Problem[] {
  if (row.overflow !== undefined) return [];
  return [
    {
      severity: "warning",
      rule: "no-overflow-policy",
      message: `nothing says what happens to a ${row.address} that is too long`,
      fix: "Add overflow: hold, or { split: [addr1, addr2, addr3], remainderTo: memo }.",
      path,
    },
  ];
}
