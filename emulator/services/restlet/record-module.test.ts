import { expect, test } from "vitest";
import { postScript, returned, scriptWorld } from "../../testing/restlets.ts";

/** Statements that find the small company's records by their external ids. */
const IDS = `
  const idOf = (type, externalId) => search.create({ type, filters: [["externalid", "anyof", externalId]] }).run().getRange(0, 1)[0].id;
  const customerId = idOf("customer", "C-1");
  const anchorId = idOf("inventoryitem", "ANCHOR");
`;

const ORDER = `${IDS}
  const order = record.create({ type: record.Type.SALES_ORDER });
  order.setValue({ fieldId: "entity", value: customerId });
  order.setValue("memo", "by script");
  order.setSublistValue({ sublistId: "item", fieldId: "item", line: 0, value: anchorId });
  order.setSublistValue("item", "quantity", 0, 2);
  order.setSublistValue("item", "rate", 0, 10.5);
`;

test("an order is created in standard mode and read back with its values, texts and lines", async () => {
  const statements = `${ORDER}
    order.setValue("trandate", new Date(2026, 10, 23));
    const id = order.save({ enableSourcing: true, ignoreMandatoryFields: false });
    const saved = record.load({ type: "salesorder", id });
    return {
      isNumber: typeof id === "number" && saved.id === id,
      values: ["memo", "total", "entity", "subsidiary", "orderstatus", "tobeprinted", "otherrefnum"].map((fieldId) => saved.getValue({ fieldId })).map((value) => value === customerId ? "customer" : value),
      texts: ["entity", "subsidiary", "orderstatus", "memo"].map((fieldId) => saved.getText({ fieldId })),
      isDate: saved.getValue("trandate") instanceof Date && saved.getValue("trandate").getTime() === new Date(2026, 10, 23).getTime(),
      lines: [saved.getLineCount({ sublistId: "item" }), saved.getSublistValue({ sublistId: "item", fieldId: "amount", line: 0 }), saved.getSublistText("item", "item", 0)],
      none: saved.getLineCount("nothing"),
    };`;
  expect(await returned(statements)).toEqual({
    isNumber: true,
    values: ["by script", 21, "customer", expect.any(String), "B", false, ""],
    texts: ["Harbour Ltd", "Acme Inc", "Pending Fulfillment", "by script"],
    isDate: true,
    lines: [1, 21, "ANCHOR"],
    none: -1,
  });
});

test("an order is created in dynamic mode, line by line, with subrecords", async () => {
  const statements = `${IDS}
    const order = record.create({ type: "salesorder", isDynamic: true, defaultValues: { entity: customerId } });
    const names = [order.getText("entity")];
    for (const quantity of [1, 2, 3]) {
      order.selectNewLine({ sublistId: "item" });
      order.setCurrentSublistValue({ sublistId: "item", fieldId: "item", value: anchorId });
      order.setCurrentSublistValue({ sublistId: "item", fieldId: "quantity", value: quantity });
      names.push(order.getCurrentSublistText({ sublistId: "item", fieldId: "item" }), order.getCurrentSublistIndex({ sublistId: "item" }));
      if (quantity === 2) order.cancelLine({ sublistId: "item" });
      else order.commitLine({ sublistId: "item" });
    }
    const address = order.getSubrecord({ fieldId: "shippingaddress" });
    address.setValue({ fieldId: "country", value: "US" }).setValue({ fieldId: "addr1", value: "1 Pier" });
    const id = order.save();
    const saved = record.load({ type: "salesorder", id, isDynamic: true });
    saved.selectLine({ sublistId: "item", line: 1 });
    return {
      names,
      quantities: [0, 1].map((line) => saved.getSublistValue({ sublistId: "item", fieldId: "quantity", line })),
      found: saved.findSublistLineWithValue({ sublistId: "item", fieldId: "quantity", value: 3 }),
      current: saved.getCurrentSublistValue("item", "quantity"),
      pier: saved.getSubrecord("shippingaddress").getValue("addr1"),
      country: saved.getSubrecord("shippingaddress").getText("country"),
    };`;
  expect(await returned(statements)).toEqual({
    names: ["Harbour Ltd", "ANCHOR", 0, "ANCHOR", 1, "ANCHOR", 1],
    quantities: [1, 3],
    found: 1,
    current: 3,
    pier: "1 Pier",
    country: "United States",
  });
});

