/** Where the real account answers otherwise than the emulator, and what an overlay can say of it. */
import type { AccountData, FieldFacts } from "../../emulator/index.ts";
import type { Facts } from "./facts.ts";
import { LONG } from "./lengths.ts";
import type { CustomField, Questions } from "./questions.ts";

export interface Finding {
  readonly kind: "length" | "required" | "default" | "custom field" | "text" | "limit" | "latency";
  readonly what: string;
  readonly real: string;
  readonly emulator: string;
  /** Why it is not in the overlay, though an overlay could say it. */
  readonly why?: string;
}

export interface FoundWithOverlay extends Finding {
  /** Null when no overlay can say it. */
  readonly overlay: AccountData | null;
}

const UNSAID = "nothing";

/** All but the texts, which have to be tried. */
export function findingsOf(real: Facts, emulator: Facts, questions: Questions): readonly FoundWithOverlay[] {
  return [
    ...refusalFindings(real, emulator),
    ...customFieldFindings(real, emulator, questions),
    ...lengthFindings(real, emulator, questions),
    ...wholeAddressFindings(real, emulator),
    ...requiredFindings(real, emulator, questions),
    ...defaultFindings(real, emulator, questions),
    ...limitFindings(real, emulator),
  ];
}

/** Places in both that answer otherwise. */
function differing(
  real: ReadonlyMap<string, string>,
  emulator: ReadonlyMap<string, string>,
): readonly { readonly what: string; readonly real: string; readonly emulator: string }[] {
  return [...new Set([...real.keys(), ...emulator.keys()])].flatMap((what) => {
    const [theirs = UNSAID, ours = UNSAID] = [real.get(what), emulator.get(what)];
    return theirs === ours ? [] : [{ what, real: theirs, emulator: ours }];
  });
}

/** Of a record that could not be made in both accounts nothing else can be compared. */
function comparable({ refusals: theirs }: Facts, { refusals: ours }: Facts) {
  return ({ what }: { readonly what: string }): boolean => {
    const [recordType = ""] = what.split(".");
    return !theirs.has(recordType) && !ours.has(recordType);
  };
}

/** What the real account refuses is told by itself. */
function refusalFindings(real: Facts, emulator: Facts): readonly FoundWithOverlay[] {
  return [...emulator.refusals]
    .filter(([recordType]) => !real.refusals.has(recordType))
    .map(([recordType, why]) => ({
      kind: "required",
      what: recordType,
      real: "can be made",
      emulator: why,
      overlay: null,
    }));
}

type Change = Readonly<Record<string, string | number | boolean | null>>;

/** A change of a standard field, or a part of a custom field's own definition. */
function fieldOverlay(what: string, change: Change, { customFields }: Questions): AccountData {
  const [place, name] = splitPlace(what);
  const custom = customFields.filter((field) => field.name === name);
  if (custom.length === 0) return { catalogue: { fields: { [place]: { [name]: change } } } };
  const { required, ...rest } = change;
  const definition = {
    ...definitionOf(custom),
    ...rest,
    ...(required === undefined ? {} : { mandatory: required }),
  };
  return { catalogue: { custom: { [name]: definition } } } as AccountData;
}

const splitPlace = (what: string): readonly [place: string, name: string] => {
  const at = what.lastIndexOf(".");
  return [what.slice(0, at), what.slice(at + 1)];
};

/** By JSON Schema; a selection needs to be told what it chooses from, and nothing tells. */
const CUSTOM_TYPES: Readonly<Record<string, string>> = {
  string: "text",
  "string date": "date",
  "string date-time": "datetime",
  number: "decimal",
  integer: "integer",
  boolean: "checkbox",
};

function definitionOf(custom: readonly CustomField[]): Readonly<Record<string, unknown>> {
  const [first] = custom;
  return {
    type: CUSTOM_TYPES[first?.type ?? ""] ?? "text",
    label: first?.label,
    appliesTo: custom.map(({ recordType }) => recordType),
  };
}

