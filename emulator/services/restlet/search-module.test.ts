import { expect, test } from "vitest";
import { postScript, returned, SHOP, scriptWorld } from "../../testing/restlets.ts";

test.each<[string, string, readonly string[]]>([
  ["no filter", "[]", ["S-1", "S-2", "S-3"]],
  ["a reference", '["entity", "anyof", customers.Q]', ["S-3"]],
  ["several references", '["entity", "anyof", customers.Q, customers.H]', ["S-1", "S-2", "S-3"]],
  ["references in a list", '["entity", "noneof", [customers.Q]]', ["S-1", "S-2"]],
  ["nothing chosen", '["terms", "anyof", "@NONE@"]', ["S-1", "S-2", "S-3"]],
  ["a text, whatever the case", '["memo", "is", "ORDER s-2"]', ["S-2"]],
  ["the beginning of a text", '["memo", "startswith", "order"]', ["S-1", "S-2", "S-3"]],
  ["a part of a text", '["memo", "contains", "-3"]', ["S-3"]],
  ["an empty field", '["otherrefnum", "isempty", ""]', ["S-1", "S-2", "S-3"]],
  ["a number", '["total", "greaterthan", "15"]', ["S-1"]],
  ["numbers between", '["total", "between", 10, 15]', ["S-2", "S-3"]],
  ["a day", '["trandate", "on", "11/5/2026"]', ["S-2"]],
  ["days from", '["trandate", "onorafter", "11/5/2026"]', ["S-2", "S-3"]],
  ["days between", '["trandate", "within", "11/1/2026", "11/5/2026"]', ["S-1", "S-2"]],
  // Nothing of the third order is shipped, so it waits for its bill.
  ["a status with its type", '["status", "anyof", "SalesOrd:B"]', ["S-1", "S-2"]],
  ["a status of another type", '["status", "anyof", "CustInvc:B"]', []],
  ["a status that no order has", '["status", "noneof", ["SalesOrd:B", "PurchOrd:F"]]', ["S-3"]],
  ["a field of the customer", '["customer.companyname", "startswith", "quay"]', ["S-3"]],
  ["a custom field of the customer", '["customer.custentity_tier", "is", "gold"]', ["S-3"]],
  ["or", '[["memo", "is", "order S-1"], "or", ["memo", "is", "order S-3"]]', ["S-1", "S-3"]],
  [
    "and before or",
    '[["memo", "is", "order S-1"], "or", ["entity", "anyof", customers.H], "and", ["total", "lessthan", 15]]',
    ["S-1", "S-2"],
  ],
  ["not", '["not", [["entity", "anyof", customers.H], "and", ["total", "lessthan", 15]]]', ["S-1", "S-3"]],
  ["a box that nothing ticks", '[["voided", "is", "F"], "and", ["cogs", "is", "F"]]', ["S-1", "S-2", "S-3"]],
  ["the memo of the whole", '["memomain", "is", "order S-2"]', ["S-2"]],
  ["a status as one word", '["statusref", "anyof", "pendingBilling"]', ["S-3"]],
  ["an internal id", '["internalid", "anyof", "0"]', []],
])("orders are found by %s", async (_name, filters, expected) => {
  expect(await returned(`${SHOP} return orders(${filters});`)).toEqual(expected);
});

test("filters may be objects, too", async () => {
  const statements = `${SHOP}
    const filter = search.createFilter({ name: "companyname", join: "customer", operator: search.Operator.CONTAINS, values: "Sons" });
    const main = search.createFilter({ name: "mainline", operator: search.Operator.IS, values: ["T"] });
    return keys(search.Type.SALES_ORDER, [filter, main]);`;
  expect(await returned(statements)).toEqual(["S-3"]);
});

test("a transaction is found once for its main line and once for every line", async () => {
  const statements = `${SHOP}
    const found = search.create({ type: "transaction", filters: [["type", "anyof", "SalesOrd"], "and", ["externalid", "anyof", "S-1"]], columns: ["mainline", "item", "quantity", "amount", "tranid"] });
    return found.run().getRange(0, 10).map((r) => [r.getValue("mainline"), r.getText("item"), r.getValue("quantity"), r.getValue("amount"), r.getValue("tranid") !== ""]);`;
  expect(await returned(statements)).toEqual([
    [true, "", "", "25", true],
    [false, "ANCHOR", "2", "20", true],
    [false, "ENGRAVING", "1", "5", true],
  ]);
});

