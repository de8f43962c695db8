import { expect, test } from "vitest";
import { returned, SHOP } from "../../testing/restlets.ts";

/** The external ids of the orders that a condition finds. */
const orders = (condition: string) =>
  returned(`${SHOP}
    const made = query.create({ type: query.Type.TRANSACTION });
    const customer = made.autoJoin({ fieldId: "entity" });
    made.columns = [made.createColumn({ fieldId: "externalid" })];
    const is = (fieldId, operator, ...values) => made.createCondition({ fieldId, operator: query.Operator[operator], values });
    made.condition = ${condition};
    made.sort = [made.createSort({ column: made.columns[0] })];
    return made.run().asMappedResults().map(({ externalid }) => externalid);`);

test.each<[string, string, readonly string[]]>([
  ["a text", 'is("memo", "IS", "order S-2")', ["S-2"]],
  ["any but a text", 'is("memo", "IS_NOT", "order S-2")', ["S-1", "S-3"]],
  ["a part of a text, whatever the case", 'is("memo", "CONTAIN", "R s-")', ["S-1", "S-2", "S-3"]],
  ["the beginning of a text", 'is("memo", "START_WITH", "der")', []],
  ["the end of a text", 'is("memo", "ENDWITH", "s-3")', ["S-3"]],
  [
    "any but a text's end that is longer than the text",
    'is("memo", "ENDWITH_NOT", "the order S-2")',
    ["S-1", "S-2", "S-3"],
  ],
  ["signs that LIKE would read", 'is("memo", "CONTAIN", "%")', []],
  ["an empty field", 'is("otherrefnum", "EMPTY")', ["S-1", "S-2", "S-3"]],
  ["one of several ids", 'is("entity", "ANY_OF", customers.Q, customers.H)', ["S-1", "S-2", "S-3"]],
  ["none of several ids", 'is("entity", "ANY_OF_NOT", customers.Q)', ["S-1", "S-2"]],
  ["a number", 'is("foreigntotal", "GREATER", 10)', ["S-1", "S-3"]],
  ["numbers between", 'is("foreigntotal", "BETWEEN", 10, 15)', ["S-2", "S-3"]],
  ["a day", 'is("trandate", "ON", "11/5/2026")', ["S-2"]],
  ["a day as a date", 'is("trandate", "AFTER", new Date(2026, 10, 5))', ["S-3"]],
  ["days between", 'is("trandate", "WITHIN", "11/1/2026", "11/5/2026")', ["S-1", "S-2"]],
  [
    "a field of a joined record",
    'customer.createCondition({ fieldId: "type", operator: query.Operator.IS, values: "CustJob" })',
    ["S-1", "S-2", "S-3"],
  ],
  ["one or the other", 'made.or(is("memo", "ENDWITH", "1"), is("memo", "ENDWITH", "3"))', ["S-1", "S-3"]],
  [
    "this and not that",
    'made.and(is("entity", "ANY_OF", customers.H), made.not(is("foreigntotal", "LESS", 15)))',
    ["S-1"],
  ],
  [
    "a formula",
    'made.createCondition({ formula: "{foreigntotal} * 2", operator: query.Operator.EQUAL, values: 20 })',
    ["S-2"],
  ],
])("orders are found by %s", async (_name, condition, expected) => {
  expect(await orders(condition)).toEqual(expected);
});

test("columns come from joined records, as texts that are shown, and from formulas", async () => {
  const statements = `${SHOP}
    const made = query.create({ type: "transaction" });
    const customer = made.joinTo({ fieldId: "entity", target: "customer" });
    const subsidiary = customer.autoJoin({ fieldId: "subsidiary" });
    made.columns = [
      made.createColumn({ fieldId: "externalid", alias: "key" }),
      customer.createColumn({ fieldId: "custentity_tier" }),
      customer.createColumn({ fieldId: "subsidiary", context: query.FieldContext.DISPLAY }),
      subsidiary.createColumn({ fieldId: "id", alias: "sub" }),
      made.createColumn({ formula: "{entity.companyname} || '!'", type: query.ReturnType.STRING, alias: "called" }),
    ];
    made.condition = made.createCondition({ fieldId: "externalid", operator: "IS", values: "S-3" });
    const [row] = made.run().results;
    return [row.asMap(), row.values.length];`;
  expect(await returned(statements)).toEqual([
    {
      key: "S-3",
      custentity_tier: "gold",
      subsidiary: "Acme Inc",
      sub: expect.any(Number),
      called: "Quay & Sons!",
    },
    5,
  ]);
});