test("lines of a loaded record are changed, removed and added, and the others stay what they are", async () => {
  const statements = `${ORDER}
    for (const line of [1, 2]) { order.setSublistValue("item", "item", line, anchorId); order.setSublistValue("item", "quantity", line, line); order.setSublistValue("item", "rate", line, 1); }
    const id = order.save();
    const loaded = record.load({ type: "salesorder", id });
    loaded.setSublistValue("item", "quantity", 0, 5);
    loaded.removeLine({ sublistId: "item", line: 1 });
    loaded.insertLine({ sublistId: "item", line: 2 });
    loaded.setSublistValue("item", "item", 2, anchorId);
    loaded.setSublistValue("item", "rate", 2, 7);
    loaded.save();
    loaded.setValue("memo", "twice");
    loaded.save();
    const saved = record.load({ type: "salesorder", id });
    const line = (line) => ["line", "quantity", "rate", "amount"].map((fieldId) => saved.getSublistValue({ sublistId: "item", fieldId, line }));
    return [saved.getLineCount("item"), line(0), line(1), line(2), saved.getValue("total"), saved.getValue("memo")];`;
  expect(await returned(statements)).toEqual([
    3,
    [1, 5, 10.5, 52.5],
    [3, 2, 1, 2],
    [4, 1, 7, 7],
    61.5,
    "twice",
  ]);
});

test("an address book is written and changed through its subrecords", async () => {
  const statements = `${IDS}
    const customer = record.load({ type: "customer", id: customerId, isDynamic: true });
    for (const city of ["Oslo", "Bergen"]) {
      customer.selectNewLine("addressbook");
      customer.setCurrentSublistValue("addressbook", "defaultshipping", city === "Oslo");
      const address = customer.getCurrentSublistSubrecord("addressbook", "addressbookaddress");
      address.setValue("country", "NO");
      address.setValue("city", city);
      customer.commitLine("addressbook");
    }
    customer.save();
    const loaded = record.load({ type: "customer", id: customerId });
    loaded.getSublistSubrecord("addressbook", "addressbookaddress", 1).setValue("zip", "5003");
    loaded.save();
    const saved = record.load({ type: "customer", id: customerId });
    return [0, 1].map((line) => {
      const address = saved.getSublistSubrecord({ sublistId: "addressbook", fieldId: "addressbookaddress", line });
      return [saved.getSublistValue("addressbook", "defaultshipping", line), address.getValue("city"), address.getText("country"), address.getValue("zip")];
    });`;
  expect(await returned(statements)).toEqual([
    [true, "Oslo", "Norway", ""],
    [false, "Bergen", "Norway", "5003"],
  ]);
});

test("submitFields, copy and delete", async () => {
  const statements = `${ORDER}
    const id = order.save();
    const changed = record.submitFields({ type: "salesorder", id, values: { memo: "changed", otherrefnum: "PO-1" } });
    const copy = record.copy({ type: "salesorder", id });
    copy.setSublistValue("item", "quantity", 0, 4);
    const copied = record.load({ type: "salesorder", id: copy.save() });
    const removed = record.delete({ type: "salesorder", id });
    let gone;
    try { record.load({ type: "salesorder", id }); } catch (error) { gone = error.name; }
    return [changed === id, copied.id !== id, copied.getValue("memo"), copied.getValue("total"), copied.getValue("tranid") !== "", removed === id, gone];`;
  expect(await returned(statements)).toEqual([true, true, "changed", 42, true, true, "RCRD_DSNT_EXIST"]);
});

