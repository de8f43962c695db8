/** Pages of a collection: the rules for limit and offset, and the links between pages. */
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";
import type { Quirks } from "../../quirks.ts";
import type { Link } from "./links.ts";

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Oracle help section_156414087576: 1000 a page, 1000 pages, offset divisible by limit. */
const MAX_LIMIT = 1_000;
const MAX_PAGES = 1_000;

export function parsePage(query: URLSearchParams, maxLimit = MAX_LIMIT): Outcome<Page> {
  const limit = wholeNumber(query.get("limit") ?? String(MAX_LIMIT));
  const offset = wholeNumber(query.get("offset") ?? "0");
  if (limit === undefined || limit < 1 || limit > maxLimit) {
    return invalid("limit", `Provide a number between 1 and ${maxLimit}.`);
  }
  if (offset === undefined || offset % limit !== 0)
    return invalid("offset", `Provide a multiple of the limit (${limit}).`);
  return accept({ limit, offset });
}

/** totalResults never exceeds a thousand pages (recorded live: 5000 at a limit of 5). */
export const reportedTotal = (total: number, { limit }: Page): number => Math.min(total, MAX_PAGES * limit);

export interface PageLinks {
  readonly page: Page;
  readonly total: number;
  readonly quirks: Quirks;
  /** The URL as called: the self link repeats it unchanged. */
  readonly self: string;
  /** Where another page of the same query is. */
  hrefAt(offset: number): string;
}

/** In the recorded order: previous, first, next, last, self. */
export function pageLinks({ page, total, quirks, self, hrefAt }: PageLinks): readonly Link[] {
  const { limit, offset } = page;
  const links: Link[] = [];
  if (offset > 0) {
    links.push({ rel: quirks.previousLink, href: hrefAt(offset - limit) }, { rel: "first", href: hrefAt(0) });
  }
  if (offset + limit < total) {
    links.push(
      { rel: "next", href: hrefAt(offset + limit) },
      { rel: "last", href: hrefAt(lastOffset(total, limit, quirks)) },
    );
  }
  const href = quirks.selfLink === "as-called" ? self : hrefAt(offset);
  return [...links, { rel: "self", href, method: "GET" }];
}

/** Live NetSuite divides by the limit once too often here: the last link is not the last page (13 of 13 recordings). */
export function lastOffset(total: number, limit: number, { lastLink }: Quirks): number {
  const lastPageIndex = Math.max(0, Math.ceil(total / limit) - 1);
  return lastLink === "fixed" ? lastPageIndex * limit : Math.floor(lastPageIndex / limit) * limit;
}

const wholeNumber = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);

const invalid = (parameter: string, why: string) =>
  refuse({ key: "paging-invalid", values: { parameter, why }, queryParameter: parameter });
