/** Tells one Shopify refund from every other, and says of which order it is. A refund never changes, so it has one edition. */
import { z } from "zod";
import { ORDER_GID } from "./order-identity.ts";
import { identityReader, type ShopifyIdentity, shopifyGid, shopifyId, timeIn } from "./read-identity.ts";

const REFUND_GID = "gid://shopify/Refund/";

const readIdentity = identityReader(
  z.object({
    admin_graphql_api_id: shopifyGid("Refund").optional().catch(undefined),
    id: shopifyId.optional().catch(undefined),
    order_id: shopifyId,
    created_at: z.string().min(1),
  }),
  ({ admin_graphql_api_id: gid, id, order_id, created_at }, context) => {
    const key = gid ?? (id === undefined ? undefined : `${REFUND_GID}${id}`);
    if (key !== undefined) return { key, orderId: order_id, createdAt: created_at };
    context.addIssue({ code: "custom", message: "neither admin_graphql_api_id nor id names a refund" });
    return z.NEVER;
  },
);

/** @throws IntegrationError `ORDER_UNREADABLE`, and nothing else, whatever the bytes are */
export function refundIdentity(raw: Uint8Array): ShopifyIdentity {
  const { key, orderId, createdAt } = readIdentity(raw);
  return {
    key,
    version: createdAt,
    editionAt: timeIn(createdAt),
    name: `refund ${key.slice(REFUND_GID.length)} of order ${orderId}`,
    followsKey: `${ORDER_GID}${orderId}`,
  };
}