test("texts choose as values do, and a value reads back the way it was set", async () => {
  const statements = `
    const customer = record.create({ type: "customer" });
    customer.setValue("companyname", "Quay Ltd");
    customer.setText("subsidiary", "Acme Europe");
    const attempts = [() => customer.getValue("subsidiary"), () => customer.getText("companyname")].map((attempt) => { try { return attempt(); } catch ({ name, message }) { return [name, message]; } });
    const saved = record.load({ type: "customer", id: customer.save() });
    return [customer.getText("subsidiary"), attempts, saved.getText("subsidiary"), saved.getValue("isinactive")];`;
  expect(await returned(statements)).toEqual([
    "Acme Europe",
    [
      [
        "SSS_INVALID_API_USAGE",
        "Invalid API usage. You must use getText to return the value set with setText.",
      ],
      [
        "SSS_INVALID_API_USAGE",
        "Invalid API usage. You must use getValue to return the value set with setValue.",
      ],
    ],
    "Acme Europe",
    false,
  ]);
});

test("an order becomes a fulfilment and an invoice, in part and then in full", async () => {
  const statements = `${ORDER}
    const id = order.save();
    const shipped = record.transform({ fromType: record.Type.SALES_ORDER, fromId: id, toType: record.Type.ITEM_FULFILLMENT, isDynamic: false });
    const offered = [shipped.getLineCount("item"), shipped.getSublistValue("item", "quantity", 0), shipped.getText("createdfrom").startsWith("Sales Order #")];
    shipped.setSublistValue("item", "quantity", 0, 1);
    const fulfilment = record.load({ type: "itemfulfillment", id: shipped.save() });
    const invoice = record.transform({ fromType: "salesorder", fromId: id, toType: "invoice" });
    invoice.setValue("memo", "billed");
    const billed = record.load({ type: "invoice", id: invoice.save() });
    let again;
    try { record.transform({ fromType: "salesorder", fromId: id, toType: "invoice" }); } catch ({ name }) { again = name; }
    let never;
    try { record.transform({ fromType: "customer", fromId: customerId, toType: "location" }); } catch ({ name }) { never = name; }
    return { offered, shipped: fulfilment.getSublistValue("item", "quantity", 0), total: billed.getValue("total"), memo: billed.getValue("memo"), again, never };`;
  expect(await returned(statements)).toEqual({
    offered: [1, 2, true],
    shipped: 1,
    total: 21,
    memo: "billed",
    again: "INVALID_INITIALIZE_REF",
    never: "INVALID_RCRD_TRANSFRM",
  });
});

test("contacts are attached to records and detached again", async () => {
  const statements = `${IDS}
    const contact = record.create({ type: "contact" });
    contact.setValue("entityid", "Ada Quay").setValue("firstname", "Ada").setText("subsidiary", "Acme Inc");
    const id = contact.save();
    const sides = { record: { type: "contact", id }, to: { type: "customer", id: customerId } };
    const listed = () => record.load({ type: "customer", id: customerId }).findSublistLineWithValue("contactroles", "contact", id);
    record.attach({ ...sides, attributes: { role: -10 } });
    const attached = listed();
    record.detach(sides);
    let other;
    try { record.attach({ record: { type: "location", id: 1 }, to: sides.to }); } catch ({ message }) { other = message; }
    return [attached, listed(), other];`;
  expect(await returned(statements)).toEqual([
    0,
    -1,
    "Only contacts and files can be attached. 'location' cannot.",
  ]);
});

test("promises do the same", async () => {
  const statements = `${ORDER}
    return order.save.promise().then((id) => record.load.promise({ type: "salesorder", id })).then((saved) => ({ memo: saved.getValue("memo") }));`;
  expect(await returned(statements)).toEqual({ memo: "by script" });
});

const attempt = (statements: string) =>
  returned(`${ORDER}
    try { ${statements}; return "no error"; } catch ({ name, message }) { return [name, message]; }`);

