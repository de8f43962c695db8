/** The faults fit the code as it is, and every scenario has one that was made against it. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseMapping } from "../../integration/index.ts";
import { CATALOGUE } from "../../scenarios/index.ts";
import { spoilt } from "./fault.ts";
import { FAULTS_OF_MAPPINGS } from "./faults-of-mappings.ts";
import { FAULTS_OF_RARE_CASES } from "./faults-of-rare-cases.ts";
import { FAULTS_OF_THE_CORE } from "./faults-of-the-core.ts";
import { isAgainst } from "./matrix.ts";

const FAULTS = [...FAULTS_OF_MAPPINGS, ...FAULTS_OF_THE_CORE, ...FAULTS_OF_RARE_CASES];

test.each(FAULTS.map((fault) => [fault.id, fault] as const))(
  "%s changes the file that it names",
  (_, fault) => {
    const text = readFileSync(fault.file, "utf8");
    expect(spoilt(text, fault)).not.toBe(text);
  },
);

const ofOrders = FAULTS_OF_MAPPINGS.filter(({ file }) => file.includes("shopify-"));

test.each(ofOrders.map((fault) => [fault.id, fault] as const))(
  "%s leaves a mapping that can be read: what does not start is no proof",
  (_, fault) => {
    expect(() => parseMapping(spoilt(readFileSync(fault.file, "utf8"), fault), fault.file)).not.toThrow();
  },
);

test("every scenario has a fault that was made against it", () => {
  const without = CATALOGUE.filter((scenario) => !FAULTS.some((fault) => isAgainst(fault, scenario)));
  expect(without.map(({ id }) => id)).toEqual([]);
});
