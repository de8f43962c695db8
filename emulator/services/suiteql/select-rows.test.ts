import { expect, test } from "vitest";
import { acme, anOrder } from "../../testing/acme.ts";
import { askSuiteql, selectRows } from "../../testing/suiteql.ts";

/** Three orders of one customer, a second customer without any, a person without a company. */
function shop() {
  const world = acme({ firstInternalId: 100 });
  const { records } = world.account;
  records.create("customer", {
    companyName: "Pier Ltd",
    externalId: "C-2",
    subsidiary: { externalId: "ACME" },
  });
  records.create("customer", {
    isPerson: true,
    firstName: "Ann",
    lastName: "Lee",
    externalId: "C-3",
    subsidiary: { externalId: "ACME" },
  });
  const line = (sku: string, quantity: number, rate: number) => ({
    item: { externalId: sku },
    quantity,
    rate,
  });
  const orders = [
    {
      externalId: "E-1",
      tranId: "SO1",
      tranDate: "2026-01-05",
      memo: "first",
      item: { items: [line("ANCHOR", 1, 0.1), line("ENGRAVING", 1, 0.2)] },
    },
    { externalId: "E-2", tranId: "SO2", tranDate: "2026-02-05", item: { items: [line("ANCHOR", 3, 10)] } },
    {
      externalId: "E-3",
      tranId: "SO3",
      tranDate: "2026-02-20",
      memo: "50%",
      otherRefNum: "PO 3",
      item: { items: [line("ENGRAVING", 2, 2.5)] },
    },
  ];
  for (const order of orders) records.create("salesOrder", anOrder(order));
  return world;
}

