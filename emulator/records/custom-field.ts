/** Custom fields: those an account defines, and those that are taken without a definition. */
import type { CUSTOM_FIELD_KINDS, CustomFieldOptions } from "./catalogue-options.ts";
import type { FieldDefinition } from "./record-type.ts";

interface Kind {
  readonly type: FieldDefinition["type"];
  readonly maxLength?: number;
  readonly source?: string;
}

/** Lengths out of NetSuite's own error texts: custbody_script_memo 300, custrecord_nls_mr_output 4000, long texts 1000000. */
const KINDS: Readonly<Record<(typeof CUSTOM_FIELD_KINDS)[number], Kind>> = {
  text: { type: "string", maxLength: 300, source: "EXCEEDED_MAX_FIELD_LENGTH on a free-form text field" },
  textarea: { type: "string", maxLength: 4_000, source: "error text on a text area" },
  longtext: {
    type: "string",
    maxLength: 1_000_000,
    source: "error text on a long text; Oracle help section_4332671056",
  },
  richtext: { type: "string" },
  email: { type: "string" },
  phone: { type: "string" },
  url: { type: "string" },
  password: { type: "string" },
  integer: { type: "integer" },
  decimal: { type: "number" },
  currency: { type: "number" },
  percent: { type: "percent" },
  date: { type: "date" },
  datetime: { type: "date-time" },
  timeofday: { type: "time" },
  checkbox: { type: "boolean" },
  select: { type: "reference" },
  multiselect: { type: "multiReference" },
};

export function definedField(scriptId: string, options: CustomFieldOptions): FieldDefinition {
  const kind = KINDS[options.type];
  const maxLength = options.maxLength ?? kind.maxLength;
  // An unticked box reads false, it is never empty.
  const defaultValue = options.default ?? (options.type === "checkbox" ? false : undefined);
  return {
    name: scriptId.toLowerCase(),
    scriptId: scriptId.toLowerCase(),
    label: options.label ?? scriptId,
    type: kind.type,
    required: options.mandatory,
    source: "the account's own definition",
    confidence: "high",
    ...(options.of === undefined ? {} : { ref: options.of }),
    ...(defaultValue === undefined ? {} : { defaultValue }),
    ...(maxLength === undefined || kind.type !== "string"
      ? {}
      : { maxLength, lengthConfidence: "high", lengthSource: kind.source ?? "the account's own definition" }),
  };
}

/** A custom field nobody has defined: a text of 300 characters, a number or a boolean. */
export function undefinedField(name: string, prefix: string | undefined): FieldDefinition | undefined {
  const scriptId = name.toLowerCase();
  if (prefix === undefined || !scriptId.startsWith(prefix) || !/^[a-z0-9_]{1,60}$/.test(scriptId))
    return undefined;
  return {
    name: scriptId,
    scriptId,
    label: scriptId,
    type: "custom",
    maxLength: 300,
    lengthConfidence: "high",
    lengthSource: "EXCEEDED_MAX_FIELD_LENGTH on a free-form text field, quoted in public code",
  };
}
