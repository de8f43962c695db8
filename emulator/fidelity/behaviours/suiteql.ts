/** The query service. */
import type { Behaviour } from "../behaviour.ts";

export const SUITEQL_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "SuiteQL: reply, headers, texts only, nulls left out, lower-case names",
    confidence: "observed",
    source:
      "recorded, replayed in `recorded/`; `expr1` for a column without a name, and the last of two equal names winning, inferred",
  },
  {
    rule: "SuiteQL: `Prefer: transient`, 1000 a page, offset divisible by limit, 100 000 rows, `?` and `params`",
    confidence: "documented",
    source:
      "documented (section_157909186990); an unknown key in the body refused, observed; a right `last` link inferred from a client that pages by it",
  },
  {
    rule: "SuiteQL: unknown table, unknown column, no `subsidiary` on `transaction`",
    confidence: "observed",
    source: "observed; everything else refused gets the observed sentence, with our reason after it",
  },
  {
    rule: "SuiteQL: no `LIMIT`, `OFFSET` before `FETCH`, times only by `TO_CHAR`",
    confidence: "observed",
    source: "observed; SQL-92 or Oracle syntax, never both: documented",
  },
  {
    rule: "SuiteQL: raw `status` a letter, `BUILTIN.CF` `SalesOrd:B`; quantity and amounts of sales lines negative, a main line for each transaction",
    confidence: "observed",
    source: "public queries and articles; which columns the main line fills inferred",
  },
  {
    rule: "SuiteQL: dates as M/D/YYYY, UTC, comparisons that count case, empty text is null, null sorts last",
    confidence: "inferred",
    source: "Oracle's database rules and a US account's defaults, inferred",
  },
];
