/**
 * Finds a few members of a JSON object in its bytes, and reads no further than to the last of them: an order of 10 KB is known by
 * five short texts at its beginning, and to parse it whole cost a webhook's door a third of all its time.
 */
import { Buffer, isUtf8 } from "node:buffer";
import { afterObject, afterSpace, BACKSLASH, CLOSE_BRACE, type Span } from "./json-bytes.ts";

/** The wanted members that are there; numbers as their digits, since ids go beyond 2^53. */
export type Members = Readonly<Record<string, unknown>>;

/** Gives undefined for whatever a more careful reader has to look at. */
export type MemberScan = (raw: Uint8Array) => Members | undefined;

/** In one object; more than any record of a shop has. */
const LEVELS = 64;

/**
 * Makes a scan for the members of these names. It never throws. It leaves to others what is no object of JSON in UTF-8, as far as
 * it reads, holds more than 64 levels, has a wanted member twice, or a key with an escape in it.
 */
export function memberScan(names: readonly string[]): MemberScan {
  const wanted = names.map((name) => ({ name, key: Buffer.from(`"${name}"`) }));
  return (bytes) => {
    const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (!isUtf8(raw)) return undefined;
    const found: Record<string, unknown> = {};
    let missing = wanted.length;
    let isDoubtful = false;
    const end = afterObject(raw, afterSpace(raw, 0), LEVELS, (key, value) => {
      const member = wanted.find((each) => isAt(raw, key, each.key));
      if (member === undefined) isDoubtful = raw.subarray(key.from, key.to).includes(BACKSLASH);
      else if (Object.hasOwn(found, member.name)) isDoubtful = true;
      else {
        found[member.name] = memberValue(raw.toString("utf8", value.from, value.to));
        missing -= 1;
      }
      return missing > 0 && !isDoubtful;
    });
    const isWhole = missing === 0 ? isClosed(raw) : end > 0 && afterSpace(raw, end) === raw.length;
    return isWhole && !isDoubtful ? found : undefined;
  };
}

function isAt(raw: Uint8Array, { from, to }: Span, bytes: Uint8Array): boolean {
  if (to - from !== bytes.length) return false;
  for (let n = 0; n < bytes.length; n += 1) if (raw[from + n] !== bytes[n]) return false;
  return true;
}

const NUMBER = /^[-\d]/;

const memberValue = (text: string): unknown => (NUMBER.test(text) ? text : JSON.parse(text));

/** Half an object is none. */
function isClosed(raw: Uint8Array): boolean {
  let last = raw.length - 1;
  while (last > 0 && afterSpace(raw, last) > last) last -= 1;
  return raw[last] === CLOSE_BRACE;
}
