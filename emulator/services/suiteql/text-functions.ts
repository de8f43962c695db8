/** Functions over texts, as Oracle defines them: positions count from one, empty is null. */

import { unsupported } from "./query-problem.ts";
import type { SqlFunction } from "./sql-function.ts";
import { numberOf, type SqlValue, textOf, textValue } from "./sql-value.ts";

/** Texts that a function may not outgrow. */
const MAX_LENGTH = 4_000;

type Text = (text: string, args: readonly SqlValue[]) => SqlValue;

/** Null stays null; everything else is read as text. */
const onText = (least: number, most: number, evaluate: Text): SqlFunction => ({
  least,
  most,
  evaluate(args) {
    const text = textOf(args[0] ?? null);
    if (text === null) return null;
    const value = evaluate(text, args);
    return typeof value === "string" ? textValue(value) : value;
  },
});

const textAt = (args: readonly SqlValue[], index: number, otherwise: string): string =>
  textOf(args[index] ?? null) ?? otherwise;

const countAt = (args: readonly SqlValue[], index: number, otherwise: number): number =>
  args[index] === undefined ? otherwise : Math.trunc(Number(numberOf(args[index] ?? null) ?? Number.NaN));

export const TEXT_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  UPPER: onText(1, 1, (text) => text.toUpperCase()),
  LOWER: onText(1, 1, (text) => text.toLowerCase()),
  INITCAP: onText(1, 1, (text) =>
    text.toLowerCase().replace(/[\p{L}\p{N}]+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
  ),
  LENGTH: onText(1, 1, (text) => [...text].length),
  TRIM: onText(1, 1, (text) => text.replace(/^ +/, "").replace(/ +$/, "")),
  LTRIM: onText(1, 2, (text, args) => trimStart([...text], textAt(args, 1, " ")).join("")),
  RTRIM: onText(1, 2, (text, args) =>
    trimStart([...text].reverse(), textAt(args, 1, " "))
      .reverse()
      .join(""),
  ),
  SUBSTR: onText(2, 3, substr),
  INSTR: onText(2, 3, instr),
  REPLACE: onText(2, 3, (text, args) => {
    const wanted = textAt(args, 1, "");
    return wanted === "" ? text : text.replaceAll(wanted, () => textAt(args, 2, ""));
  }),
  TRANSLATE: onText(3, 3, translate),
  LPAD: onText(2, 3, (text, args) => padded(text, args, "start")),
  RPAD: onText(2, 3, (text, args) => padded(text, args, "end")),
  CONCAT: {
    least: 2,
    most: 2,
    evaluate: (args) => textValue(`${textAt(args, 0, "")}${textAt(args, 1, "")}`),
  },
};

/** Each character of the first list becomes the one at its place in the second, or nothing when that one is shorter. */
function translate(text: string, args: readonly SqlValue[]): string | null {
  const to = textOf(args[2] ?? null);
  if (to === null) return null;
  const [wanted, given] = [[...textAt(args, 1, "")], [...to]];
  const becomes = (character: string): string => {
    const at = wanted.indexOf(character);
    return at < 0 ? character : (given[at] ?? "");
  };
  return [...text].map(becomes).join("");
}

function trimStart(characters: readonly string[], wanted: string): string[] {
  const first = characters.findIndex((character) => !wanted.includes(character));
  return first === -1 ? [] : characters.slice(first);
}

function substr(text: string, args: readonly SqlValue[]): SqlValue {
  const characters = [...text];
  const from = countAt(args, 1, 1);
  const length = countAt(args, 2, characters.length);
  if (Number.isNaN(from) || Number.isNaN(length) || length < 1) return null;
  const start = from < 0 ? characters.length + from : Math.max(from, 1) - 1;
  return start < 0 ? null : characters.slice(start, start + length).join("");
}

function instr(text: string, args: readonly SqlValue[]): SqlValue {
  const wanted = textOf(args[1] ?? null);
  const from = countAt(args, 2, 1);
  if (wanted === null || Number.isNaN(from)) return null;
  if (from < 1) throw unsupported("INSTR from the end is not modelled.");
  return text.indexOf(wanted, from - 1) + 1;
}

function padded(text: string, args: readonly SqlValue[], where: "start" | "end"): SqlValue {
  const length = countAt(args, 1, 0);
  if (Number.isNaN(length) || length < 1) return null;
  if (length > MAX_LENGTH) throw unsupported(`A text may not be padded beyond ${MAX_LENGTH} characters.`);
  const filler = textAt(args, 2, " ");
  const cut = text.slice(0, length);
  return where === "start" ? cut.padStart(length, filler) : cut.padEnd(length, filler);
}
