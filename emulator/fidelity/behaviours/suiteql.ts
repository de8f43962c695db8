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
  {
    rule: "SuiteQL: tables `transaction`, `transactionline`, `transactionaccountingline`, `item`, `entity`, `itemprice`, `pricing`, item locations, every entity with its address book, every list, custom records and lists",
    confidence: "observed",
    source:
      "names in public queries; columns are the REST fields' script ids, and which of them NetSuite leaves out is inferred but for those seen to be unknown",
  },
  {
    rule: "SuiteQL: a field of several choices is the text of their ids, `1, 2, 3`; `uniquekey`, `quantityshiprecv`, `isfullyshipped`, `isinventoryaffecting`, `foreignamountpaid`, `foreignamountunpaid`, an item's `fullname`; boxes of what the emulator does not have are columns that say F",
    confidence: "observed",
    source:
      "ids and `fullname` recorded live (hotgluexyz/target-netsuite-v2, 2025), the other names in public queries and a schema read live (QuickFind-Limited/claude_code_api); what counts as moving stock inferred",
  },
  {
    rule: "SuiteQL: `previoustransactionlink` and `nexttransactionlink` have a row for each two documents, `previoustransactionlinelink` and `nexttransactionlinelink` for each pair of their lines: `previousdoc`, `previousline`, `previoustype`, `nextdoc`, `nextline`, `nexttype`, `linktype` (`ShipRcpt`, `OrdBill`, `SaleRet`, `Payment`), `foreignamount`, dates",
    confidence: "observed",
    source:
      "a payment's row recorded live (hotgluexyz/target-netsuite-v2, 2025), names and link types in public queries; the lines of a payment, `SaleRet` and that all else is `OrdBill` inferred",
  },
  {
    rule: "SuiteQL: a line's `itemtype` is its item's, its dates are its transaction's, the main line has department, class and location of the whole; an account's `accountsearchdisplayname` is `4000 Sales`, its `fullname` has the accounts above it; statuses and types say Payment, Bill, Bill Payment, Bill Credit and Journal",
    confidence: "observed",
    source:
      "`Payment : Deposited` and `Bill Payment : Undefined` recorded live (hotgluexyz/target-netsuite-v2, 2025), the rest in public queries; that a line is as old as its transaction inferred",
  },
  {
    rule: "SuiteQL: a header discount, shipping, handling and the tax are lines after the last (`transactiondiscount`, `taxline`), one line for all taxes; a payment has a line for what it is for: debits and credits of a posting transaction are equal; inventory transactions post no amounts",
    confidence: "inferred",
    source:
      "flags in public queries; the order, one tax line, and which side of a payment is the main line inferred",
  },
  {
    rule: "SuiteQL: sales lines count down, purchases and returns up, a journal by debit less credit; a line's account is its own, its transaction's or its item's",
    confidence: "inferred",
    source: "signs of sales orders, invoices and bills in public queries; the rest follows them",
  },
  {
    rule: "SuiteQL: what cannot be read is told with the query, the token, line and column",
    wording: "Failed to parse SQL [...]: syntax error, near: =(1,45, token code:0)",
    confidence: "observed",
    source: "quoted from live replies by two public projects, cut in the middle",
  },
  {
    rule: "SuiteQL: RIGHT and FULL joins, UNION, INTERSECT, MINUS, RANK, DENSE_RANK and ROW_NUMBER",
    confidence: "documented",
    source:
      "functions in Oracle's list (section_156257799794); joins and set operations in public queries; sums OVER inferred",
  },
  {
    rule: "SuiteQL: `MEDIAN`, of two values in the middle their mean; `TRANSLATE` drops what has no counterpart",
    confidence: "documented",
    source:
      "Oracle's list of supported functions (section_158513731864); results as Oracle's database defines them",
  },
  {
    rule: "SuiteQL: `LISTAGG` with a separator, `DISTINCT` and `WITHIN GROUP (ORDER BY …)`",
    confidence: "observed",
    source:
      "public queries that run in live accounts (GSpo7/suiteql-sql-library); what it means is Oracle Database's",
  },
  {
    rule: "SuiteQL: `EXTRACT(YEAR FROM …)`, times of day with AM and PM, months by name, weeks of the year",
    confidence: "observed",
    source: "public queries of clients that run against live accounts; what they mean is Oracle Database's",
  },
  {
    rule: "SuiteQL: `dual`, a table of one row",
    confidence: "inferred",
    source: "Oracle's own table; no public recording found",
  },
  {
    rule: "datasets: an account here has none, so `/dataset/{id}/result` finds nothing",
    status: "404 NONEXISTENT_ID",
    confidence: "inferred",
    source: "path documented (section_1546938065), the answer is that for a missing record",
  },
];
