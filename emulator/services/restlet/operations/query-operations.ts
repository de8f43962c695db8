/** N/query's calls to the account: SuiteQL, with values as scripts get them. */
import { z } from "zod";
import { wordsOf } from "../../../errors/error-reply.ts";
import { executeQuery, type QueryResult } from "../../suiteql/execute-query.ts";
import { QueryProblem } from "../../suiteql/query-problem.ts";
import { isNumber, type SqlValue, textOf } from "../../suiteql/sql-value.ts";
import { ScriptRefusal } from "../script-refusal.ts";
import { UNITS } from "../usage-units.ts";
import { type Desk, type Operation, operation } from "./operation.ts";
import { QUERY_JOIN } from "./query-joins.ts";

const parametersSchema = z.array(z.union([z.string(), z.number(), z.boolean()])).default([]);

/** A result set holds 5,000 rows; more need paging (Oracle help section_1510782246). */
const MAX_ROWS = 5_000;

export const QUERY_OPERATIONS: Readonly<Record<string, Operation>> = {
  "query.join": QUERY_JOIN,
  "query.run": operation(z.object({ query: z.string(), params: parametersSchema }), (payload, desk) => ({
    units: UNITS.query,
    latency: { kind: "query" },
    run: () => shown(execute(desk, payload), 0, MAX_ROWS),
  })),
  "query.page": operation(
    z.object({
      query: z.string(),
      params: parametersSchema,
      start: z.int().nonnegative(),
      size: z.int().positive().max(1_000),
    }),
    (payload, desk) => ({
      units: UNITS.queryPage,
      latency: { kind: "query" },
      run: () => shown(execute(desk, payload), payload.start, payload.size),
    }),
  ),
};

interface Question {
  readonly query: string;
  readonly params: readonly (string | number | boolean)[];
}

function execute({ tables, now }: Desk, { query, params }: Question): QueryResult {
  const parameters = params.map((value) => (typeof value === "boolean" ? (value ? "T" : "F") : value));
  try {
    return executeQuery(query, { tables: tables(), parameters, now: now() });
  } catch (error) {
    if (error instanceof QueryProblem) throw searchError(error);
    throw error;
  }
}

const REST_SENTENCE =
  /^Invalid search query\. Detailed unprocessed description follows\. (?:Search error occurred: )?/;

/** Code and beginning seen in a public log of a script that queried an unknown record. */
function searchError({ refusal }: QueryProblem): ScriptRefusal {
  const why = wordsOf(refusal).detail.replace(REST_SENTENCE, "");
  return new ScriptRefusal("SSS_SEARCH_ERROR_OCCURRED", `Search error occurred: ${why}`);
}

const shown = ({ columns, rows }: QueryResult, start: number, size: number) => ({
  columns,
  rows: rows.slice(start, start + size).map((row) => row.map(scriptValue)),
  total: rows.length,
});

/** Unlike REST's, numbers stay numbers here. */
const scriptValue = (value: SqlValue): string | number | null =>
  isNumber(value) ? Number(value) : textOf(value);