test.each([
  [
    "an unknown record type",
    'record.load({ type: "spaceship", id: 1 })',
    "INVALID_RCRD_TYPE",
    "The record type [SPACESHIP] is invalid.",
  ],
  [
    "a missing record",
    'record.load({ type: "customer", id: 999999999 })',
    "RCRD_DSNT_EXIST",
    "That record does not exist.",
  ],
  [
    "a missing argument",
    'record.load({ type: "customer" })',
    "SSS_MISSING_REQD_ARGUMENT",
    "record.load: Missing a required argument: id",
  ],
  [
    "an unknown reference",
    'order.setValue("entity", 999999999); order.save()',
    "INVALID_FLD_VALUE",
    "You have entered an Invalid Field Value 999999999 for the following field: entity.",
  ],
  [
    "an inactive item",
    'order.setSublistValue("item", "item", 0, idOf("inventoryitem", "OLD-ROPE")); order.save()',
    "INVALID_KEY_OR_REF",
    expect.stringMatching(/^Invalid item reference key \d+ for subsidiary \d+\.$/),
  ],
  [
    "a text that is too long",
    'order.setValue("custbody_note", "x".repeat(301)); order.save()',
    "EXCEEDED_MAX_FIELD_LENGTH",
    "The field custbody_note contained more than the maximum number ( 300 ) of characters allowed.",
  ],
  [
    "a date that is no date",
    'order.setValue("trandate", "2026-11-23T00:00:00Z"); order.save()',
    "INVALID_FLD_VALUE",
    "The field trandate contained more than the maximum number ( 10 ) of characters allowed.",
  ],
  [
    "a used external id",
    'order.setValue("externalid", "S-1"); order.save(); const other = record.copy({ type: "salesorder", id: order.id }); other.setValue("externalid", "S-1"); other.save()',
    "DUP_RCRD",
    "This record already exists.",
  ],
  [
    "no lines",
    'const empty = record.create({ type: "salesorder" }); empty.setValue("entity", customerId); empty.save()',
    "USER_ERROR",
    "You must enter at least one line item for this transaction.",
  ],
  [
    "a missing name",
    'record.create({ type: "customer" }).save()',
    "USER_ERROR",
    expect.stringContaining("Please enter value(s) for: "),
  ],
  [
    "a line that is not there",
    'order.getSublistValue("item", "item", 7)',
    "SSS_INVALID_SUBLIST_OPERATION",
    expect.stringContaining("non-existent line"),
  ],
  [
    "dynamic mode's methods in standard mode",
    'order.selectNewLine("item")',
    "SSS_INVALID_API_USAGE",
    expect.stringContaining("dynamic mode"),
  ],
  [
    "a record that was changed meanwhile",
    'const id = order.save(); const [one, other] = [1, 2].map(() => record.load({ type: "salesorder", id })); one.setValue("memo", "1"); one.save(); other.save()',
    "RCRD_HAS_BEEN_CHANGED",
    "Record has been changed",
  ],
])("%s is refused with SuiteScript's code and words", async (_name, statements, name, message) => {
  expect(await attempt(statements)).toEqual([name, message]);
});

test("mandatory fields can be ignored", async () => {
  expect(
    await returned(
      'return { id: record.create({ type: "customer" }).save({ ignoreMandatoryFields: true }) };',
    ),
  ).toEqual({ id: expect.any(Number) });
});

test("units are counted by operation and category, and end with an error that a script can catch", async () => {
  const statements = `${IDS}
    const left = () => runtime.getCurrentScript().getRemainingUsage();
    const spent = (work) => { const before = left(); work(); return before - left(); };
    const order = () => record.create({ type: "salesorder" });
    const counts = {
      searches: 5000 - left(),
      createOrder: spent(order),
      loadCustomer: spent(() => record.load({ type: "customer", id: customerId })),
      submitCustomer: spent(() => record.submitFields({ type: "customer", id: customerId, values: { phone: "1" } })),
      lookup: spent(() => search.lookupFields({ type: "customer", id: customerId, columns: ["phone"] })),
      suiteql: spent(() => query.runSuiteQL({ query: "SELECT id FROM location" })),
      location: spent(() => { const location = record.create({ type: "location" }); location.setValue("name", "Quay"); location.save(); }),
    };
    let caught;
    let rounds = 0;
    try { for (;;) { order(); rounds += 1; } } catch ({ name }) { caught = name; }
    return { ...counts, rounds, left: left(), caught };`;
  const counted = (await returned(statements)) as { rounds: number; left: number };
  expect(counted).toMatchObject({
    searches: 20,
    createOrder: 10,
    loadCustomer: 5,
    submitCustomer: 5,
    lookup: 1,
    suiteql: 10,
    location: 15,
    caught: "SSS_USAGE_LIMIT_EXCEEDED",
  });
  expect(counted.left).toBeLessThan(10);
});

