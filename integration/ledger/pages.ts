/** Entries page by page, so that the raw bytes of ten thousand orders are never in memory together. */
import type { EntryFilter, LedgerEntry } from "./entry.ts";
import type { Ledger } from "./ledger.ts";

const PAGE = 200;

/** By ascending id; what is accepted meanwhile may come along. */
export async function* pagesOf(
  ledger: Pick<Ledger, "find">,
  filter: Omit<EntryFilter, "limit">,
): AsyncGenerator<readonly LedgerEntry[], void> {
  let afterId = filter.afterId ?? 0;
  for (;;) {
    const page = await ledger.find({ ...filter, afterId, limit: PAGE });
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    afterId = page.at(-1)?.id ?? afterId;
  }
}
