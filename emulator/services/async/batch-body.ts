/** What the body of a batch says of itself: its content type, its items, and the record type an item comes from. */
import type { EngineRequest } from "../../exchange/exchange.ts";
import type { Catalogue } from "../../records/catalogue.ts";
import { isObject } from "../../records/field-value.ts";
import { parseBody } from "../record/request-body.ts";
import { parseRecordRoute, RECORD_SERVICE_PATH } from "../record/route.ts";

/** application/vnd.oracle.resource+json; type=collection, in any case and with any other parameter. */
export function isCollectionType({ headers }: Pick<EngineRequest, "headers">): boolean {
  const [type = "", ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  const isOracle = type.trim() === "application/vnd.oracle.resource+json";
  return isOracle && parameters.some((parameter) => /^\s*type\s*=\s*"?collection"?\s*$/.test(parameter));
}

export function itemsOf({ body }: Pick<EngineRequest, "body">): readonly unknown[] | undefined {
  const parsed = parseBody(body);
  const items = parsed.ok ? parsed.value["items"] : undefined;
  return Array.isArray(items) ? items : undefined;
}

/** Records read earlier bring their self link along: the one place where an item can name another record type. */
export function isOfOtherType(item: unknown, recordType: string, catalogue: Catalogue): boolean {
  const links: unknown = isObject(item) ? item["links"] : undefined;
  if (!Array.isArray(links)) return false;
  return links.some((link: unknown) => {
    const type = isObject(link) && link["rel"] === "self" ? recordTypeOf(link["href"], catalogue) : undefined;
    return type !== undefined && type !== recordType;
  });
}

function recordTypeOf(href: unknown, catalogue: Catalogue): string | undefined {
  if (typeof href !== "string" || !URL.canParse(href)) return undefined;
  const { pathname } = new URL(href);
  if (!pathname.startsWith(`${RECORD_SERVICE_PATH}/`)) return undefined;
  const route = parseRecordRoute(pathname, catalogue);
  return route.ok ? route.value.type.recordType : undefined;
}
