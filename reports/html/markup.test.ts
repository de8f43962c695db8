import { expect, test } from "vitest";
import { type Fragment, html } from "./markup.ts";

test("text in a template is escaped and markup is not", () => {
  const inner = html`<b>${"<i>"}</b>`;
  expect(String(html`<p title="${'"'}">${inner}${7}${null}${["a", inner]}</p>`)).toBe(
    '<p title="&quot;"><b>&lt;i&gt;</b>7a<b>&lt;i&gt;</b></p>',
  );
});

test("an object that only looks like markup is not believed", () => {
  const forged = { source: "<script>", toString: () => "<script>" } as unknown as Fragment;
  expect(String(html`${forged}`)).toBe("&lt;script&gt;");
});
