/** Reads a file of lines that may be larger than a string can be, and knows a last line that was never finished. */
import { closeSync, openSync, readSync } from "node:fs";

export interface Line {
  readonly text: string;
  /** Counts from 1. */
  readonly number: number;
  /** Where it begins, in bytes. */
  readonly offset: number;
  /** It ends with the file instead of a line break. */
  readonly isTorn: boolean;
}

const CHUNK_BYTES = 1024 * 1024;
const LINE_BREAK = 10;

export function* readLines(file: string): Generator<Line> {
  const handle = openSync(file, "r");
  try {
    let pieces: Uint8Array[] = [];
    let number = 1;
    let offset = 0;
    for (const chunk of chunksOf(handle)) {
      let from = 0;
      for (let end = chunk.indexOf(LINE_BREAK); end >= 0; end = chunk.indexOf(LINE_BREAK, from)) {
        pieces.push(chunk.subarray(from, end));
        const bytes = Buffer.concat(pieces);
        yield { text: bytes.toString("utf8"), number, offset, isTorn: false };
        [pieces, number, offset, from] = [[], number + 1, offset + bytes.byteLength + 1, end + 1];
      }
      pieces.push(chunk.subarray(from));
    }
    const rest = Buffer.concat(pieces);
    if (rest.byteLength > 0) yield { text: rest.toString("utf8"), number, offset, isTorn: true };
  } finally {
    closeSync(handle);
  }
}

function* chunksOf(handle: number): Generator<Uint8Array> {
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const read = readSync(handle, chunk, 0, CHUNK_BYTES, null);
    if (read === 0) return;
    yield chunk.subarray(0, read);
  }
}
