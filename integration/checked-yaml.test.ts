import { expect, test } from "vitest";
import { z } from "zod";
import { checkYaml } from "./checked-yaml.ts";

const schema = z.strictObject({
  name: z.string(),
  tier: z.enum(["standard", "premium"]),
  batching: z
    .union([z.literal("none"), z.strictObject({ size: z.int().positive() }), z.array(z.string())])
    .optional(),
});

const check = (text: string) => checkYaml({ text, file: "shop.yaml", schema });
const problems = (text: string): readonly string[] => {
  const checked = check(text);
  return checked.ok ? [] : checked.problems;
};

test("what fits the schema is its value", () => {
  expect(check("name: Acme\ntier: premium\nbatching: { size: 20 }")).toEqual({
    ok: true,
    value: { name: "Acme", tier: "premium", batching: { size: 20 } },
  });
});

test.each([
  [
    "a misspelt name",
    "nmae: Acme\ntier: premium",
    'shop.yaml:1:7: the file has no setting "nmae"; remove it or correct its name. Did you mean name?',
  ],
  [
    "a misspelt value",
    "name: Acme\ntier: premum",
    "shop.yaml:2:7: tier must be one of standard, premium. Did you mean premium?",
  ],
  ["a value of nobody's", "name: Acme\ntier: gold", "shop.yaml:2:7: tier must be one of standard, premium."],
  ["what is missing", "tier: premium", "shop.yaml:1:1: name is missing; add it."],
  [
    "a misspelt name in the one form that was meant",
    "name: A\ntier: premium\nbatching: { sise: 20 }",
    'shop.yaml:3:19: batching has no setting "sise"; remove it or correct its name. Did you mean size?',
  ],
  [
    "a wrong value in it",
    "name: A\ntier: premium\nbatching: { size: many }",
    "shop.yaml:3:19: batching.size: Invalid input: expected number, received string.",
  ],
  ["no YAML", "name: [Acme", /^shop\.yaml:2?1?:\d+: not valid YAML: /],
  ["an alias of nothing", "name: *nobody\ntier: premium", /^shop\.yaml: .*nobody.*Correct the YAML\./],
])("%s is told with its place", (_what, text, message) => {
  expect(problems(text).join("\n")).toMatch(message);
});
