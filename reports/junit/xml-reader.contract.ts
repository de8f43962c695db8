/** A strict reader of XML 1.0 for tests: accepts well-formed documents only, and gives them back as a tree. */

/** One element as it was read; `text` is all character data inside it, children's included. */
export interface ReadElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly ReadElement[];
  readonly text: string;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ReadElement[];
  text: string;
}

const NAME = /[A-Za-z_][\w.:-]*/y;
const REFERENCES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Reads one document. Throws at the first thing that XML forbids, with its position. */
export function readXml(source: string): ReadElement {
  refuseForbiddenCharacters(source);
  const body = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>|^<!DOCTYPE html>/, "");
  const document: OpenElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [document];
  for (let at = 0; at < body.length; ) {
    const end = body[at] === "<" ? body.indexOf(">", at) + 1 : nextTag(body, at);
    if (end === 0) throw new SyntaxError(`A tag at ${at} never ends`);
    const piece = body.slice(at, end);
    if (piece.startsWith("<")) readTag(piece, open);
    else addText(piece, open);
    at = end;
  }
  const [root] = document.children;
  if (open.length !== 1 || document.children.length !== 1 || root === undefined) {
    throw new SyntaxError(
      `Expected one closed root, found ${document.children.length}, ${open.length - 1} left open`,
    );
  }
  return root;
}

/** All elements of a tree, in document order. */
export function elementsOf(root: ReadElement): readonly ReadElement[] {
  return [root, ...root.children.flatMap(elementsOf)];
}

/** All elements of one name, in document order. */
export function named(root: ReadElement, name: string): readonly ReadElement[] {
  return elementsOf(root).filter((element) => element.name === name);
}

function refuseForbiddenCharacters(source: string): void {
  for (const character of source) {
    const code = character.codePointAt(0) ?? 0;
    const control = code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd;
    const surrogate = code >= 0xd800 && code <= 0xdfff;
    if (control || surrogate || code === 0xfffe || code === 0xffff) {
      throw new SyntaxError(`Forbidden character U+${code.toString(16).padStart(4, "0")}`);
    }
  }
}

function nextTag(body: string, from: number): number {
  const next = body.indexOf("<", from);
  return next === -1 ? body.length : next;
}

function addText(piece: string, open: readonly OpenElement[]): void {
  const text = decoded(piece);
  if (open.length === 1 && text.trim() !== "") throw new SyntaxError(`Text outside the root: ${piece}`);
  for (const element of open) element.text += text;
}

function readTag(tag: string, open: OpenElement[]): void {
  if (tag.startsWith("</")) {
    const closing = open.pop();
    const name = tag.slice(2, -1);
    if (closing?.name !== name) throw new SyntaxError(`</${name}> closes <${closing?.name}>`);
    return;
  }
  const name = nameAt(tag, 1);
  const empty = tag.endsWith("/>");
  const attributes = readAttributes(tag.slice(1 + name.length, empty ? -2 : -1));
  const element: OpenElement = { name, attributes, children: [], text: "" };
  open.at(-1)?.children.push(element);
  if (!empty) open.push(element);
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (let at = 0; source.slice(at).trim() !== ""; ) {
    const start = at + source.slice(at).search(/\S/);
    if (start === at) throw new SyntaxError(`No blank before an attribute: ${source}`);
    const name = nameAt(source, start);
    const value = start + name.length;
    const end = source.indexOf('"', value + 2);
    if (!source.startsWith('="', value) || end === -1)
      throw new SyntaxError(`Attribute without value: ${source}`);
    if (Object.hasOwn(attributes, name)) throw new SyntaxError(`Attribute twice: ${name}`);
    // Bare line breaks and tabs reach the reader as blanks (XML 1.0, 3.3.3).
    attributes[name] = decoded(source.slice(value + 2, end).replace(/[\n\r\t]/g, " "));
    at = end + 1;
  }
  return attributes;
}

function nameAt(source: string, at: number): string {
  NAME.lastIndex = at;
  const name = NAME.exec(source)?.[0];
  if (name === undefined) throw new SyntaxError(`No name at ${at}: ${source}`);
  return name;
}

function decoded(text: string): string {
  return text.split("&").reduce((done, part) => {
    const end = part.indexOf(";");
    const reference = part.slice(0, end);
    const number = reference.startsWith("#") ? Number(reference.slice(1)) : Number.NaN;
    const character = Number.isInteger(number) ? String.fromCodePoint(number) : REFERENCES[reference];
    if (end === -1 || character === undefined) throw new SyntaxError(`A bare & before: ${part.slice(0, 20)}`);
    return done + character + part.slice(end + 1);
  });
}
