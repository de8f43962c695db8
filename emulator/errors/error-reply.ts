/** A refusal with its catalogue entry filled in, before any channel gives it a form. */
import { ERROR_CATALOGUE, type ErrorKey } from "./catalogue.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import { changesOf } from "./error-variants.ts";
import { translated } from "./languages.ts";
import type { Refusal } from "./refusal.ts";
import { DEFAULT_WORDING, type Wording } from "./wording.ts";

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
  /** Where the title is not the status's own. */
  readonly title: string | undefined;
  /** A code beside the details too. */
  readonly outerCode: string | undefined;
  readonly path: string | undefined;
}

/** `key` is the refusal's own, or what its channel says instead. */
export function wordsOf(
  { values = {}, status, path, ...refusal }: Refusal,
  { quirks, language }: Wording = DEFAULT_WORDING,
  key: ErrorKey = refusal.key,
): WordedRefusal {
  const entry: CatalogueEntry = { ...ERROR_CATALOGUE[key], ...changesOf(key, quirks) };
  return {
    status: status ?? entry.status,
    describedAs: status ?? entry.describedAs ?? entry.status,
    code: fill(entry.code, values),
    detail: fill(translated(key, language) ?? entry.text, values),
    title: entry.title,
    outerCode: entry.outerCode,
    path: path === undefined ? undefined : `${path}${fill(entry.pathEnd ?? "", values)}`,
  };
}

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (mark, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : mark,
  );
}
