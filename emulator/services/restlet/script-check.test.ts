import { expect, test } from "vitest";
import { createEmulator } from "../../emulator.ts";
import { deployed } from "../../testing/restlets.ts";
import { scriptProblem } from "./script-check.ts";

const TAGS = "/**\n * @NApiVersion 2.1\n * @NScriptType Restlet\n */\n";

test.each([
  ["define([], () => ({}));"],
  ['define(["N/record", "N/log.js", "./lib/x", "/SuiteScripts/y"], () => ({}));'],
  ['define("name", ["N/search"], () => ({}));'],
  ["define((require) => ({}));"],
  ["define({ get: () => 1 });"],
])("%s can be deployed", (source) => {
  expect(scriptProblem(TAGS + source)).toBeUndefined();
});

test.each([
  ["no tags", "define({});", 1, "There is no @NApiVersion tag"],
  ["SuiteScript 1.0", "/**\n * @NApiVersion 1.0\n */", 2, "@NApiVersion 1.0 is not supported"],
  ["no script type", "/** @NApiVersion 2.x */", 1, "There is no @NScriptType tag"],
  [
    "another script type",
    "/**\n * @NApiVersion 2.x\n * @NScriptType Suitelet\n */",
    3,
    "@NScriptType is Suitelet",
  ],
  ["a mistake in its syntax", `${TAGS}define([], () => {\n  const = 1;\n});`, 6, "SyntaxError: "],
  [
    "an N module that NetSuite does not have",
    `${TAGS}define([\n  "N/record",\n  "N/htps",\n], () => ({}));`,
    7,
    "Module does not exist: N/htps.js",
  ],
  ["no module at all", `${TAGS}const a = 1;`, 1, "The file defines no module"],
])("a file with %s cannot", (_name, source, line, message) => {
  expect(scriptProblem(source)).toEqual({ line, message: expect.stringContaining(message) });
});

test("an account with such a file does not open, and says which file and line", () => {
  const { file, restlets } = deployed("/** @NApiVersion 2.x */");
  const open = (orders: typeof restlets) => () =>
    createEmulator({ accounts: [{ accountId: "1234567", restlets: orders }] });
  expect(open(restlets)).toThrow(`${file}:1: There is no @NScriptType tag. Write @NScriptType Restlet.`);
  expect(open([{ script: "customscript_x", deploy: "customdeploy_x", file: "nowhere.js" }])).toThrow(
    /nowhere\.js:1: There is no such file/,
  );
});
