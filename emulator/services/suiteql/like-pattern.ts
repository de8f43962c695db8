/** LIKE: % for any characters, _ for one; case counts. */
import { unsupported } from "./query-problem.ts";

type Piece = string | typeof ANY | typeof ONE;

const ANY = Symbol("any characters");
const ONE = Symbol("one character");

/** Walks back to the last % only, so that no pattern takes more than length times length. */
export function matchesLike(text: string, pattern: string, escapeMark?: string): boolean {
  const pieces = piecesOf(pattern, escapeMark);
  const characters = [...text];
  let at = 0;
  let piece = 0;
  let retry: { readonly piece: number; at: number } | undefined;
  while (at < characters.length) {
    const wanted = pieces[piece];
    if (wanted === ANY) {
      retry = { piece, at };
      piece += 1;
    } else if (wanted === ONE || wanted === characters[at]) {
      at += 1;
      piece += 1;
    } else if (retry !== undefined) {
      retry.at += 1;
      at = retry.at;
      piece = retry.piece + 1;
    } else return false;
  }
  return pieces.slice(piece).every((rest) => rest === ANY);
}

function piecesOf(pattern: string, escapeMark: string | undefined): readonly Piece[] {
  const pieces: Piece[] = [];
  let isEscaped = false;
  for (const character of pattern) {
    if (isEscaped || (character !== escapeMark && character !== "%" && character !== "_")) {
      pieces.push(character);
      isEscaped = false;
    } else if (character === escapeMark) isEscaped = true;
    else pieces.push(character === "%" ? ANY : ONE);
  }
  if (isEscaped) throw unsupported("Nothing follows the escape character of LIKE.");
  return pieces;
}
