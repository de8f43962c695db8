import { expect, test } from "vitest";
import { readXml } from "./xml-reader.contract.ts";

const BROKEN = [
  "<a>",
  "<a></b>",
  "<a/><b/>",
  "<a><b></a></b>",
  "<a>&</a>",
  "<a>&unknown;</a>",
  "<a x=1/>",
  '<a x="1" x="2"/>',
  '<a x="1"y="2"/>',
  "<a>\u0001</a>",
  "<a>\ud800</a>",
  "<a>",
  "text<a/>",
  "",
];

test.each(BROKEN)("%j is refused", (source) => {
  expect(() => readXml(source)).toThrow(SyntaxError);
});

test("a sound document is read with its attributes, children and text", () => {
  const root = readXml('<?xml version="1.0" encoding="UTF-8"?>\n<a x="&lt;&#10;"><b>1 &amp; 2</b>3</a>\n');
  expect(root).toEqual({
    name: "a",
    attributes: { x: "<\n" },
    children: [{ name: "b", attributes: {}, children: [], text: "1 & 2" }],
    text: "1 & 23",
  });
});
