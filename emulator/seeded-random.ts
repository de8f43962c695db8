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
  return {
    unit: () => uniformFloat64(generator),
    integer,
    hex: (length) => pick(HEX, length),
    letters: (length) => pick(LETTERS, length),
    uuid() {
      const [first, second, third, fourth] = [
        generator.next(),
        generator.next(),
        generator.next(),
        generator.next(),
      ];
      const [version, variant] = [(second & 0x0fff) | 0x4000, ((third >>> 16) & 0x3fff) | 0x8000];
      return `${hex8(first)}-${hex4(second >>> 16)}-${hex4(version)}-${hex4(variant)}-${hex4(third)}${hex8(fourth)}`;
    },
    position: () => generator.getState(),
    moveTo(position) {
      generator = xoroshiro128plusFromState(position);
    },
  };
}

/** Every answer bears two uuids, so their digits are looked up by pairs. */
const PAIRS: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The lower sixteen bits. */
const hex4 = (bits: number): string => `${PAIRS[(bits >>> 8) & 0xff]}${PAIRS[bits & 0xff]}`;
const hex8 = (bits: number): string => `${hex4(bits >>> 16)}${hex4(bits)}`;

/** FNV-1a over the stream's name, so that neighbouring seeds and similar names share nothing. */
function mix(seed: number, stream: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}/${stream}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash | 0;
}
