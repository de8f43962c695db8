/** A page of a query's result, as recorded live: every value a text, nulls left out, the last link right. */
import type { Quirks } from "../../quirks.ts";
import type { Link } from "../record/links.ts";
import type { Page } from "../record/paging.ts";
import type { QueryResult } from "./execute-query.ts";
import { type SqlValue, textOf } from "./sql-value.ts";

/** Oracle help section_157909186990; more needs SuiteAnalytics Connect. */
const MAX_ROWS = 100_000;

interface Called {
  readonly url: URL;
  readonly quirks: Quirks;
}

export function resultPage({ columns, rows }: QueryResult, { limit, offset }: Page, called: Called) {
  const total = Math.min(rows.length, MAX_ROWS);
  const shown = rows.slice(offset, Math.min(offset + limit, total));
  return {
    links: linksOf({ limit, offset }, total, called),
    count: shown.length,
    hasMore: offset + limit < total,
    items: shown.map((values) => itemOf(columns, values)),
    offset,
    totalResults: total,
  };
}

function itemOf(columns: readonly string[], values: readonly SqlValue[]) {
  const filled = columns.flatMap((name, index) => {
    const text = textOf(values[index] ?? null);
    return text === null ? [] : [[name, text] as const];
  });
  return { links: [], ...Object.fromEntries(filled.toSorted(([left], [right]) => (left < right ? -1 : 1))) };
}

/** Unlike those of collections, the last link is the last page: public clients page by it. */
function linksOf({ limit, offset }: Page, total: number, { url, quirks }: Called): readonly Link[] {
  const at = (rel: string, start: number): Link => ({
    rel,
    href: `${url.origin}${url.pathname}?limit=${limit}&offset=${start}`,
  });
  const back = offset > 0 ? [at(quirks.previousLink, offset - limit), at("first", 0)] : [];
  const last = Math.floor((total - 1) / limit) * limit;
  const on = offset + limit < total ? [at("next", offset + limit), at("last", last)] : [];
  return [...back, ...on, { rel: "self", href: url.href, method: "POST" }];
}
