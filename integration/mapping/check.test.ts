import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkMappings, type Finding } from "./check.ts";

const checkMapping = (text: string, file: string) => checkMappings([{ text, file }]);

/** A sales order with these rows, the first of them in line 8. */
function checkRows(rows: string): readonly Finding[] {
  const head = `mapping: 1
flow: shopify-orders
records:
  - record: customer
    externalId: { prefix: C-, from: customer.id }
    fields: [{ to: isPerson, static: true }]
  - record: salesOrder
    externalId: { prefix: SHOP-, from: id }
    fields:
`;
  return checkMapping(`${head}${rows}`, "m.yaml");
}

const rulesOf = (findings: readonly Finding[]) => findings.map(({ severity, rule }) => `${severity} ${rule}`);

test("the mappings of the example shop have nothing to find, each by itself and all together", () => {
  const folder = new URL("../../examples/acme-store/mappings/", import.meta.url);
  const files = readdirSync(folder)
    .filter((file) => !file.startsWith("netsuite-"))
    .map((file) => ({ file, text: readFileSync(new URL(file, folder), "utf8") }));
  expect(files.length).toBeGreaterThan(2);
  expect(checkMappings(files)).toEqual([]);
});

test.each([
  ["a static object with an id", "- { to: location, static: { id: 12 } }"],
  ["a bare static number", "- { to: currency, static: 1 }"],
  ["a bare static text", '- { to: currency, static: "1" }'],
  ["an id in a custom field", '- { to: custbody_channel, static: { internalId: "3" } }'],
  ["a look-up by id", "- { to: location, lookup: { record: location, by: id, value: '12' } }"],
  ["a look-up by internalId", "- { to: location, lookup: { record: location, by: internalId, from: x } }"],
  ["an expression that gives an id", `- { to: location, from: '{"id": 12}' }`],
  ["an expression that chooses between ids", `- { to: location, from: 'pos ? {"id": "3"} : {"id": "4"}' }`],
  ["an expression that is a number", "- { to: location, from: '12' }"],
  ["an expression that chooses between numbers", `- { to: location, from: 'pos ? "3" : "4"' }`],
  ["an id in a line", "- { to: item, fields: [{ to: item, static: { id: 98 } }] }"],
])("%s is a hard-coded internal id", (_, row) => {
  const findings = checkRows(`      ${row}\n`);
  expect(findings).toEqual([
    expect.objectContaining({ severity: "error", rule: "hard-coded-internal-id", line: 10, file: "m.yaml" }),
  ]);
});

function checkRule(rule: string): readonly Finding[] {
  const text = `mapping: 1
flow: shopify-orders
skipWhen:
  - ${rule}
records:
  - record: salesOrder
    externalId: { prefix: SHOP-, from: id }
    fields: [{ to: otherRefNum, from: name, overflow: hold }]
`;
  return checkMapping(text, "m.yaml");
}

test.each(['subsidiary.id = "2"', "total = 0 and 2 != subsidiary.id", 'location.id in ["3", 4]'])(
  "what NetSuite holds is not compared with a hard-coded internal id: %s",
  (inNetSuite) => {
    const rule = `when: id, inNetSuite: '${inNetSuite}', reason: Not ours.`;
    const [first] = checkRule(`{ ${rule} }`);
    expect(first).toMatchObject({ severity: "error", rule: "hard-coded-internal-id", line: 4 });
    expect(checkRule(`{ ${rule}, because: It is the only account. }`)).toEqual([]);
  },
);

test.each(['orderStatus.id = "H"', 'subsidiary.refName = "ACME Store Inc."', "entity.id = customer.id"])(
  "what is the same in every account may be compared: %s",
  (inNetSuite) => {
    expect(checkRule(`{ when: id, inNetSuite: '${inNetSuite}', reason: Not ours. }`)).toEqual([]);
  },
);

test("a reason allows a hard-coded internal id", () => {
  expect(
    checkRows(
      '      - { to: location, static: { id: 12 }, because: "Oracle ships this record with every account" }\n',
    ),
  ).toEqual([]);
});

test.each([
  ["a choice that is no record", "- { to: orderStatus, static: { id: B } }"],
  ["an external id", `- { to: location, from: '{"externalId": "WH-1"}' }`],
  ["a static name", "- { to: location, static: { refName: Main Warehouse } }"],
  ["a record mapped above", "- { to: entity, reference: customer }"],
  [
    "a row that only says whose the field is",
    "- { to: salesRep, master: netsuite, note: Assigned by hand. }",
  ],
  [
    "a choice of rows, the last without condition",
    "- { to: memo, when: a, static: x }\n      - { to: memo, static: y }",
  ],
  [
    "two blocks for one sublist",
    "- { to: item, fields: [{ to: rate, from: a }] }\n      - { to: item, fields: [{ to: rate, from: b }] }",
  ],
])("%s is no finding", (_, row) => {
  expect(checkRows(`      ${row}\n`)).toEqual([]);
});

