/** What an error body says instead when an account answers in another of the forms the sources give. */
import type { Quirks } from "../quirks.ts";
import type { ErrorKey } from "./catalogue.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";

type Change = Partial<Omit<CatalogueEntry, "confidence" | "source">>;

interface Variant<Name extends keyof Quirks = keyof Quirks> {
  readonly quirk: Name;
  readonly value: Quirks[Name];
  readonly changes: Readonly<Partial<Record<ErrorKey, Change>>>;
}

const HELP_429 = {
  title: "Bad Request",
  outerCode: "USER_ERROR",
  text: "Concurrent request limit exceeded. Request blocked.",
} as const;

const VARIANTS: readonly Variant[] = [
  {
    quirk: "notFoundText",
    value: "help",
    changes: { "entity-not-found": { text: "Record does not exist." } },
  },
  {
    quirk: "referenceError",
    value: "help",
    changes: {
      "field-value-invalid": {
        code: "INVALID_CONTENT",
        text: "Error while accessing resource: You have entered an Invalid Field Value {value} for the following field: {field}",
        pathEnd: ".{field}",
      },
    },
  },
  {
    quirk: "externalIdNotFound",
    value: "NONEXISTENT_EXTERNAL_ID",
    changes: {
      "external-id-not-found": { code: "NONEXISTENT_EXTERNAL_ID" },
      "external-id-reference": { code: "NONEXISTENT_EXTERNAL_ID" },
    },
  },
  { quirk: "concurrencyReply", value: "help", changes: { "concurrency-limit": HELP_429 } },
  {
    quirk: "concurrencyReply",
    value: "bad-request",
    changes: { "concurrency-limit": { status: 400, text: HELP_429.text } },
  },
];

export function changesOf(key: ErrorKey, quirks: Quirks): Change {
  const chosen = VARIANTS.filter(({ quirk, value }) => quirks[quirk] === value);
  return Object.assign({}, ...chosen.map(({ changes }) => changes[key]));
}
