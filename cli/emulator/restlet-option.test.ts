import { expect, test } from "vitest";
import { restletChoice } from "./restlet-option.ts";

const first = { script: "customscript_a", deploy: "customdeploy_a", file: "a.js" };

test("--restlet may be repeated, and a path may hold colons and equals signs", () => {
  const text = "customscript_b:customdeploy_b=C:\\scripts\\b=1.js";
  expect(restletChoice(text, [first])).toEqual([
    first,
    { script: "customscript_b", deploy: "customdeploy_b", file: "C:\\scripts\\b=1.js" },
  ]);
});

test.each(["customscript_a=a.js", "101:1=a.js", "customscript_a:customdeploy_a="])(
  "%s is refused",
  (text) => {
    expect(() => restletChoice(text, [])).toThrow("customscript_orders:customdeploy_orders=orders.js");
  },
);