function customFieldFindings(
  real: Facts,
  emulator: Facts,
  questions: Questions,
): readonly FoundWithOverlay[] {
  const fields = differing(real.customFields, emulator.customFields).map((difference): FoundWithOverlay => {
    const custom = questions.customFields.filter(({ name }) => name === difference.what);
    const isKnown = custom.length > 0 && CUSTOM_TYPES[custom[0]?.type ?? ""] !== undefined;
    const overlay = isKnown
      ? ({ catalogue: { custom: { [difference.what]: definitionOf(custom) } } } as AccountData)
      : null;
    return { kind: "custom field", ...difference, overlay };
  });
  if (real.takesAnyCustomField === emulator.takesAnyCustomField) return fields;
  const said = (facts: Facts): string => (facts.takesAnyCustomField ? "taken" : "refused");
  const customFields = real.takesAnyCustomField ? ("open" as const) : ("defined" as const);
  const any = { what: "a field that nobody has defined", real: said(real), emulator: said(emulator) };
  return [...fields, { kind: "custom field", ...any, overlay: { catalogue: { customFields } } }];
}

function lengthFindings(real: Facts, emulator: Facts, questions: Questions): readonly FoundWithOverlay[] {
  const asked = ({ what }: { readonly what: string }): boolean =>
    real.lengths.has(what) && emulator.lengths.has(what);
  return differing(real.lengths, emulator.lengths)
    .filter(asked)
    .map((difference) => {
      const { what, real: theirs } = difference;
      const maxLength = theirs === "none" ? null : Number(theirs);
      const isCustomWithoutLimit =
        maxLength === null && questions.customFields.some(({ name }) => what.endsWith(`.${name}`));
      const overlay =
        Number.isNaN(maxLength) || isCustomWithoutLimit ? null : fieldOverlay(what, { maxLength }, questions);
      return { kind: "length", ...difference, overlay };
    });
}

/** A rule cannot be taken back by an overlay, but set beyond what is asked about. */
function wholeAddressFindings(real: Facts, emulator: Facts): readonly FoundWithOverlay[] {
  const { wholeAddress: theirs } = real;
  const { wholeAddress: ours } = emulator;
  if (theirs === undefined || ours === undefined || theirs === ours) return [];
  const addressTotalLength = theirs === "none" ? LONG : Number(theirs);
  const overlay = { rules: { addressTotalLength } };
  return [{ kind: "length", what: "whole address", real: theirs, emulator: ours, overlay }];
}

function requiredFindings(real: Facts, emulator: Facts, questions: Questions): readonly FoundWithOverlay[] {
  return differing(real.required, emulator.required)
    .filter(comparable(real, emulator))
    .map((difference) => {
      const { what } = difference;
      const label = real.required.get(what);
      const change =
        label === undefined ? { required: false } : { required: true, ...labelOf(what, label, questions) };
      return { kind: "required", ...difference, overlay: fieldOverlay(what, change, questions) };
    });
}

function labelOf(what: string, label: string, { fields }: Questions): { readonly label?: string } {
  const known = fields.find(({ place, name }: FieldFacts) => `${place}.${name}` === what)?.label;
  return known === label ? {} : { label };
}

function defaultFindings(real: Facts, emulator: Facts, questions: Questions): readonly FoundWithOverlay[] {
  return differing(real.defaults, emulator.defaults)
    .filter(comparable(real, emulator))
    .map((difference) => {
      const value = real.defaults.get(difference.what);
      const overlay =
        value === undefined ? null : fieldOverlay(difference.what, { default: JSON.parse(value) }, questions);
      return { kind: "default", ...difference, overlay };
    });
}

function limitFindings(real: Facts, emulator: Facts): readonly FoundWithOverlay[] {
  const { concurrencyLimit } = real;
  if (concurrencyLimit === null || concurrencyLimit === emulator.concurrencyLimit) return [];
  return [
    {
      kind: "limit",
      what: "requests in flight at once",
      real: String(concurrencyLimit),
      emulator: String(emulator.concurrencyLimit ?? UNSAID),
      overlay: { concurrencyLimit },
    },
  ];
}