test("a formula without alias or label has its result under the name that it has in SuiteQL", async () => {
  const statements = `${SHOP}
    const made = query.create({ type: "transaction" });
    made.columns = [made.createColumn({ fieldId: "externalid" }), made.createColumn({ formula: "{foreigntotal} * 2" })];
    made.condition = made.createCondition({ fieldId: "externalid", operator: "IS", values: "S-3" });
    return made.run().asMappedResults();`;
  expect(await returned(statements)).toEqual([{ externalid: "S-3", c1: 30 }]);
});

test("a field may be joined twice, each to columns of its own", async () => {
  const statements = `${SHOP}
    const made = query.create({ type: "transaction" });
    const [entity, customer] = [made.autoJoin({ fieldId: "entity" }), made.joinTo({ fieldId: "entity", target: "customer" })];
    made.columns = [entity.createColumn({ fieldId: "type" }), customer.createColumn({ fieldId: "companyname" })];
    made.condition = made.createCondition({ fieldId: "externalid", operator: "IS", values: "S-3" });
    return made.run().results.map(({ values }) => values);`;
  expect(await returned(statements)).toEqual([["CustJob", "Quay & Sons"]]);
});

test("rows are in the order of a field that is no column, those without it last", async () => {
  const statements = `${SHOP}
    const made = query.create({ type: "transactionline" });
    const [of, item] = [made.autoJoin({ fieldId: "transaction" }), made.autoJoin({ fieldId: "item" })];
    made.columns = [of.createColumn({ fieldId: "externalid" })];
    made.sort = [
      made.createSort({ column: item.createColumn({ fieldId: "itemid" }), ascending: false, nullsLast: true }),
      made.createSort({ column: made.columns[0] }),
    ];
    return made.run().results.map(({ values }) => values[0]);`;
  expect(await returned(statements)).toEqual(["S-1", "S-3", "S-1", "S-2", "S-1", "S-2", "S-3"]);
});

test("lines are reached from their order, summed and grouped, the largest first", async () => {
  const statements = `${SHOP}
    const made = query.create({ type: "transaction" });
    const lines = made.autoJoin({ fieldId: "transactionlines" });
    const sum = lines.createColumn({ fieldId: "netamount", aggregate: query.Aggregate.SUM, alias: "sum" });
    made.columns = [made.createColumn({ fieldId: "externalid", groupBy: true }), sum];
    made.condition = lines.createCondition({ fieldId: "mainline", operator: "IS", values: true });
    made.sort = [made.createSort({ column: sum, ascending: false })];
    return made.run().asMappedResults();`;
  expect(await returned(statements)).toEqual([
    { externalid: "S-1", sum: 25 },
    { externalid: "S-3", sum: 15 },
    { externalid: "S-2", sum: 10 },
  ]);
});

test("records that refer to this one are joined from their side", async () => {
  const statements = `${SHOP}
    const made = query.create({ type: query.Type.CUSTOMER });
    const sold = made.joinFrom({ fieldId: "entity", source: "transaction" });
    made.columns = [
      made.createColumn({ fieldId: "companyname", groupBy: true, alias: "name" }),
      sold.createColumn({ fieldId: "id", aggregate: "COUNT", alias: "count" }),
    ];
    made.condition = made.createCondition({ fieldId: "companyname", operator: "EMPTY_NOT" });
    made.sort = [made.createSort({ column: made.columns[0] })];
    return made.run().asMappedResults().filter(({ count }) => count > 0).map(({ count }) => count);`;
  expect(await returned(statements)).toEqual([2, 1]);
});

test("a query runs page by page, and is SuiteQL when a script asks for it", async () => {
  const statements = `${SHOP}
    const made = query.create({ type: "transaction" });
    made.columns = [made.createColumn({ fieldId: "externalid" })];
    const pages = made.runPaged({ pageSize: 5 });
    const suiteql = made.toSuiteQL();
    return [pages.count, pages.fetch(0).data.results.length, suiteql.query, suiteql.run().results.length];`;
  expect(await returned(statements)).toEqual([3, 3, "SELECT t0.externalid AS c0 FROM transaction t0", 3]);
});

