/** Report -> JSON for machines: the whole model, versioned, with keys in an order that never changes. */
import type { Report } from "../report.ts";
import { verdictOf } from "../verdict.ts";

/** Raised when a reader of the older form would misread the newer one; new optional keys do not raise it. */
export const JSON_SCHEMA_VERSION = 1;

/** Keys as a person would write them; any other key follows in alphabetical order. */
const KEY_ORDER = [
  "schemaVersion",
  "kind",
  "id",
  "title",
  "subtitle",
  "generatedAt",
  "verdict",
  "label",
  "name",
  "summary",
  "sections",
  "lead",
  "blocks",
];

/** The report as JSON, with `schemaVersion` and the verdict that `verdictOf` gives. Equal reports give equal text. */
export function renderJson(report: Report): string {
  const document = { schemaVersion: JSON_SCHEMA_VERSION, ...report, verdict: verdictOf(report) };
  return `${JSON.stringify(document, ordered, 2)}\n`;
}

function ordered(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

function rank(key: string): number {
  const index = KEY_ORDER.indexOf(key);
  return index === -1 ? KEY_ORDER.length : index;
}
