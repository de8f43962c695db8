/** Names a content by what it says: the same content has the same name on every machine and in every run. */
import { createHash } from "node:crypto";
import { z } from "zod";

/** As `contentHash` writes it. */
export const contentHashForm = z.string().regex(/^[0-9a-f]{64}$/);

/** SHA-256, in hexadecimal, of a text as it stands or of a value whatever the order of its keys. */
export function contentHash(content: unknown): string {
  const text = typeof content === "string" ? content : JSON.stringify(content, withOrderedKeys);
  return createHash("sha256").update(text).digest("hex");
}

/** Short enough to be read out and compared on paper, such as "3f9a-12bc-77d0". */
export const spokenHash = (hash: string): string => (hash.slice(0, 12).match(/.{4}/g) ?? []).join("-");

function withOrderedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
