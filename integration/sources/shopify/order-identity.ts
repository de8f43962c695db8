/** Tells one Shopify order, and one edition of it, from every other: exactly, from the bytes as received. */
import { createHash } from "node:crypto";
import { parse } from "lossless-json";
import { z } from "zod";
import { IntegrationError } from "../../errors.ts";

export interface OrderIdentity {
  /** `gid://shopify/Order/<digits>`, every digit as Shopify wrote it. */
  readonly key: string;
  /** `updated_at` as Shopify wrote it, and the beginning of the body's SHA-256: an order may change twice in a second. */
  readonly version: string;
  /** `updated_at` in milliseconds since 1970; null when it is no time. */
  readonly editionAt: number | null;
  /** What people call the order, such as `#1001`. */
  readonly name: string;
}

const ORDER_GID = "gid://shopify/Order/";

/** Ids go beyond 2^53 (Shopify's own sample order is 820982911946154508), where JSON.parse makes neighbours equal: numbers stay text. */
const exactNumber = (digits: string): string => digits;

/** Only what identifies an order; everything else may look as it likes. */
const identitySchema = z
  .looseObject({
    admin_graphql_api_id: z
      .string()
      .regex(/^gid:\/\/shopify\/Order\/[1-9]\d*$/)
      .optional()
      .catch(undefined),
    id: z
      .string()
      .regex(/^[1-9]\d*$/)
      .optional()
      .catch(undefined),
    updated_at: z.string().min(1),
    name: z.string().min(1).optional().catch(undefined),
  })
  .transform(({ admin_graphql_api_id: gid, id, updated_at, name }, context) => {
    const key = gid ?? (id === undefined ? undefined : `${ORDER_GID}${id}`);
    if (key !== undefined)
      return { key, updatedAt: updated_at, name: name ?? `order ${key.slice(ORDER_GID.length)}` };
    context.addIssue({ code: "custom", message: "neither admin_graphql_api_id nor id names an order" });
    return z.NEVER;
  });

/** @throws IntegrationError `ORDER_UNREADABLE`, and nothing else, whatever the bytes are */
export function orderIdentity(raw: Uint8Array): OrderIdentity {
  let order: unknown;
  try {
    order = parse(new TextDecoder("utf-8", { fatal: true }).decode(raw), undefined, exactNumber);
  } catch (cause) {
    throw unreadable("the body is not JSON in UTF-8", cause);
  }
  const identity = identitySchema.safeParse(order);
  if (identity.success) return withEdition(identity.data, raw);
  const issue = identity.error.issues[0];
  throw unreadable(
    issue === undefined ? "no order" : `${issue.path.join(".") || "the body"}: ${issue.message}`,
    identity.error,
  );
}

function withEdition(
  { key, name, updatedAt }: { key: string; name: string; updatedAt: string },
  raw: Uint8Array,
): OrderIdentity {
  const body = createHash("sha256").update(raw).digest("hex").slice(0, 16);
  const editionAt = Date.parse(updatedAt);
  return {
    key,
    name,
    version: `${updatedAt} ${body}`,
    editionAt: Number.isNaN(editionAt) ? null : editionAt,
  };
}

function unreadable(why: string, cause: unknown): IntegrationError {
  const detail = cause instanceof Error && !(cause instanceof z.ZodError) ? `${why} (${cause.message})` : why;
  return new IntegrationError({
    code: "ORDER_UNREADABLE",
    message: `Cannot tell which order this is: ${detail}. Look at the raw bytes; the source system must send the order again.`,
    cause,
  });
}
