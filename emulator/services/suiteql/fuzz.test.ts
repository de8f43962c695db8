import fc from "fast-check";
import { expect, test } from "vitest";
import { derivedTable } from "./derived-table.ts";
import { executeQuery } from "./execute-query.ts";
import { QueryProblem } from "./query-problem.ts";

const TABLE = derivedTable("t", {
  columns: ["n", "s"],
  isCorrelated: false,
  run: () => [
    [1, "a"],
    [null, "b"],
  ],
});
const tables = new Map([["t", TABLE]]);

/** Rows, or the reason why not; anything else that is thrown is a defect. */
function outcomeOf(q: string): "rows" | string {
  try {
    executeQuery(q, { tables, parameters: [], now: 0 });
    return "rows";
  } catch (error) {
    if (!(error instanceof QueryProblem)) throw error;
    return String(error.refusal.values?.["why"] ?? error.refusal.key);
  }
}

const WORDS =
  `SELECT DISTINCT TOP FROM t WHERE AND OR NOT IN EXISTS BETWEEN LIKE IS NULL CASE WHEN THEN ELSE END GROUP BY HAVING
  ORDER DESC NULLS FIRST FETCH OFFSET ROWS ONLY UNION ALL INTERSECT MINUS WITH AS JOIN LEFT RIGHT FULL ON OVER PARTITION RANK COUNT
  SUM ROWNUM SYSDATE TO_CHAR TO_DATE NVL DECODE BUILTIN.DF n s t.n 1 0 2.5 'a' '%' '' "n" ( ) , * + - / || = <> < ( ) ? . (+)`
    .trim()
    .split(/\s+/);

const soup = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(" "));
const nearlyRight = fc
  .tuple(
    fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }),
  )
  .map(([items, rest]) => `SELECT ${items.join(" ")} FROM t WHERE ${rest.join(" ")}`);

test("no text brings the reader or the executor down", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), soup, nearlyRight), (q) => {
      expect(outcomeOf(q)).not.toBe("");
    }),
    { numRuns: 3_000 },
  );
});

test.each([
  ["1 + ", "operators in a row"],
  ["'a' || ", "operators in a row"],
  ["2 * ", "operators in a row"],
  ["n = 1 AND ", "operators in a row"],
  ["n = 1 OR ", "operators in a row"],
  ["(", "levels of nesting"],
  ["NOT ", "levels of nesting"],
  ["CASE WHEN n = 1 THEN ", "levels of nesting"],
  ["n IN (SELECT n FROM t WHERE ", "levels of nesting"],
  ["COUNT(*) OVER (PARTITION BY ", "levels of nesting"],
])("fifty thousand times '%s' ends as a refusal", (piece, why) => {
  expect(outcomeOf(`SELECT 1 FROM t WHERE ${piece.repeat(50_000)}1`)).toContain(why);
});

test("what is as deep and as long as allowed still runs", () => {
  expect(outcomeOf(`SELECT ${"1 + ".repeat(900)}1 FROM t`)).toBe("rows");
  expect(outcomeOf(`SELECT ${"(".repeat(90)}1${")".repeat(90)} FROM t`)).toBe("rows");
  expect(outcomeOf(`SELECT n FROM t WHERE ${"n = 1 AND ".repeat(900)}n = 1`)).toBe("rows");
});
