/** Names the places of a page that links can lead to. */
import type { Place } from "../contents.ts";

const LONGEST_NAME = 40;

/** An id for an element: unique through the place, readable through the name, e.g. "s3-1-unknown-sku". */
export function anchorOf(place: Place, name: string): string {
  const readable = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST_NAME)
    .replace(/^-+|-+$/g, "");
  const position = `s${place.map((index) => index + 1).join("-")}`;
  return readable === "" ? position : `${position}-${readable}`;
}
