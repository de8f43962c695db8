/** A refusal with its catalogue entry filled in, before any channel gives it a form. */
import { ERROR_CATALOGUE, type ErrorKey } from "./catalogue.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import type { Refusal } from "./refusal.ts";

export interface ErrorReply {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly contentType: string;
  readonly body: string;
}

export interface WordedRefusal extends Pick<ErrorReply, "status" | "code" | "detail"> {
  /** The status that a document speaks of, which is hardly ever another one. */
  readonly describedAs: number;
}

/** `key` is the refusal's own, or what its channel says instead. */
export function wordsOf(
  { values = {}, status, ...refusal }: Refusal,
  key: ErrorKey = refusal.key,
): WordedRefusal {
  const entry: CatalogueEntry = ERROR_CATALOGUE[key];
  return {
    status: status ?? entry.status,
    describedAs: status ?? entry.describedAs ?? entry.status,
    code: fill(entry.code, values),
    detail: fill(entry.text, values),
  };
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (mark, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : mark,
  );
}
