/** Reads what identifies a Shopify record from the bytes as received, every digit as Shopify wrote it. */
import { parse } from "lossless-json";
import { z } from "zod";
import { IntegrationError } from "../../errors.ts";
import { UTF_8 } from "../../utf-8.ts";

export interface ShopifyIdentity {
  /** `gid://shopify/<kind>/<digits>`. */
  readonly key: string;
  readonly version: string;
  /** In milliseconds since 1970; null when the record says no time. */
  readonly editionAt: number | null;
  /** What people call the record, such as `#1001`. */
  readonly name: string;
  /** When an order was placed, in milliseconds since 1970. */
  readonly placedAt?: number | null;
  /** The key of the record that must be delivered first. */
  readonly followsKey?: string;
}

/** Ids go beyond 2^53 (Shopify's own sample order is 820982911946154508), where JSON.parse makes neighbours equal: numbers stay text. */
const exactNumber = (digits: string): string => digits;

export const shopifyId = z.string().regex(/^[1-9]\d*$/);

export const shopifyGid = (kind: string) => z.string().regex(new RegExp(`^gid://shopify/${kind}/[1-9]\\d*$`));

/** @throws IntegrationError `ORDER_UNREADABLE`, and nothing else, whatever the bytes are */
export function readIdentity<Schema extends z.ZodType>(raw: Uint8Array, schema: Schema): z.output<Schema> {
  const text = textOf(raw);
  // Identities are made of texts only: what the quick parser finds has lost no digit, and it leaves nothing for the slow one to do.
  const quick = schema.safeParse(plainlyParsed(text));
  if (quick.success) return quick.data;
  const identity = schema.safeParse(exactlyParsed(text));
  if (identity.success) return identity.data;
  const issue = identity.error.issues[0];
  throw unreadable(
    issue === undefined ? "no record" : `${issue.path.join(".") || "the body"}: ${issue.message}`,
    identity.error,
  );
}

function textOf(raw: Uint8Array): string {
  try {
    return UTF_8.decode(raw);
  } catch (cause) {
    throw unreadable(NO_JSON, cause);
  }
}

function plainlyParsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function exactlyParsed(text: string): unknown {
  try {
    return parse(text, undefined, exactNumber);
  } catch (cause) {
    throw unreadable(NO_JSON, cause);
  }
}

const NO_JSON = "the body is not JSON in UTF-8";

/** As Shopify writes times; null for anything else. */
export function timeIn(text: string): number | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

function unreadable(why: string, cause: unknown): IntegrationError {
  const detail = cause instanceof Error && !(cause instanceof z.ZodError) ? `${why} (${cause.message})` : why;
  return new IntegrationError({
    code: "ORDER_UNREADABLE",
    message: `Cannot tell which record this is: ${detail}. Look at the raw bytes; the source system must send it again.`,
    cause,
  });
}
