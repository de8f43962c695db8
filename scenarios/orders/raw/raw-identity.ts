/** Reads who an order is from its raw text, every digit of the id kept. */
import { isLosslessNumber, parse } from "lossless-json";
import { z } from "zod";

const digits = z.union([
  z
    .custom<{ toString(): string }>(isLosslessNumber)
    .transform(String)
    .pipe(z.string().regex(/^[1-9]\d*$/)),
  z.string().regex(/^[1-9]\d*$/),
]);
const gid = z.string().regex(/^gid:\/\/shopify\/Order\/[1-9]\d*$/);

/** The least an order must hold to be somebody: an id, or Shopify's global id, or both in agreement. */
const identified = z
  .looseObject({ id: digits.optional(), admin_graphql_api_id: gid.optional() })
  .refine((order) => order.id !== undefined || order.admin_graphql_api_id !== undefined, {
    message: 'neither "id" nor "admin_graphql_api_id" is there',
  })
  .refine(
    (order) =>
      order.id === undefined ||
      order.admin_graphql_api_id === undefined ||
      order.admin_graphql_api_id === `gid://shopify/Order/${order.id}`,
    { message: '"id" and "admin_graphql_api_id" name different orders' },
  );

export type RawIdentity =
  | { readonly ok: true; readonly digits: string; readonly key: string }
  | { readonly ok: false; readonly problem: string };

/** Parses with every digit; throws SyntaxError with the position when the text is not JSON. */
export function parseLossless(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof RangeError) throw new SyntaxError("nested too deeply", { cause: error });
    throw error;
  }
}

export function rawIdentity(order: unknown): RawIdentity {
  const result = identified.safeParse(order);
  if (!result.success) {
    const issue = result.error.issues[0];
    const where = issue?.path.join(".") ?? "";
    return {
      ok: false,
      problem: where === "" ? (issue?.message ?? "not an order") : `"${where}" is not a Shopify order id`,
    };
  }
  const { id, admin_graphql_api_id: key } = result.data;
  const exact = id ?? key?.slice(key.lastIndexOf("/") + 1) ?? "";
  return { ok: true, digits: exact, key: `gid://shopify/Order/${exact}` };
}
