import { readdirSync } from "node:fs";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { runProgram } from "../program.ts";

const MAPPING = "examples/acme-store/mappings/shopify-orders.yaml";
const ORDERS = "examples/acme-store/orders.jsonl";

const doc = (...args: readonly string[]) => mapping("doc", ...args);

async function mapping(...args: readonly string[]) {
  const written = { out: "", err: "" };
  const code = await runProgram(["mapping", ...args], {
    stdout: { write: (text) => (written.out += text) },
    stderr: { write: (text) => (written.err += text) },
    env: {},
    stop: AbortSignal.abort(),
    scratchFolder: () => tmpdir(),
  });
  return { code, ...written };
}

/** As a shell does it: one star in a file's name. */
function expanded(word: string): readonly string[] {
  const [, folder, start, end] = /^(.*\/)([^/*]*)\*([^/*]*)$/.exec(word) ?? [];
  if (folder === undefined || start === undefined || end === undefined) return [word];
  return readdirSync(folder).flatMap((file) =>
    file.startsWith(start) && file.endsWith(end) ? [`${folder}${file}`] : [],
  );
}

test.each([["--help"], ["check", "--help"], ["doc", "--help"]])(
  "what the help of %s shows about the example shop can be run",
  async (...args) => {
    const { out } = await mapping(...args);
    const shown = [...out.matchAll(/^ {2}drydock mapping (.*examples\/acme-store.*?)(?: >.*)?$/gm)];
    const ends = shown.map(([, words = ""]) => mapping(...words.split(" ").flatMap(expanded)));
    expect((await Promise.all(ends)).map(({ code }) => code)).toEqual(shown.map(() => 0));
    expect(shown).not.toEqual([]);
  },
);

const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true });

test("each row of the mapping file is a row of the CSV form, with an example value", async () => {
  const { code, out } = await doc(MAPPING, "--examples", ORDERS, "--format", "csv");
  expect(code).toBe(0);
  const rows = rowsOf(out);
  const written = (await readFile(MAPPING, "utf8")).match(/^ *- (to|address): /gm) ?? [];
  expect(rows.length).toBeGreaterThanOrEqual(written.length);
  expect(rows.find((row) => row["Field"] === "salesOrder.otherRefNum")).toMatchObject({
    ...{ Flow: "shopify-orders", Value: "name", "System of record": "source", Required: "yes" },
    ...{ Characters: "45", "When longer": "cut off", Example: "#1001" },
  });
});

/** A mapping and an order that try to be more than text. */
async function hostile() {
  const folder = await mkdtemp(join(tmpdir(), "drydock-mapping-doc-"));
  const [mapping, orders] = [join(folder, "mapping.yaml"), join(folder, "orders.jsonl")];
  await writeFile(
    mapping,
    `mapping: 1
flow: orders
records:
  - record: salesOrder
    externalId: { prefix: S-, from: id }
    fields:
      - { to: memo, from: note, note: "=HYPERLINK(1) <script>alert(1)</script> | pipe" }
`,
  );
  await writeFile(
    orders,
    `${JSON.stringify({ id: 1, note: "=cmd|' /C calc'!A0 <img src=x onerror=alert(1)>" })}\n`,
  );
  return [mapping, "--examples", orders];
}

test("no spreadsheet takes a cell for a formula", async () => {
  const { out } = await doc(...(await hostile()), "--format", "csv");
  const [row] = rowsOf(out);
  expect(row).toMatchObject({
    Note: expect.stringMatching(/^'=HYPERLINK/),
    Example: expect.stringMatching(/^'=cmd/),
  });
});

test("the page is one file, and nothing in it runs or is fetched", async () => {
  const { out } = await doc(...(await hostile()), "--format", "html");
  expect(out).toMatch(/^<!doctype html>/i);
  expect(out).not.toMatch(/<script|<img|https?:\/\/(?!www\.w3\.org)/);
  expect(out).toContain("&lt;img src=x onerror=alert(1)&gt;");
});

test("in Markdown a cell stays one cell", async () => {
  const { out } = await doc(...(await hostile()));
  const table = out.split("\n").filter((line) => line.startsWith("|"));
  expect(new Set(table.map((line) => line.replace(/\\\|/g, "").split("|").length)).size).toBe(1);
  expect(out).not.toContain("<script>");
});

test("the document is written to a file, and given as data", async () => {
  const output = join(await mkdtemp(join(tmpdir(), "drydock-mapping-doc-")), "field-mapping.md");
  const { out, err } = await doc(MAPPING, "--output", output, "--json");
  expect(err).toBe(`The field mapping is in ${output}.\n`);
  expect(await readFile(output, "utf8")).toContain("## salesOrder");
  expect(JSON.parse(out)).toMatchObject([
    { flow: "shopify-orders", records: [{ recordType: "customer" }, { recordType: "salesOrder" }] },
  ]);
});

test.each([
  [["no-such-file.yaml"], /Cannot read the mapping no-such-file.yaml/],
  [[MAPPING, "--output", "/no/such/folder/doc.md"], /Cannot write \/no\/such\/folder\/doc.md/],
  [[MAPPING, "--format", "pdf"], /Allowed choices are md, html, csv/],
])("%s is refused with what to do", async (args, message) => {
  const { code, err } = await doc(...args);
  expect(code).toBe(2);
  expect(err).toMatch(message);
});

test("of a configuration all flows are documented, each as what it is", async () => {
  const { code, out } = await doc(
    "--config",
    "examples/acme-store/drydock.yaml",
    "--examples",
    ORDERS,
    "--format",
    "csv",
  );
  expect(code).toBe(0);
  const rows = rowsOf(out);
  expect([...new Set(rows.map((row) => row["Flow"]))]).toEqual([
    ...["shopify-orders", "shopify-refunds", "salesforce-leads"],
    ...["netsuite-inventory", "netsuite-prices", "netsuite-fulfilments"],
  ]);
  expect(rows.find((row) => row["Field"] === "variant.price")).toMatchObject({
    ...{ Flow: "netsuite-prices", Direction: "into the shop", "System of record": "netsuite" },
  });
  const told = rows.filter((row) => row["Example"] !== "").map((row) => row["Flow"]);
  expect([...new Set(told)]).toEqual(["shopify-orders"]);
});

test("of a configuration all flows are checked together: what one writes may be another's", async () => {
  const folder = await mkdtemp(join(tmpdir(), "drydock-mapping-check-"));
  const mappingOf = (flow: string, row: string) => `mapping: 1
flow: ${flow}
records:
  - record: salesOrder
    externalId: { prefix: S-, from: id }
    fields: [${row}]
`;
  await writeFile(join(folder, "a.yaml"), mappingOf("a", "{ to: memo, master: netsuite }"));
  await writeFile(join(folder, "b.yaml"), mappingOf("b", "{ to: memo, from: note, overflow: truncate }"));
  const flows =
    "flows:\n  - { kind: shopify-orders, mapping: a.yaml }\n  - { kind: shopify-refunds, mapping: b.yaml }\n";
  const file = join(folder, "drydock.yaml");
  const example = await readFile("examples/acme-store/drydock.yaml", "utf8");
  await writeFile(file, example.replace(/^flows:\n(?: .*\n)+/m, flows));
  const { code, err } = await mapping("check", "--config", file);
  expect(code).toBe(1);
  expect(err).toContain("b.yaml");
});

test.each([
  [["--config", "drydock.yaml", MAPPING], "Name either the mapping files or --config"],
  [["--kind", "netsuite-prices"], "no file is named"],
])("%j is refused: it is not clear which flows are meant", async (args, message) => {
  const { code, err } = await doc(...args);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
