import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { CATALOGUE } from "../catalogue.ts";
import { loadScenarios } from "./load-scenarios.ts";

const WORDS = `title: "A title", why: "A reason", given: "a world", when: "it runs", then: "it is found"`;
const LABELS = `{ stage: "mapping", flow: "orders", severity: "minor", edge: "money" }`;
const module = (id: string, labels = LABELS): string =>
  `{ id: "${id}", ${WORDS}, labels: ${labels}, async run() {} }`;

const YAML = `
title: A title
why: A reason
given: a world
then: it is found
labels: { edge: money }
expect: { delivered: true }
`;

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-own-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

const idsIn = async (files: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  (await loadScenarios(await folderWith(files))).map(({ id }) => id);

const refusal = async (files: Readonly<Record<string, string>>): Promise<string> =>
  loadScenarios(await folderWith(files), { beside: CATALOGUE }).then(
    () => "it was taken",
    (error: Error) => error.message,
  );

test("scenarios of a folder and those below it are read, one or a list of them a module, one a YAML file", async () => {
  expect(
    await idsIn({
      "b.mjs": `export const one = ${module("one")}; export const list = [${module("two")}, ${module("three")}];`,
      "a/own-rule.yaml": YAML,
      "c.js": `export const four = ${module("four")}; export const shared = { price: "1.00" };`,
      "e.ts": `const labels: object = ${LABELS}; export const five = ${module("five", "labels")};`,
    }),
  ).toEqual(["own-rule", "one", "two", "three", "four", "five"]);
});

test("what is no scenario is left alone: tests, declarations, what others share, other kinds of files", async () => {
  expect(
    await idsIn({
      "one.mjs": `export const one = ${module("one")};`,
      "one.test.mjs": "throw new Error('a test')",
      "one.d.ts": "export {}",
      "_prices.mjs": "throw new Error('shared')",
      "README.md": "# words",
      "node_modules/x/y.mjs": "throw new Error('of another')",
    }),
  ).toEqual(["one"]);
});

test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  ["no scenario", { "a.mjs": "export const x = 1;" }, /a\.mjs exports no scenario\. Export one/],
  [
    "an unknown edge",
    { "a.mjs": `export const odd = ${module("odd", LABELS.replace("money", "mony"))};` },
    /a\.mjs: odd\.labels\.edge must be one of money, .*Did you mean money\?/,
  ],
  [
    "a misspelt label",
    { "a.mjs": `export const odd = ${module("odd", LABELS.replace("severity", "severty"))};` },
    /a\.mjs: odd\.labels has no severty\. Did you mean severity\?/,
  ],
  [
    "an id with capitals",
    { "a.mjs": `export const odd = ${module("Odd Id")};` },
    /odd\.id: is no id; write small letters/,
  ],
  [
    "no run",
    { "a.mjs": `export const odds = [{ ...${module("odd")}, run: undefined }];` },
    /odds\[0\]\.run: is no function; write `async run\(world\)/,
  ],
  [
    "a title that is no text",
    { "a.mjs": `export const odd = { ...${module("odd")}, title: 7 };` },
    /a\.mjs: odd\.title: is a number; write text\./,
  ],
  [
    "a module that throws",
    { "a.mjs": "\nthrow new Error('not today')" },
    /a\.mjs:2: it cannot be loaded: not today\. Correct it/,
  ],
  ["an import of nothing", { "a.mjs": `import "./nowhere.mjs"` }, /a\.mjs.*cannot be loaded: .*nowhere/],
  [
    "one of the catalogue's ids",
    { "perfect-order.yaml": YAML },
    /Drydock's catalogue has a scenario perfect-order already\. Give this one another id/,
  ],
  [
    "one id twice",
    { "a.mjs": `export const a = ${module("same")};`, "same.yml": YAML },
    /same\.yml: .*a\.mjs has a scenario same already/,
  ],
  [
    "a file name that is no id",
    { "Our Rule.yaml": YAML },
    /Our Rule\.yaml: its name \(Our Rule\) is no id; .* or give it an id\./,
  ],
])("%s is refused with the file and the fix", async (_what, files, message) => {
  expect(await refusal(files)).toMatch(message);
});

test("everything that is wrong in a folder is said at once", async () => {
  const message = await refusal({ "a.mjs": "export const x = 1;", "b.yaml": YAML.replace("why", "wy") });
  expect(message).toMatch(/a\.mjs exports no scenario/);
  expect(message).toMatch(/b\.yaml:3:\d+: the file has no setting "wy"; .*Did you mean why\?/);
});

test("a folder that is not there is named", async () => {
  await expect(loadScenarios("nowhere/scenarios")).rejects.toThrow(
    /Cannot read the scenarios in nowhere\/scenarios: there is no such folder\. Correct uat\.scenarios/,
  );
});