test.each<[string, Record<string, string>[]]>([
  ["SELECT tranid FROM transaction WHERE externalid = 'E-2'", [{ tranid: "SO2" }]],
  ["SELECT tranid FROM transaction WHERE externalid = 'e-2'", []],
  ["select TranId as TheNumber from TRANSACTION where TRANID = 'SO1'", [{ thenumber: "SO1" }]],
  ["SELECT tranid FROM transaction WHERE tranid = 'so1'", []],
  ["SELECT tranid FROM transaction WHERE id = 101", [{ tranid: "SO2" }]],
  ["SELECT tranid FROM transaction WHERE id = '101'", [{ tranid: "SO2" }]],
  [
    "SELECT type, status, BUILTIN.DF(type) t, BUILTIN.DF(status) s, BUILTIN.CF(status) c FROM transaction WHERE id = 100",
    [
      {
        type: "SalesOrd",
        status: "B",
        t: "Sales Order",
        s: "Sales Order : Pending Fulfillment",
        c: "SalesOrd:B",
      },
    ],
  ],
  ["SELECT BUILTIN.DF(entity) FROM transaction WHERE id = 100", [{ expr1: "Harbour Ltd" }]],
  [
    "SELECT trandate, TO_CHAR(trandate, 'YYYY-MM-DD') iso FROM transaction WHERE id = 100",
    [{ trandate: "1/5/2026", iso: "2026-01-05" }],
  ],
  [
    "SELECT tranid FROM transaction WHERE trandate >= TO_DATE('2026-02-05', 'YYYY-MM-DD') ORDER BY 1",
    [{ tranid: "SO2" }, { tranid: "SO3" }],
  ],
  ["SELECT tranid FROM transaction WHERE trandate < '2/5/2026'", [{ tranid: "SO1" }]],
  ["SELECT tranid FROM transaction WHERE trandate BETWEEN '1/1/2026' AND '1/31/2026'", [{ tranid: "SO1" }]],
  ["SELECT tranid FROM transaction WHERE memo IS NULL", [{ tranid: "SO2" }]],
  ["SELECT tranid FROM transaction WHERE memo = ''", []],
  ["SELECT tranid FROM transaction WHERE memo LIKE '50\\%' ESCAPE '\\'", [{ tranid: "SO3" }]],
  ["SELECT tranid FROM transaction WHERE memo NOT LIKE 'f_rs%'", [{ tranid: "SO3" }]],
  ["SELECT tranid FROM transaction WHERE NOT (tranid IN ('SO1', 'SO3'))", [{ tranid: "SO2" }]],
  ["SELECT tranid FROM transaction WHERE tranid NOT IN ('SO1', NULL)", []],
  [
    "WITH t AS (SELECT id, tranid FROM transaction), late AS (SELECT tranid FROM t WHERE id > 100) SELECT tranid FROM late ORDER BY 1 DESC",
    [{ tranid: "SO3" }, { tranid: "SO2" }],
  ],
  [
    "SELECT t.tranid, c.externalid FROM transaction t RIGHT JOIN customer c ON t.entity = c.id AND t.id = 100 ORDER BY 2",
    [{ tranid: "SO1", externalid: "C-1" }, { externalid: "C-2" }, { externalid: "C-3" }],
  ],
  [
    "SELECT t.tranid, c.externalid FROM transaction t FULL OUTER JOIN customer c ON c.externalid = 'C-2' AND t.tranid = 'SO3' ORDER BY 1, 2",
    [
      { tranid: "SO1" },
      { tranid: "SO2" },
      { tranid: "SO3", externalid: "C-2" },
      { externalid: "C-1" },
      { externalid: "C-3" },
    ],
  ],
  [
    "SELECT externalid FROM transaction MINUS SELECT 'E-2' FROM currency ORDER BY 1",
    [{ externalid: "E-1" }, { externalid: "E-3" }],
  ],
  ["SELECT externalid FROM transaction INTERSECT SELECT 'E-2' FROM currency", [{ externalid: "E-2" }]],
  [
    "SELECT tranid, ROW_NUMBER() OVER (ORDER BY id DESC) n, SUM(foreigntotal) OVER (ORDER BY id) s, COUNT(*) OVER () c FROM transaction ORDER BY n",
    [
      { tranid: "SO3", n: "1", s: "35.3", c: "3" },
      { tranid: "SO2", n: "2", s: "30.3", c: "3" },
      { tranid: "SO1", n: "3", s: "0.3", c: "3" },
    ],
  ],
  [
    "SELECT tranid FROM (SELECT tranid, RANK() OVER (PARTITION BY entity ORDER BY foreigntotal DESC) place FROM transaction) WHERE place = 1",
    [{ tranid: "SO2" }],
  ],
  [
    "SELECT tranid, memo || '!' m FROM transaction ORDER BY memo DESC NULLS LAST, tranid",
    [
      { tranid: "SO1", m: "first!" },
      { tranid: "SO3", m: "50%!" },
      { tranid: "SO2", m: "!" },
    ],
  ],
  ["SELECT tranid FROM transaction ORDER BY memo DESC FETCH FIRST 1 ROWS ONLY", [{ tranid: "SO2" }]],
  [
    "SELECT tranid FROM transaction ORDER BY trandate OFFSET 1 ROWS FETCH NEXT 1 ROWS ONLY",
    [{ tranid: "SO2" }],
  ],
  ["SELECT TOP 1 tranid FROM transaction ORDER BY trandate DESC", [{ tranid: "SO3" }]],
  ["SELECT tranid FROM transaction WHERE ROWNUM <= 2", [{ tranid: "SO1" }, { tranid: "SO2" }]],
  ["SELECT tranid FROM transaction WHERE ROWNUM = 2", []],
  ["SELECT COUNT(*) FROM transaction", [{ expr1: "3" }]],
  [
    "SELECT COUNT(*) n, COUNT(memo) m, COUNT(DISTINCT entity) e, MIN(tranid) a, MAX(trandate) z FROM transaction",
    [{ n: "3", m: "2", e: "1", a: "SO1", z: "2/20/2026" }],
  ],
  [
    "SELECT SUM(netamount) total FROM transactionline WHERE mainline = 'F' AND transaction = 100",
    [{ total: "-0.3" }],
  ],
  [
    "SELECT 0.1 + 0.2 s, 1 / 4 q, 2 * 3 - 1 p, -(2) n FROM currency",
    [{ s: "0.3", q: "0.25", p: "5", n: "-2" }],
  ],
  ["SELECT SUM(netamount) s, AVG(quantity) a FROM transactionline WHERE transaction = 0", [{}]],
  [
    "SELECT mainline, quantity, rate, netamount, BUILTIN.DF(item) i FROM transactionline WHERE transaction = 101 ORDER BY linesequencenumber",
    [
      { mainline: "T", netamount: "30" },
      { mainline: "F", quantity: "-3", rate: "10", netamount: "-30", i: "ANCHOR" },
    ],
  ],
  [
    "SELECT t.tranid, i.itemid FROM transaction t INNER JOIN transactionline l ON l.transaction = t.id JOIN item i ON i.id = l.item WHERE t.id = 100 ORDER BY 2",
    [
      { tranid: "SO1", itemid: "ANCHOR" },
      { tranid: "SO1", itemid: "ENGRAVING" },
    ],
  ],
  [
    "SELECT c.externalid e, COUNT(t.id) n FROM customer c LEFT JOIN transaction t ON t.entity = c.id GROUP BY c.externalid ORDER BY c.externalid",
    [
      { e: "C-1", n: "3" },
      { e: "C-2", n: "0" },
      { e: "C-3", n: "0" },
    ],
  ],
  [
    "SELECT c.externalid e, t.tranid n FROM customer c, transaction t WHERE t.entity(+) = c.id AND t.memo(+) = 'first' ORDER BY 1",
    [{ e: "C-1", n: "SO1" }, { e: "C-2" }, { e: "C-3" }],
  ],
  [
    "SELECT c.externalid e FROM customer c LEFT JOIN transaction t ON t.entity = c.id WHERE t.id IS NULL ORDER BY 1",
    [{ e: "C-2" }, { e: "C-3" }],
  ],
  ["SELECT COUNT(*) n FROM currency CROSS JOIN customer", [{ n: "3" }]],
  [
    "SELECT BUILTIN.DF(item) i, SUM(-quantity) q FROM transactionline WHERE mainline = 'F' GROUP BY item HAVING SUM(-quantity) > 3 ORDER BY SUM(quantity)",
    [{ i: "ANCHOR", q: "4" }],
  ],
  [
    "SELECT UPPER(memo) m, COUNT(*) n FROM transaction GROUP BY UPPER(memo) ORDER BY 1 NULLS FIRST",
    [{ n: "1" }, { m: "50%", n: "1" }, { m: "FIRST", n: "1" }],
  ],
  ["SELECT DISTINCT entity IS_IT, 'x' y FROM transaction ORDER BY y", [{ is_it: "100", y: "x" }]],
  [
    "SELECT externalid FROM customer c WHERE EXISTS (SELECT 1 FROM transaction t WHERE t.entity = c.id)",
    [{ externalid: "C-1" }],
  ],
  [
    "SELECT externalid FROM customer WHERE id NOT IN (SELECT entity FROM transaction) ORDER BY 1",
    [{ externalid: "C-2" }, { externalid: "C-3" }],
  ],
  [
    "SELECT tranid FROM transaction WHERE foreigntotal = (SELECT MAX(foreigntotal) FROM transaction)",
    [{ tranid: "SO2" }],
  ],
  [
    "SELECT c.externalid e, (SELECT COUNT(*) FROM transaction t WHERE t.entity = c.id) n FROM customer c ORDER BY 1",
    [
      { e: "C-1", n: "3" },
      { e: "C-2", n: "0" },
      { e: "C-3", n: "0" },
    ],
  ],
  ["SELECT x.n FROM (SELECT tranid n, ROWNUM r FROM transaction) x WHERE x.r = 2", [{ n: "SO2" }]],
  [
    "SELECT tranid FROM transaction WHERE tranid = 'SO1' UNION ALL SELECT tranid FROM transaction WHERE id < 102 ORDER BY tranid",
    [{ tranid: "SO1" }, { tranid: "SO1" }, { tranid: "SO2" }],
  ],
  ["SELECT entity FROM transaction UNION SELECT id FROM customer WHERE id = 100", [{ entity: "100" }]],
  [
    "SELECT CASE WHEN foreigntotal > 10 THEN 'big' ELSE 'small' END s, CASE tranid WHEN 'SO1' THEN 1 END o FROM transaction WHERE id < 102 ORDER BY id",
    [{ s: "small", o: "1" }, { s: "big" }],
  ],
  [
    "SELECT isinactive, BUILTIN.DF(isinactive) d FROM item WHERE externalid = 'OLD-ROPE'",
    [{ isinactive: "T", d: "Yes" }],
  ],
  ["SELECT itemtype FROM item WHERE itemid = 'ENGRAVING'", [{ itemtype: "NonInvtPart" }]],
  [
    "SELECT BUILTIN.CONSOLIDATE(foreigntotal, 'INCOME', 'DEFAULT', 'DEFAULT', 1, 1, 'DEFAULT') t FROM transaction WHERE id = 101",
    [{ t: "30" }],
  ],
  [
    "SELECT MEDIAN(n) odd, MEDIAN(CASE WHEN n > 1 THEN n END) even, MEDIAN(NULL) none FROM (SELECT 10 n FROM dual UNION ALL SELECT 1 FROM dual UNION ALL SELECT 2.5 FROM dual)",
    [{ odd: "2.5", even: "6.25" }],
  ],
  ["SELECT 1 + 1 n, dummy FROM dual WHERE 1 = 1", [{ n: "2", dummy: "X" }]],
  ["SELECT symbol /* money */ FROM currency -- all", [{ symbol: "USD" }]],
])("%s", async (q, rows) => {
  expect(await selectRows(shop(), q)).toEqual(rows);
});

