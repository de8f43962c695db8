/** Reads what identifies a Shopify record from the bytes as received, every digit as Shopify wrote it. */
import { parse } from "lossless-json";
import { z } from "zod";
import { IntegrationError } from "../../errors.ts";
import { UTF_8 } from "../../utf-8.ts";
import { memberScan } from "./scan-members.ts";

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

/**
 * Reads a form's members, whatever else the record holds, and makes of them what `toIdentity` does. Throws IntegrationError
 * `ORDER_UNREADABLE`, and nothing else, whatever the bytes are.
 */
export function identityReader<Form extends z.ZodObject, Identity>(
  form: Form,
  toIdentity: (members: z.output<Form>, context: z.RefinementCtx) => Identity,
): (raw: Uint8Array) => Identity {
  const scan = memberScan(Object.keys(form.shape));
  const schema: z.ZodType<Identity> = form.transform(toIdentity);
  return (raw) => {
    const quick = schema.safeParse(scan(raw));
    return quick.success ? quick.data : carefullyRead(raw, schema);
  };
}

function carefullyRead<Identity>(raw: Uint8Array, schema: z.ZodType<Identity>): Identity {
  const identity = schema.safeParse(parsed(raw));
  if (identity.success) return identity.data;
  const issue = identity.error.issues[0];
  throw unreadable(
    issue === undefined ? "no record" : `${issue.path.join(".") || "the body"}: ${issue.message}`,
    identity.error,
  );
}

function parsed(raw: Uint8Array): unknown {
  try {
    return parse(UTF_8.decode(raw), undefined, exactNumber);
  } catch (cause) {
    // The parser goes into each list and object by a call of its own.
    if (cause instanceof RangeError) throw unreadable("the body is nested too deeply", cause);
    throw unreadable("the body is not JSON in UTF-8", cause);
  }
}

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
