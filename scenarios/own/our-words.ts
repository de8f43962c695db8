/** What is wrong with a value, in words for those who write scenarios, where a form has none of its own. */
import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  null: "null",
  array: "a list",
  object: "words with values, such as { sku: TENT }",
  record: "words with values, such as { Memo: Hello }",
};

/** For a form's `safeParse`; what ends a sentence that began with the name of the value. */
export function ourWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return `is ${kindOf(issue.input)}; write ${KINDS[issue.expected] ?? issue.expected}`;
    case "invalid_union":
      return `is ${kindOf(issue.input)}; write ${anyOf(issue.errors)}`;
    case "too_small": {
      const least = issue.exact ? "exactly" : issue.inclusive === false ? "more than" : "at least";
      return `is too ${lacks(issue.origin).little}; write ${least} ${counted(issue.minimum, issue.origin)}`;
    }
    case "too_big": {
      const most = issue.exact ? "exactly" : issue.inclusive === false ? "less than" : "at most";
      return `is too ${lacks(issue.origin).much}; write ${most} ${counted(issue.maximum, issue.origin)}`;
    }
    case "invalid_format":
      return issue.format === "datetime"
        ? "is no moment; write it as in 2026-11-27T20:00:00Z"
        : `is not of the form ${issue.pattern ?? issue.format}`;
    default:
      return undefined;
  }
}

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  return KINDS[typeof value] ?? typeof value;
}

/** Each form of the value once, as far as it is a kind or a word of its own. */
function anyOf(forms: readonly (readonly z.core.$ZodIssue[])[]): string {
  const kinds = forms.flatMap(([first]) => {
    if (first?.code === "invalid_type") return [KINDS[first.expected] ?? first.expected];
    return first?.code === "invalid_value" ? first.values.map(String) : [];
  });
  return [...new Set(kinds)].join(", or ") || "one of the forms that docs/acceptance.md names";
}

const lacks = (origin: string) =>
  origin in UNITS ? { little: "short", much: "long" } : { little: "small", much: "large" };

const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: ["character", "characters"],
  array: ["entry", "entries"],
};

function counted(count: number | bigint, origin: string): string {
  const unit = UNITS[origin]?.[Number(count) === 1 ? 0 : 1];
  return unit === undefined ? `${count}` : `${count} ${unit}`;
}
