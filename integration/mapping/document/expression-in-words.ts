/** Says in words what an expression takes; what has no short form is shown as it is written. */
import { memoryOf } from "../../memory-of.ts";

/** What the expression looks at: the source record itself (null), or something in it, such as "the line". */
export type Subject = string | null;

/** The pages of a run show the same few mappings again and again. */
const REMEMBERED = 1_000;
const wordsOf = memoryOf<string, string>(REMEMBERED);

export const expressionInWords = (expression: string, subject: Subject): string =>
  wordsOf(JSON.stringify([expression, subject]), () => putInWords(expression, subject));

function putInWords(expression: string, subject: Subject): string {
  const text = oneLine(expression);
  const form = FORMS.map((inWords) => inWords(text, subject)).find((words) => words !== undefined);
  return form ?? `worked out: ${text}`;
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

type Form = (text: string, subject: Subject) => string | undefined;

const PATH = /^[A-Za-z_]\w*(?:\.\w+)*$/;

const path: Form = (text, subject) =>
  PATH.test(text) ? (subject === null ? text : `${text} of ${subject}`) : undefined;

const whole: Form = (text, subject) => (text === "$" ? (subject ?? "the source record") : undefined);

const fixed: Form = (text) => (/^"[^"]*"$/.test(text) ? `the text ${text}` : undefined);

const named: Form = (text) => {
  const [, name, rest = ""] = /^\$([A-Za-z]\w*)((?:\.\w+)*)$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  if (name === "order") return rest === "" ? "the source record" : rest.slice(1);
  return rest === "" ? `the value ${name}` : `${rest.slice(1)} of the value ${name}`;
};

const CALLS: Readonly<Record<string, (of: readonly string[]) => string>> = {
  first: (of) => `the first that is there: ${of.join("; ")}`,
  words: (of) => (of.length === 1 ? `${of[0]}, as text` : `joined by spaces: ${of.join("; ")}`),
  digits: ([of = ""]) => `the digits of: ${of}`,
  negative: ([of = ""]) => `minus ${of}`,
  money: ([of = ""]) => `rounded to cents: ${of}`,
  sumMoney: (of) => `the sum, in cents, of: ${of.join("; ")}`,
};

const call: Form = (text, subject) => {
  const [, name = "", inside = ""] = /^\$(\w+)\((.*)\)$/.exec(text) ?? [];
  const inWords = CALLS[name];
  if (inWords === undefined || !isBalanced(inside)) return undefined;
  const list = /^\[(.*)\]$/.exec(inside)?.[1];
  const parts = split(list !== undefined && isBalanced(list) ? list : inside, ",");
  return inWords(parts.map((part) => expressionInWords(part, subject)));
};

/** `test ? "TEST"`, without an otherwise. */
const only: Form = (text, subject) => {
  const [condition = "", value = "", ...more] = split(text, "?");
  if (more.length > 0 || !PATH.test(condition) || split(value, ":").length !== 1 || value === "")
    return undefined;
  return `${expressionInWords(value, subject)}, if there is ${expressionInWords(condition, subject)}`;
};

const joined: Form = (text, subject) => {
  const parts = split(text, "&");
  if (parts.length < 2) return undefined;
  return parts.map((part) => expressionInWords(part, subject)).join(", followed by ");
};

const FORMS: readonly Form[] = [whole, path, fixed, named, call, only, joined];

const OPENING = new Set(["(", "[", "{"]);
const CLOSING = new Set([")", "]", "}"]);

/** A text as a whole, or one character. */
const TOKEN = /"[^"]*"|'[^']*'|./gs;

const depthOf = (token: string): number => (OPENING.has(token) ? 1 : CLOSING.has(token) ? -1 : 0);

/** The parts between separators that stand in no bracket and in no text. */
function split(text: string, separator: string): readonly string[] {
  const parts: string[] = [""];
  let depth = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    depth += depthOf(token);
    if (token === separator && depth === 0) parts.push("");
    else parts[parts.length - 1] += token;
  }
  return parts.map((part) => part.trim());
}

/** False where a bracket closes that was opened outside: `(a) + (b)` is no one pair. */
function isBalanced(text: string): boolean {
  let depth = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    depth += depthOf(token);
    if (depth < 0) return false;
  }
  return depth === 0;
}
