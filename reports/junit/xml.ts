/** Builds XML 1.0 text: elements, attributes, character data. */
import { printable } from "../wording/printable.ts";

const IN_TEXT: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };
const IN_ATTRIBUTES: Readonly<Record<string, string>> = {
  ...IN_TEXT,
  '"': "&quot;",
  "\t": "&#9;",
  // A bare line break in an attribute reaches the reader as a blank (XML 1.0, 3.3.3).
  "\n": "&#10;",
};

/** An element: name, attributes, and either children or text. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children?: readonly Element[];
  readonly text?: string;
}

/** The document of one root element, two blanks a level. Characters that XML 1.0 forbids are dropped. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, "")}`;
}

function written({ name, attributes, children = [], text = "" }: Element, indent: string): string {
  const pairs = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(String(value), IN_ATTRIBUTES)}"`,
  );
  const open = `${indent}<${name}${pairs.join("")}`;
  if (children.length > 0) {
    const inner = children.map((child) => written(child, `${indent}  `)).join("");
    return `${open}>\n${inner}${indent}</${name}>\n`;
  }
  return text === "" ? `${open} />\n` : `${open}>${escaped(text, IN_TEXT)}</${name}>\n`;
}

function escaped(text: string, escapes: Readonly<Record<string, string>>): string {
  return printable(text).replace(/[&<>"\t\n\r]/g, (character) => escapes[character] ?? character);
}