test.each<[string, string | undefined]>([
  ["UPPER('a') || LOWER('B')", "Ab"],
  ["SUBSTR('anchor', 2, 3)", "nch"],
  ["SUBSTR('anchor', -3)", "hor"],
  ["SUBSTR('anchor', 9)", undefined],
  ["LENGTH('⚓a')", "2"],
  ["TRIM('  a ')", "a"],
  ["LTRIM('xxa', 'x') || RTRIM('b  ')", "ab"],
  ["INSTR('anchor', 'ch')", "3"],
  ["REPLACE('a-b-c', '-')", "abc"],
  ["TRANSLATE('SO-100 (2)', '-() ', '_')", "SO_1002"],
  ["TRANSLATE('abca', 'aa', 'xy')", "xbcx"],
  ["TRANSLATE('abc', 'a', '')", undefined],
  ["REPLACE('a', 'a', '$&')", "$&"],
  ["LPAD('7', 3, '0')", "007"],
  ["INITCAP('harbour LTD')", "Harbour Ltd"],
  ["CONCAT('a', NULL)", "a"],
  ["NVL(NULL, 'x')", "x"],
  ["NVL2(NULL, 'x', 'y')", "y"],
  ["COALESCE(NULL, '', 'z')", "z"],
  ["NULLIF(1, 1.0)", undefined],
  ["DECODE(NULL, NULL, 'none', 'some')", "none"],
  ["DECODE(2, 1, 'a', 2, 'b')", "b"],
  ["ROUND(2.345, 2)", "2.35"],
  ["ROUND(-2.5)", "-3"],
  ["TRUNC(-2.59, 1)", "-2.5"],
  ["CEIL(-1.5) + FLOOR(-1.5)", "-3"],
  ["ABS(-7) * SIGN(-3)", "-7"],
  ["MOD(7, 0)", "7"],
  ["POWER(1.1, 3)", "1.331"],
  ["POWER(2, -2)", "0.25"],
  ["POWER(9, 0.5) + SQRT(16)", "7"],
  ["POWER(NULL, 2)", undefined],
  ["POWER(10, -30) * POWER(10, 30)", "1"],
  ["POWER(2, -100) * POWER(10, 70)", "7888609052210118054117285652827862296732"],
  ["POWER(1.1, 100)", "13780.61233982227018411833717208963677626"],
  ["POWER(0.5, 1000)", "0"],
  ["POWER(-0.1, 3)", "-0.001"],
  ["POWER(0, 0)", "1"],
  ["SQRT(2)", "1.41421356237309504880168872420969807857"],
  ["SQRT(POWER(10, -50)) * POWER(10, 25)", "1"],
  ["SQRT(0.00004) + SQRT(0)", "0.006324555320336758663997787088865437067439"],
  ["TO_NUMBER('0012.50')", "12.5"],
  ["GREATEST(1, 3, 2) - LEAST(1, 3, 2)", "2"],
  ["TO_CHAR(12.50)", "12.5"],
  ['TO_CHAR(SYSDATE, \'YYYY-MM-DD"T"HH24:MI:SS"Z"\')', "2026-11-23T12:00:00Z"],
  [
    "TO_CHAR(TO_DATE('05.02.2026 13:07', 'DD.MM.YYYY HH24:MI'), 'Mon DD, YY HH12:MI PM')",
    "Feb 05, 26 01:07 PM",
  ],
  ["TO_DATE('2/28/2026') + 1", "3/1/2026"],
  ["TO_DATE('3/1/2026') - TO_DATE('2/27/2026')", "2"],
  ["ADD_MONTHS(TO_DATE('1/31/2026'), 1)", "2/28/2026"],
  ["LAST_DAY(TO_DATE('2/1/2028'))", "2/29/2028"],
  ["MONTHS_BETWEEN(TO_DATE('3/31/2026'), TO_DATE('2/28/2026'))", "1"],
  ["MONTHS_BETWEEN(TO_DATE('1/15/2026'), TO_DATE('3/15/2026'))", "-2"],
  ["ROUND(MONTHS_BETWEEN(TO_DATE('2/2/1995'), TO_DATE('1/1/1995')), 8)", "1.03225806"],
  ["MONTHS_BETWEEN(NULL, SYSDATE)", undefined],
  ["EXTRACT(YEAR FROM TO_DATE('3/31/2026'))", "2026"],
  ["extract(month from TO_DATE('3/31/2026')) * 10", "30"],
  ["EXTRACT(MINUTE FROM TO_DATE('2026-03-31 09:10:11', 'YYYY-MM-DD HH:MI:SS'))", "10"],
  ["EXTRACT(DAY FROM NULL)", undefined],
  ["TO_CHAR(TO_DATE('2020-01-01 9:10 PM', 'YYYY-MM-DD HH:MI AM'), 'HH24:MI')", "21:10"],
  ["TO_CHAR(TO_DATE('01-jan-2021', 'DD-MON-YYYY'), 'IW WW DDD')", "53 01 001"],
  [
    "TO_CHAR(TO_TIMESTAMP('2026-03-31 09:10:11.123', 'YYYY-MM-DD HH24:MI:SS.FF3'), 'HH24:MI:SS.FF3')",
    "09:10:11.000",
  ],
  ["TRUNC(TO_DATE('3/31/2026'), 'IW')", "3/30/2026"],
  ["TRUNC(TO_DATE('3/31/2026'), 'D')", "3/29/2026"],
  ["TRUNC(TO_DATE('5/17/2026'), 'Q')", "4/1/2026"],
  ["NULL || NULL", undefined],
])("%s is %s", async (expression, value) => {
  const [row] = await selectRows(acme(), `SELECT ${expression} AS v FROM currency`);
  expect(row?.["v"]).toBe(value);
});

