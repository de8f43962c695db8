/** Links as NetSuite writes them, on the origin the caller used. */
import type { RecordType } from "../../records/record-type.ts";
import { RECORD_SERVICE_PATH } from "./route.ts";

export interface Link {
  readonly rel: string;
  readonly href: string;
  readonly method?: string;
}

export const selfLink = (href: string): readonly Link[] => [{ rel: "self", href, method: "GET" }];

/** NetSuite's own links spell transactions in lower case (recorded live: vendorBill becomes vendorbill). */
export const spelledInLinks = ({ recordType, category }: RecordType): string =>
  category === "transaction" ? recordType.toLowerCase() : recordType;

export function recordHref(origin: string, type: RecordType, id?: string): string {
  return `${origin}${RECORD_SERVICE_PATH}/${spelledInLinks(type)}${id === undefined ? "" : `/${id}`}`;
}
