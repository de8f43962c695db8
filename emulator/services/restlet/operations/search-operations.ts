/** N/search's calls to the account. */
import { z } from "zod";
import { typeNamed } from "../record-types.ts";
import { ScriptRefusal } from "../script-refusal.ts";
import { runSearch } from "../search/run-search.ts";
import { searchSchema } from "../search/search-order.ts";
import { UNITS } from "../usage-units.ts";
import { type Operation, operation } from "./operation.ts";

/** Most results of one ResultSet.each, and of one getRange (Oracle help section_N3352288). */
const MOST = 4_000;

const rangeSchema = z.object({
  search: searchSchema,
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});

const ranged = (units: number): Operation =>
  operation(rangeSchema, ({ search, start, end }, desk) => ({
    units,
    latency: { kind: "query" },
    run() {
      const results = runSearch(desk, search);
      return { results: results.slice(start, Math.min(end, start + MOST)), total: results.length };
    },
  }));

export const SEARCH_OPERATIONS: Readonly<Record<string, Operation>> = {
  "search.results": ranged(UNITS.searchResults),
  "search.pages": operation(z.object({ search: searchSchema }), ({ search }, desk) => ({
    units: UNITS.searchPages,
    latency: { kind: "query" },
    run: () => ({ total: runSearch(desk, search).length }),
  })),
  "search.page": ranged(UNITS.searchPage),
  "search.load": operation(z.object({ id: z.string() }), ({ id }) => ({
    units: UNITS.searchLoad,
    run() {
      throw new ScriptRefusal(
        "SSS_INVALID_SRCH_ID",
        `That search or mass update does not exist: ${id}. This emulator keeps no saved searches: create it in the script.`,
      );
    },
  })),
  "search.lookup": operation(
    z.object({ type: z.string(), id: z.string(), columns: z.array(z.string()) }),
    ({ type, id, columns }, desk) => ({
      units: UNITS.lookupFields,
      latency: { kind: "get" },
      run() {
        const { scriptId, category } = typeNamed(desk.store.catalogue, type);
        const isTransaction = category === "transaction";
        const filters = [["internalid", "anyof", id], ...(isTransaction ? [["mainline", "is", "T"]] : [])];
        const search = { type: scriptId, filters, columns: columns.map((name) => ({ name })) };
        const [found] = runSearch(desk, search);
        return found?.cells ?? null;
      },
    }),
  ),
};