test.each(["SQRT(-1)", "POWER(-1, 0.5)", "POWER(0, -1)", "POWER(POWER(1.23456789, 1000), 1000)"])(
  "%s has no value and is refused",
  async (expression) => {
    const { error } = await askSuiteql(acme(), `SELECT ${expression} AS v FROM currency`);
    expect(error?.["detail"]).toMatch(/negative number|no value|larger than/);
  },
);

test("question marks take params in their order, as texts or numbers", async () => {
  const q = "SELECT ? AS p, tranid FROM transaction WHERE id = ? AND tranid = ?";
  expect(await selectRows(shop(), q, ["x", "101", "SO2"])).toEqual([{ p: "x", tranid: "SO2" }]);
  expect((await askSuiteql(shop(), q, { params: ["x", 101] })).error?.["detail"]).toContain(
    "3 question marks and 2 params",
  );
});

test("a star selects the columns of its table, a custom field answers to its own name", async () => {
  const world = acme();
  world.account.records.create("location", { name: "Pier", externalId: "PIER", custrecord_dock: "7" });
  const [row] = await selectRows(
    world,
    "SELECT l.*, l.custrecord_dock FROM location l WHERE externalid = 'PIER'",
  );
  expect(row).toMatchObject({ name: "Pier", isinactive: "F", externalid: "PIER", custrecord_dock: "7" });
  world.account.records.create("location", { name: "Shed", externalId: "SHED", custrecord_dock: true });
  const flags = "SELECT custrecord_dock FROM location WHERE externalid = 'SHED'";
  expect(await selectRows(world, flags)).toEqual([{ custrecord_dock: "T" }]);
});

test("a query sees what was written, changed and removed before it", async () => {
  const world = shop();
  const q =
    "SELECT t.memo FROM transaction t JOIN transactionline l ON l.transaction = t.id WHERE t.externalid = 'E-2' AND l.mainline = 'F'";
  world.account.records.update("salesOrder", "101", { memo: "changed" });
  expect(await selectRows(world, q)).toEqual([{ memo: "changed" }]);
  world.account.records.remove("salesOrder", "101");
  expect(await selectRows(world, q)).toEqual([]);
});