test("what REST reads is what the script wrote", async () => {
  const world = scriptWorld(
    postScript(`${ORDER} order.setValue("externalid", body.key); return { id: order.save() };`),
  );
  const { json } = await world.post({ key: "S-9" });
  const read = await world.call("GET", "/services/rest/record/v1/salesOrder/eid:S-9");
  expect(read.json).toMatchObject({ id: String(json?.["id"]), memo: "by script", total: 21 });
});

test.each([
  [
    "runtime",
    "return { account: runtime.accountId, env: runtime.envType, script: runtime.getCurrentScript().id, deploy: runtime.getCurrentScript().deploymentId, missing: runtime.getCurrentScript().getParameter({ name: 'custscript_none' }), role: runtime.getCurrentUser().role }",
    {
      account: "1234567_SB1",
      env: "SANDBOX",
      script: "customscript_test",
      deploy: "customdeploy_test",
      missing: null,
      role: 3,
    },
  ],
  [
    "format",
    "const date = format.parse({ value: '11/23/2026', type: format.Type.DATE }); return [format.format({ value: date, type: format.Type.DATE }), format.format({ value: 1.5, type: 'currency' }), format.parse({ value: '1,234.50', type: 'currency' }), format.parse({ value: 'T', type: 'checkbox' }), format.parse({ value: 'no date', type: 'date' })]",
    ["11/23/2026", "1.50", 1234.5, true, "no date"],
  ],
  [
    "util",
    "const seen = []; util.each({ a: 1 }, (value, key) => seen.push(key + value)); return [seen, util.isArray([]), util.isDate(new Date()), util.isFunction(1)]",
    [["a1"], true, true, false],
  ],
])("N/%s answers", async (_name, statements, expected) => {
  expect(await returned(statements)).toEqual(expected);
});

test("a field tells its type, on the record, in a line and in a subrecord; one that is not there is null", async () => {
  const statements = `${ORDER}
    const typeOf = (field) => field === null ? null : field.type;
    const address = order.getSubrecord("shippingaddress");
    return {
      body: ["memo", "trandate", "entity", "tobeprinted", "shippingaddress", "colour"].map((fieldId) => typeOf(order.getField({ fieldId }))),
      line: ["item", "quantity", "isclosed", "colour"].map((fieldId) => typeOf(order.getSublistField({ sublistId: "item", fieldId, line: 0 }))),
      address: ["addr1", "country", "colour"].map((fieldId) => typeOf(address.getField({ fieldId }))),
      person: typeOf(record.create({ type: "customer" }).getField("isperson")),
      whole: order.getField({ fieldId: "trandate" }),
    };`;
  expect(await returned(statements)).toEqual({
    body: ["text", "date", "select", "checkbox", "summary", null],
    line: ["select", "float", "checkbox", null],
    address: ["text", "select", null],
    person: "radio",
    whole: { id: "trandate", label: "Date", type: "date", isMandatory: false },
  });
});

test.each([
  [
    "a field of another kind",
    "order.getSubrecord({ fieldId: 'memo' })",
    "Field memo is not a subrecord field.",
  ],
  ["no field", "order.getSubrecord({ fieldId: 'colour' })", "Field colour is not a subrecord field."],
  [
    "a column of another kind",
    "order.getSublistSubrecord({ sublistId: 'item', fieldId: 'quantity', line: 0 })",
    "Field quantity is not a subrecord field.",
  ],
])("a subrecord in %s is refused", async (_, statement, message) => {
  const { json } = await scriptWorld(postScript(`${ORDER} ${statement};`)).post();
  expect(json).toEqual({ error: { code: "FIELD_1_IS_NOT_A_SUBRECORD_FIELD", message } });
});
