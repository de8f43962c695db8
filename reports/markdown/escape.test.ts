import fc from "fast-check";
import { expect, test } from "vitest";
import { HOSTILE_TEXTS } from "../samples/hostile-report.contract.ts";
import { escapeMarkdown, markdownCode } from "./escape.ts";

const ESCAPED: readonly [string, string][] = [
  ["a | b", "a \\| b"],
  ["two\nlines", "two lines"],
  ["<b>&</b>", "&lt;b&gt;&amp;&lt;/b&gt;"],
  ["@everyone", "@&#8203;everyone"],
  ["see #12", "see #&#8203;12"],
  ["`code`", "\\`code\\`"],
  ["# not a heading", "\\# not a heading"],
  ["- not a list", "\\- not a list"],
  ["1. not a list", "1&#8203;. not a list"],
  ["https://example.com", "https:&#8203;//example.com"],
  ["plain words, 12 of 15 (80 %).", "plain words, 12 of 15 (80 %)."],
];

test.each(ESCAPED)("%j becomes %j", (text, escaped) => {
  expect(escapeMarkdown(text)).toBe(escaped);
});

const CODE: readonly [string, string][] = [
  ["a --b 'c $d'", "`a --b 'c $d'`"],
  ["a `b` c", "``a `b` c``"],
  ["`b`", "`` `b` ``"],
  ["two\nlines", "`two lines`"],
];

test.each(CODE)("%j as code is %j", (text, code) => {
  expect(markdownCode(text)).toBe(code);
});

test("no text can open a tag, break a row, start code or call anybody", () => {
  const text = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(text, (hostile) => {
      const escaped = escapeMarkdown(hostile);
      expect(escaped).not.toMatch(/[<>\r\n]|@(?!&#8203;)|#(?=\d)(?!8203;)/);
      expect(escaped.replace(/\\[\s\S]/g, "")).not.toMatch(/[`|*_[\]~$\\]/);
    }),
  );
});