test("a transaction's address and its customer's default one are columns, part by part", async () => {
  const statements = `${SHOP}
    const address = { country: "US", state: "TX", city: "Austin", zip: "78701", addr1: "1 Quay" };
    const customer = record.create({ type: "customer" });
    customer.setValue("companyname", "Moored Ltd");
    customer.setValue("subsidiary", record.load({ type: "customer", id: customers.H }).getValue("subsidiary"));
    customer.insertLine({ sublistId: "addressbook", line: 0 });
    customer.setSublistValue("addressbook", "defaultbilling", 0, true);
    const part = customer.getSublistSubrecord("addressbook", "addressbookaddress", 0);
    Object.keys(address).forEach((name) => part.setValue(name, address[name]));
    const id = customer.save();
    const columns = ["city", "state", "zipcode", "country", "address1", "billcity", "shipcity"];
    const [found] = search.create({ type: "customer", filters: [["internalid", "anyof", id]], columns }).run().getRange(0, 1);
    return columns.map((name) => found.getValue(name));`;
  expect(await returned(statements)).toEqual(["Austin", "TX", "78701", "US", "1 Quay", "Austin", ""]);
});

test("a status as one word has a text, and lines say what was shipped of them", async () => {
  const statements = `${SHOP}
    const columns = ["statusref", "quantityshiprecv", "closed", "fxamount", "numbertext"];
    const found = search.create({ type: "salesorder", filters: [["externalid", "anyof", "S-1"], "and", ["mainline", "is", "F"]], columns });
    const [line] = found.run().getRange(0, 1);
    return [line.getText("statusref"), ...columns.slice(0, 4).map((name) => line.getValue(name)), line.getValue("numbertext") !== ""];`;
  expect(await returned(statements)).toEqual([
    "Pending Fulfillment",
    "pendingFulfillment",
    "0",
    false,
    "20",
    true,
  ]);
});

test("results have values, texts, joined values and all of them at once", async () => {
  const statements = `${SHOP}
    const email = search.createColumn({ name: "email", join: "customer" });
    const found = search.create({ type: "salesorder", filters: [["externalid", "anyof", "S-1"], "AND", ["mainline", "is", "T"]], columns: ["entity", "trandate", "tobeprinted", email] });
    const [result] = found.run().getRange({ start: 0, end: 1 });
    return [result.recordType, result.id === one("salesorder", "S-1"), result.getText({ name: "entity" }), result.getValue(email), result.getValue({ name: "email", join: "customer" }), result.getValue("trandate"), result.getAllValues(), JSON.parse(JSON.stringify(result)).values["customer.email"]];`;
  const all = {
    entity: [{ value: expect.any(String), text: "Harbour Ltd" }],
    trandate: "11/1/2026",
    tobeprinted: false,
    "customer.email": "buy@harbour.test",
  };
  expect(await returned(statements)).toEqual([
    "salesorder",
    true,
    "Harbour Ltd",
    "buy@harbour.test",
    "buy@harbour.test",
    "11/1/2026",
    all,
    "buy@harbour.test",
  ]);
});

test("summaries group, count and add up", async () => {
  const statements = `${SHOP}
    const columns = [search.createColumn({ name: "entity", summary: "GROUP", sort: "DESC" }), ...["SUM", "COUNT", "MAX", "MIN", "AVG"].map((summary) => ({ name: summary === "COUNT" ? "internalid" : "total", summary }))];
    return search.create({ type: "salesorder", filters: [["mainline", "is", "T"]], columns }).run().getRange(0, 10).map((r) => [r.id, r.getText(columns[0]), ...columns.slice(1).map((column) => r.getValue(column))]);`;
  expect(await returned(statements)).toEqual([
    [null, "Quay & Sons", "15", "1", "15", "15", "15"],
    [null, "Harbour Ltd", "35", "2", "25", "10", "17.5"],
  ]);
});

test("each walks until it is told to stop, ranges and pages cut the same results", async () => {
  const statements = `
    for (let n = 0; n < 12; n += 1) { const location = record.create({ type: "location" }); location.setValue("name", "Shop " + String(n).padStart(2, "0")); location.save(); }
    const found = () => search.create({ type: "location", filters: [["name", "startswith", "Shop"]], columns: [{ name: "name", sort: "ASC" }] });
    const walked = [];
    found().run().each((result) => { walked.push(result.getValue("name")); return walked.length < 3; });
    const paged = found().runPaged({ pageSize: 5 });
    const pages = paged.pageRanges.map(({ index }) => paged.fetch({ index }).data.map((result) => result.getValue("name")));
    const before = runtime.getCurrentScript().getRemainingUsage();
    const again = found().runPaged({ pageSize: 1 });
    again.fetch(0);
    return [walked, paged.count, pages.map((page) => page.length), pages.flat().join() === found().run().getRange(0, 1000).map((r) => r.getValue("name")).join(), before - runtime.getCurrentScript().getRemainingUsage()];`;
  expect(await returned(statements)).toEqual([["Shop 00", "Shop 01", "Shop 02"], 12, [5, 5, 2], true, 20]);
});

