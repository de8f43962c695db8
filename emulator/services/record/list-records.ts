/** GET of a collection: ids and links only, filtered by ?q= and cut into pages. */
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";
import type { Quirks } from "../../quirks.ts";
import type { RecordStore, StoredRow } from "../../records/record-store.ts";
import type { RecordType } from "../../records/record-type.ts";
import { recordHref, selfLink } from "./links.ts";
import { pageLinks, parsePage, reportedTotal } from "./paging.ts";
import type { Json } from "./representation.ts";
import { rowsInOrder } from "./row-order.ts";
import { searchProblem } from "./search-check.ts";
import { indexedRows } from "./search-index.ts";
import { matchesSearch } from "./search-match.ts";
import { parseSearch } from "./search-query.ts";

export interface ListRequest {
  readonly type: RecordType;
  readonly url: URL;
  readonly store: RecordStore;
  readonly quirks: Quirks;
  readonly seed: number;
}

export function listRecords(request: ListRequest): Outcome<Json> {
  const { type, url, quirks } = request;
  const page = parsePage(url.searchParams);
  if (!page.ok) return page;
  const found = findRows(request);
  if (!found.ok) return found;
  const { limit, offset } = page.value;
  const rows = rowsInOrder(found.value, request);
  const total = reportedTotal(rows.length, page.value);
  const shown = rows.slice(offset, Math.min(offset + limit, total));
  return accept({
    links: pageLinks({
      page: page.value,
      total,
      quirks,
      self: url.href,
      hrefAt: (at) => hrefAt({ type, url, limit, offset: at }),
    }),
    count: shown.length,
    hasMore: offset + limit < total,
    items: shown.map(({ id }) => ({ links: selfLink(recordHref(url.origin, type, id)), id })),
    offset,
    totalResults: total,
  });
}

function findRows(request: ListRequest): Outcome<readonly StoredRow[]> {
  const { type, url, store } = request;
  const query = url.searchParams.get("q");
  if (query === null || query.trim() === "") return accept(store.list(type.recordType));
  const parsed = parseSearch(query);
  if (!parsed.ok) return refuseQuery(parsed.why);
  const problem = searchProblem(type, parsed.expression);
  if (problem !== undefined) return refuseQuery(problem);
  const rows = indexedRows({ type, store }, parsed.expression) ?? store.list(type.recordType);
  return accept(rows.filter((row) => matchesSearch(type, row, parsed.expression)));
}

const refuseQuery = (why: string) => refuse({ key: "query-invalid", values: { why }, queryParameter: "q" });

interface PageHref {
  readonly type: RecordType;
  readonly url: URL;
  readonly limit: number;
  readonly offset: number;
}

function hrefAt({ type, url, limit, offset }: PageHref): string {
  const query = url.searchParams.get("q");
  const filter = query === null ? "" : `q=${encodeURIComponent(query)}&`;
  return `${recordHref(url.origin, type)}?${filter}limit=${limit}&offset=${offset}`;
}