test.each([
  ["a field that is none", 'made.autoJoin({ fieldId: "teapot" })', "SSS_SEARCH_ERROR_OCCURRED"],
  [
    "a type that is none",
    'const none = query.create({ type: "teapot" }); none.columns = [none.createColumn({ fieldId: "id" })]; none.run()',
    "SSS_SEARCH_ERROR_OCCURRED",
  ],
  ["no columns", "made.columns = []; made.run()", "SSS_MISSING_REQD_ARGUMENT"],
  ["a query that is kept", 'query.load({ id: "custworkbook_x" })', "SSS_METHOD_NOT_IMPLEMENTED"],
  ["no type", "query.create({})", "SSS_MISSING_REQD_ARGUMENT"],
  [
    "an operator that is none",
    'made.condition = made.createCondition({ fieldId: "id", operator: "NEAR", values: 1 }); made.run()',
    "SSS_METHOD_NOT_IMPLEMENTED",
  ],
  [
    "SQL in place of a column",
    'made.columns = [made.createColumn({ fieldId: "id FROM customer t0 --" })]; made.run()',
    "SSS_SEARCH_ERROR_OCCURRED",
  ],
  [
    "SQL in place of a condition's field",
    'made.condition = made.createCondition({ fieldId: "1 = 1 OR t0.id", operator: "EMPTY" }); made.run()',
    "SSS_SEARCH_ERROR_OCCURRED",
  ],
  [
    "SQL in place of a join's field",
    'made.joinFrom({ fieldId: "entity = 1 OR 1", source: "transaction" }); made.run()',
    "SSS_SEARCH_ERROR_OCCURRED",
  ],
  [
    "SQL in place of a join's table",
    'made.joinTo({ fieldId: "entity", target: "customer x, item" }); made.run()',
    "SSS_SEARCH_ERROR_OCCURRED",
  ],
  [
    "SQL in place of a type",
    'const two = query.create({ type: "customer x, transaction" }); two.columns = [two.createColumn({ fieldId: "id" })]; two.run()',
    "SSS_SEARCH_ERROR_OCCURRED",
  ],
  [
    "a column of another query",
    "made.columns = [query.create({ type: 'item' }).createColumn({ fieldId: 'id' })]; made.run()",
    "SSS_METHOD_NOT_IMPLEMENTED",
  ],
  [
    "an aggregate that is none",
    'made.columns = [made.createColumn({ fieldId: "id", aggregate: "constructor" })]; made.run()',
    "SSS_METHOD_NOT_IMPLEMENTED",
  ],
  [
    "an operator that every object has",
    'made.condition = made.createCondition({ fieldId: "id", operator: "toString" }); made.run()',
    "SSS_METHOD_NOT_IMPLEMENTED",
  ],
  [
    "a formula over what every object has",
    'made.columns = [made.createColumn({ formula: "{constructor.name}" })]; made.run()',
    "SSS_METHOD_NOT_IMPLEMENTED",
  ],
  [
    "a second value that nothing would look at",
    'made.condition = made.createCondition({ fieldId: "id", operator: "EQUAL", values: [1, 2] }); made.run()',
    "SSS_METHOD_NOT_IMPLEMENTED",
  ],
  [
    "one of no values",
    'made.condition = made.createCondition({ fieldId: "id", operator: "ANY_OF", values: [] }); made.run()',
    "SSS_METHOD_NOT_IMPLEMENTED",
  ],
  ["the contrary of nothing", "made.not()", "SSS_MISSING_REQD_ARGUMENT"],
  ["all of no conditions", "made.and([])", "SSS_MISSING_REQD_ARGUMENT"],
  [
    "a formula over a join that is not there",
    'made.columns = [made.createColumn({ formula: "{entity.email}" })]; made.run()',
    "SSS_METHOD_NOT_IMPLEMENTED",
  ],
])("%s is refused", async (_name, statements, code) => {
  const script = `
    const made = query.create({ type: "transaction" });
    made.columns = [made.createColumn({ fieldId: "id" })];
    try { ${statements}; return ["no error"]; } catch ({ name }) { return [name]; }`;
  expect(await returned(script)).toEqual([code]);
});
