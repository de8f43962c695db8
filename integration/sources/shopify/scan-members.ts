/**
 * Reads a few members of a JSON object from its bytes, and checks all the others without keeping any: an order of 8 KB is known by
 * five short texts, and to make objects of the rest of it cost a webhook's door more than all else that it does itself.
 */
import { Buffer, isUtf8 } from "node:buffer";
import { afterObject, afterSpace, BACKSLASH, NOWHERE, type Span } from "./json-bytes.ts";

/** The wanted members that are there; numbers as their digits, since ids go beyond 2^53. */
export type Members = Readonly<Record<string, unknown>>;

/** Gives undefined for whatever a more careful reader has to look at. */
export type MemberScan = (raw: Uint8Array) => Members | undefined;

/** More than any record of a shop has. */
const LEVELS = 64;

/**
 * Makes a scan for the members of these names. It leaves to others what is not one object of JSON in UTF-8 and nothing else, has
 * more than 64 levels, has a wanted member twice, or a key of its own with an escape in it.
 */
export function memberScan(names: readonly string[]): MemberScan {
  const wanted = new Set(names);
  // Most keys are told from the wanted ones by how long they are, and need not be made a text.
  const lengths = new Set(names.map((name) => Buffer.byteLength(`"${name}"`)));
  return (bytes) => {
    const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (!isUtf8(raw)) return undefined;
    const hasEscapes = raw.includes(BACKSLASH);
    const places = new Map<string, Span>();
    let isDoubtful = false;
    const end = afterObject(raw, afterSpace(raw, 0), LEVELS, (key, value) => {
      if (hasEscapes && raw.subarray(key.from, key.to).includes(BACKSLASH)) isDoubtful = true;
      if (!lengths.has(key.to - key.from)) return;
      const name = raw.toString("utf8", key.from + 1, key.to - 1);
      if (!wanted.has(name)) return;
      if (places.has(name)) isDoubtful = true;
      places.set(name, value);
    });
    if (isDoubtful || end === NOWHERE || afterSpace(raw, end) < raw.length) return undefined;
    return Object.fromEntries(
      Array.from(places, ([name, { from, to }]) => [name, memberValue(raw.toString("utf8", from, to))]),
    );
  };
}

const NUMBER = /^[-\d]/;

const memberValue = (text: string): unknown => (NUMBER.test(text) ? text : JSON.parse(text));
