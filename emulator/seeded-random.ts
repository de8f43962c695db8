/** Repeatable randomness: one independent stream for each purpose of an account. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus, xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

export interface SeededRandom {
  /** A number in [0, 1). */
  unit(): number;
  /** A whole number between both ends, ends included. */
  integer(from: number, to: number): number;
  hex(length: number): string;
  letters(length: number): string;
  uuid(): string;
  /** Where the stream stands, for `moveTo`. */
  position(): readonly number[];
  moveTo(position: readonly number[]): void;
}

const HEX = "0123456789abcdef";
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

export function seededRandom(seed: number, stream: string): SeededRandom {
  let generator = xoroshiro128plus(mix(seed, stream));
  const integer = (from: number, to: number): number => uniformInt(generator, from, to);
  const pick = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet.charAt(integer(0, alphabet.length - 1))).join("");
  /** Every answer bears two uuids, so they are made of whole numbers and not digit by digit. */
  const word = (): string => (generator.next() >>> 0).toString(16).padStart(8, "0");
  return {
    unit: () => uniformFloat64(generator),
    integer,
    hex: (length) => pick(HEX, length),
    letters: (length) => pick(LETTERS, length),
    uuid() {
      const [first, second, third, fourth] = [word(), word(), word(), word()];
      const variant = "89ab".charAt(Number.parseInt(third.charAt(0), 16) % 4);
      return `${first}-${second.slice(0, 4)}-4${second.slice(5)}-${variant}${third.slice(1, 4)}-${third.slice(4)}${fourth}`;
    },
    position: () => generator.getState(),
    moveTo(position) {
      generator = xoroshiro128plusFromState(position);
    },
  };
}

/** FNV-1a over the stream's name, so that neighbouring seeds and similar names share nothing. */
function mix(seed: number, stream: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}/${stream}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash | 0;
}