test.each([
  ["a field that is misspelt", "- { to: memmo, static: x }", "error unknown-target-field"],
  [
    "a line field that is misspelt",
    "- { to: item, fields: [{ to: qty, from: q }] }",
    "error unknown-target-field",
  ],
  [
    "a look-up of an unknown record",
    "- { to: location, lookup: { record: warehouse, by: name, value: A } }",
    "error unknown-record-type",
  ],
  [
    "a look-up of another kind of record",
    "- { to: location, lookup: { record: currency, by: name, value: A } }",
    "error wrong-kind",
  ],
  [
    "a look-up by a field that tells nothing apart",
    "- { to: location, lookup: { record: location, by: phone, value: A } }",
    "warning unknown-lookup-field",
  ],
  ["a reference from an expression", "- { to: entity, from: customer.netsuite }", "error wrong-kind"],
  ["a date as text", "- { to: tranDate, from: a, type: text }", "error wrong-kind"],
  ["a boolean that is a text", "- { to: shipComplete, static: maybe }", "error wrong-kind"],
  [
    "a record in a text field",
    "- { to: memo, lookup: { record: location, by: name, value: A } }",
    "error wrong-kind",
  ],
  ["a sublist as a field", "- { to: item, from: items }", "error wrong-kind"],
  ["an address as a field", "- { to: shippingAddress, from: a }", "error wrong-kind"],
  [
    "a field as an address",
    "- { address: memo, from: a, overflow: hold, fields: [{ to: city, from: c, overflow: hold }] }",
    "error wrong-kind",
  ],
  ["text without an overflow policy", "- { to: memo, from: note }", "warning no-overflow-policy"],
  [
    "an address without an overflow policy",
    "- { address: shippingAddress, from: a, fields: [{ to: country, from: c }] }",
    "warning no-overflow-policy",
  ],
  [
    "more characters than NetSuite takes",
    "- { to: otherRefNum, from: name, maxLength: 60, overflow: truncate }",
    "warning longer-than-netsuite",
  ],
  [
    "a fixed text that is too long",
    `- { to: otherRefNum, static: ${"x".repeat(46)} }`,
    "error static-too-long",
  ],
  [
    "overflow to a field that is not there",
    "- { to: memo, from: note, overflow: { remainderTo: notes } }",
    "error unknown-target-field",
  ],
  [
    "a value of which NetSuite is the owner",
    "- { to: terms, lookup: { record: term, by: name, value: Net 30 }, master: netsuite }",
    "error not-system-of-record",
  ],
  [
    "a second row that is never used",
    "- { to: memo, static: x }\n      - { to: memo, when: a, static: y }",
    "error duplicate-target",
  ],
  [
    "a reference to a record that is not mapped",
    "- { to: entity, reference: vendor }",
    "error unknown-reference",
  ],
])("%s is found", (_, row, finding) => {
  expect(rulesOf(checkRows(`      ${row}\n`))).toEqual([finding]);
});

test("a misspelt field comes with the name that was probably meant", () => {
  const [finding] = checkRows("      - { to: trandate, from: a }\n");
  expect(finding?.fix).toBe("Did you mean tranDate?");
});

test("a record this core does not write, and one that is mapped twice, are found", () => {
  const record = (name: string) =>
    `  - { record: ${name}, externalId: { prefix: V-, from: id }, fields: [{ to: isInactive, static: false }] }\n`;
  const findings = checkMapping(
    `mapping: 1\nflow: x\nrecords:\n${record("vendor")}${record("customer")}${record("customer")}`,
    "m.yaml",
  );
  expect(findings.map(({ rule, line }) => [rule, line])).toEqual([
    ["unknown-record-type", 4],
    ["duplicate-record", 6],
  ]);
});

test("a file that cannot be read is a finding with its line, not an exception", () => {
  expect(checkRows("      - { to: memo, from: 'a.b[' }\n")).toEqual([
    expect.objectContaining({ severity: "error", rule: "form", line: 10 }),
  ]);
  expect(rulesOf(checkMapping("", "m.yaml"))).toEqual(["error form"]);
});

test("findings stand in the order of the file", () => {
  const lines = checkRows(
    "      - { to: memo, from: note }\n      - { to: zzz, static: a }\n      - { to: currency, static: 1 }\n",
  ).map(({ line }) => line);
  expect(lines).toEqual([10, 11, 12]);
});

const OWNER = `mapping: 1
flow: orders
records:
  - record: customer
    externalId: { prefix: C-, from: id }
    fields:
      - { to: terms, master: netsuite }
      - { to: isPerson, static: true, master: source }
`;

const WRITER = `mapping: 1
flow: leads
records:
  - record: customer
    externalId: { prefix: L-, from: id }
    fields:
      - { to: isPerson, static: false }
      - { to: terms, lookup: { record: term, by: name, value: Net 30 } }
`;

test("a flow that writes what another flow calls NetSuite's own is refused, both files and lines named", () => {
  const files = [
    { file: "leads.yaml", text: WRITER },
    { file: "orders.yaml", text: OWNER },
  ];
  for (const both of [files, files.toReversed()]) {
    expect(checkMappings(both)).toMatchObject([
      {
        severity: "error",
        rule: "not-system-of-record",
        file: "leads.yaml",
        line: 8,
        message: expect.stringMatching(/customer\.terms \(so says orders\.yaml:7\)/),
      },
    ]);
  }
});

test("a field of another record type, or one that nobody calls NetSuite's, may be written", () => {
  const vendor = WRITER.replace("record: customer", "record: lead");
  const files = [
    { file: "orders.yaml", text: OWNER },
    { file: "leads.yaml", text: vendor },
  ];
  expect(checkMappings(files)).toEqual([]);
});
