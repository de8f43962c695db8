import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeHtml } from "./escape.ts";

test("the five special characters are escaped", () => {
  expect(escapeHtml(`<a href="x" title='y'>&`)).toBe("&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;");
});

test("an escape that is already there is shown as it stands", () => {
  expect(escapeHtml("&lt;")).toBe("&amp;lt;");
});

test("no text can leave an element or a quoted attribute", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
    }),
  );
});
