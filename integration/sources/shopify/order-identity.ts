/** Tells one Shopify order, and one edition of it, from every other: exactly, from the bytes as received. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { identityReader, type ShopifyIdentity, shopifyGid, shopifyId, timeIn } from "./read-identity.ts";

export const ORDER_GID = "gid://shopify/Order/";

/** Only what identifies an order; everything else may look as it likes. */
const readIdentity = identityReader(
  z.object({
    admin_graphql_api_id: shopifyGid("Order").optional().catch(undefined),
    id: shopifyId.optional().catch(undefined),
    updated_at: z.string().min(1),
    created_at: z.string().optional().catch(undefined),
    name: z.string().min(1).optional().catch(undefined),
  }),
  ({ admin_graphql_api_id: gid, id, updated_at, created_at = "", name }, context) => {
    const key = gid ?? (id === undefined ? undefined : `${ORDER_GID}${id}`);
    const called = name ?? `order ${key?.slice(ORDER_GID.length)}`;
    if (key !== undefined) return { key, updatedAt: updated_at, createdAt: created_at, name: called };
    context.addIssue({ code: "custom", message: "neither admin_graphql_api_id nor id names an order" });
    return z.NEVER;
  },
);

/**
 * The version is `updated_at` and the beginning of the body's SHA-256: an order may change twice in a second.
 *
 * @throws IntegrationError `ORDER_UNREADABLE`, and nothing else, whatever the bytes are
 */
export function orderIdentity(raw: Uint8Array): ShopifyIdentity {
  const { key, name, updatedAt, createdAt } = readIdentity(raw);
  const body = createHash("sha256").update(raw).digest("hex").slice(0, 16);
  const version = `${updatedAt} ${body}`;
  return { key, name, version, editionAt: timeIn(updatedAt), placedAt: timeIn(createdAt) };
}