test("look-ups give texts, lists of choices and booleans", async () => {
  const statements = `${SHOP}
    return [search.lookupFields({ type: "salesorder", id: one("salesorder", "S-1"), columns: ["memo", "entity", "terms", "tobeprinted", "customer.email"] }), search.lookupFields({ type: "customer", id: 999999999, columns: "email" })];`;
  expect(await returned(statements)).toEqual([
    {
      memo: "order S-1",
      entity: [{ value: expect.any(String), text: "Harbour Ltd" }],
      terms: [],
      tobeprinted: false,
      "customer.email": "buy@harbour.test",
    },
    {},
  ]);
});

test.each([
  ["an unknown column", '{ type: "customer", columns: ["teapot"] }', "SSS_INVALID_SRCH_COL"],
  ["an unknown filter", '{ type: "customer", filters: [["teapot", "is", "x"]] }', "SSS_INVALID_SRCH_FILTER"],
  [
    "an operator of another kind",
    '{ type: "customer", filters: [["companyname", "anyof", "x"]] }',
    "SSS_INVALID_SRCH_OPERATOR",
  ],
  [
    "an expression that is none",
    '{ type: "customer", filters: [["companyname", "is", "x"], "or"] }',
    "SSS_INVALID_SRCH_FILTER_EXPR",
  ],
  [
    "a value that is no number",
    '{ type: "salesorder", filters: [["total", "equalto", "x"]] }',
    "SSS_INVALID_SRCH_FILTER",
  ],
  ["an unknown type", '{ type: "teapot" }', "INVALID_RCRD_TYPE"],
  [
    "a formula",
    '{ type: "customer", columns: [{ name: "formulatext", formula: "1" }] }',
    "SSS_METHOD_NOT_IMPLEMENTED",
  ],
])("%s comes to light when the search runs", async (_name, order, code) => {
  const statements = `
    const made = search.create(${order});
    try { made.run().each(() => true); return ["no error"]; } catch ({ name }) { return [name]; }`;
  expect(await returned(statements)).toEqual([code]);
});

test.each([
  ["a saved search", 'search.load({ id: "customsearch_x" })', "SSS_INVALID_SRCH_ID"],
  [
    "more than a thousand at once",
    'search.create({ type: "customer" }).run().getRange(0, 1001)',
    "SSS_SEARCH_RESULT_LIMIT_EXCEEDED",
  ],
  [
    "filters nested without end",
    'let deep = ["companyname", "is", "x"]; for (let n = 0; n < 500; n += 1) deep = [deep]; search.create({ type: "customer", filters: deep }).run().getRange(0, 1)',
    "SSS_INVALID_SRCH_FILTER_EXPR",
  ],
])("%s is refused", async (_name, statements, code) => {
  expect(
    await returned(`try { ${statements}; return ["no error"]; } catch ({ name }) { return [name]; }`),
  ).toEqual([code]);
});

test("SuiteQL gives numbers as numbers, mapped, by column and page by page", async () => {
  const statements = `${SHOP}
    const sql = "SELECT externalid, foreigntotal, trandate FROM transaction WHERE entity = ? ORDER BY externalid";
    const set = query.runSuiteQL({ query: sql, params: [customers.H] });
    const paged = query.runSuiteQLPaged({ query: "SELECT externalid FROM transaction ORDER BY externalid", pageSize: 5 });
    const seen = [];
    paged.iterator().each(({ value }) => { seen.push(...value.data.asMappedResults().map((row) => row.externalid)); return true; });
    return [set.asMappedResults(), set.results[1].values, set.results[0].getValue(1), paged.count, seen];`;
  expect(await returned(statements)).toEqual([
    [
      { externalid: "S-1", foreigntotal: 25, trandate: "11/1/2026" },
      { externalid: "S-2", foreigntotal: 10, trandate: "11/5/2026" },
    ],
    ["S-2", 10, "11/5/2026"],
    25,
    3,
    ["S-1", "S-2", "S-3"],
  ]);
});

test("a query that cannot run says why, as in a script's log of a live account", async () => {
  const world = scriptWorld(
    postScript('return query.runSuiteQL("SELECT id FROM teapot").asMappedResults();'),
  );
  expect((await world.post()).json).toEqual({
    error: {
      code: "SSS_SEARCH_ERROR_OCCURRED",
      message: expect.stringMatching(/^Search error occurred: .*teapot/),
    },
  });
});
