import { expect, test } from "vitest";
import { isIntegrationError } from "../errors.ts";
import { parseMapping, readMapping } from "./mapping-file.ts";

const GOOD = `mapping: 1
flow: shopify-orders
records:
  - record: salesOrder
    externalId: { prefix: SHOP-, from: id }
    fields:
      - to: memo
        from: note
`;

function problemsOf(text: string) {
  const reading = readMapping(text, "m.yaml");
  return reading.ok ? [] : reading.problems;
}

test("a mapping knows its flow, its rows and its expressions", () => {
  const mapping = parseMapping(GOOD, "m.yaml");
  expect(mapping).toMatchObject({ flow: "shopify-orders", file: "m.yaml" });
  expect(mapping.records[0]?.fields[0]).toEqual({ kind: "field", to: "memo", from: "note" });
  expect([...mapping.expressions.keys()]).toEqual(["id", "note"]);
});

test("an invalid mapping is an error that names file, line, column, what and fix", () => {
  expect.assertions(2);
  try {
    parseMapping(GOOD.replace("from: note", "form: note"), "shop/m.yaml");
  } catch (error) {
    expect(isIntegrationError(error) && error.code).toBe("MAPPING_INVALID");
    expect(String(error)).toMatch(/shop\/m\.yaml:8:9?\d*: .*"form".*\. Correct its spelling/);
  }
});

test.each([
  ["broken YAML", "records: [", 1, /./],
  ["a key written twice", GOOD.replace("flow: shopify-orders", "flow: a\nflow: b"), 3, /unique/i],
  ["an alias of nothing", GOOD.replace("from: note", "from: *note"), 1, /alias.*note/i],
  ["another version of the form", GOOD.replace("mapping: 1", "mapping: 2"), 1, /expected 1/],
  [
    "no source",
    GOOD.replace("        from: note\n", ""),
    7,
    /exactly one of static, from, lookup, reference; found none/,
  ],
  ["two sources", `${GOOD}        static: x\n`, 7, /found static and from/],
  [
    "a look-up that compares with nothing",
    GOOD.replace("from: note", "lookup: { record: currency, by: symbol }"),
    8,
    /exactly one of/,
  ],
  ["a wrong word for the overflow", `${GOOD}        overflow: cut\n`, 9, /overflow/],
  [
    "an unknown key in a sublist's row",
    `${GOOD}      - to: item\n        fields:\n          - too: item\n`,
    11,
    /too|fields\[1\]\.to/,
  ],
])("%s is found in its line", (_, text, line, message) => {
  const problems = problemsOf(text);
  expect(problems.map((problem) => problem.line)).toContain(line);
  expect(problems.map((problem) => problem.message).join("\n")).toMatch(message);
  for (const { fix } of problems) expect(fix).toMatch(/\.$/);
});

test("an expression that cannot be read is found in its own line, also inside a block of text", () => {
  const text = GOOD.replace("from: note", "from: |\n          a +\n          * b.c");
  expect(problemsOf(text)).toEqual([
    expect.objectContaining({ line: 10, message: expect.stringContaining("records[1].fields[1].from") }),
  ]);
});

test("an error on one line of YAML points at the column of the expression", () => {
  const [problem] = problemsOf(GOOD.replace("from: note", "from: a.b ) c"));
  expect(problem).toMatchObject({ line: 8 });
  expect(problem?.column).toBeGreaterThan(14);
});

test("rows shared by an anchor are read in every place", () => {
  const text = `${GOOD}      - address: shippingAddress
        from: shipping_address
        fields: &address
          - to: city
            from: city
      - address: billingAddress
        from: billing_address
        fields: *address
`;
  const fields = parseMapping(text, "m.yaml").records[0]?.fields;
  expect(fields?.[2]).toMatchObject({
    kind: "address",
    address: "billingAddress",
    fields: [{ kind: "field", to: "city" }],
  });
});
