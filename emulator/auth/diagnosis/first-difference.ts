/** Where two base strings part. */

export interface Difference {
  /** Counts from 0. */
  readonly atByte: number;
  /** What stands around there in the expected text, and in the other one. */
  readonly expected: string;
  readonly signed: string;
}

const AROUND = 24;

/** Undefined when they are the same. */
export function firstDifference(expected: string, signed: string): Difference | undefined {
  if (expected === signed) return undefined;
  const [left, right] = [Buffer.from(expected, "utf8"), Buffer.from(signed, "utf8")];
  const shorter = Math.min(left.byteLength, right.byteLength);
  let atByte = 0;
  while (atByte < shorter && left[atByte] === right[atByte]) atByte += 1;
  return { atByte, expected: windowOf(left, atByte), signed: windowOf(right, atByte) };
}

function windowOf(text: Buffer, at: number): string {
  const [from, to] = [Math.max(0, at - AROUND), at + AROUND];
  const seen = text.subarray(from, to).toString("utf8");
  return `${from > 0 ? "…" : ""}${seen}${to < text.byteLength ? "…" : ""}`;
}
