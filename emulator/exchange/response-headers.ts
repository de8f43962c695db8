/** The headers NetSuite puts on every answer, as recorded in a live sandbox on 2026-03-12. */
import type { SeededRandom } from "../seeded-random.ts";

export type ContentShape = "singular" | "collection" | "json" | "empty";

export const CONTENT_TYPES = {
  singular: "application/vnd.oracle.resource+json; type=singular; charset=UTF-8",
  collection: "application/vnd.oracle.resource+json; type=collection; charset=UTF-8",
  json: "application/json; charset=UTF-8",
  // A 204 carries application/json (Oracle help section_1545141395); one public client refuses replies without a type.
  empty: "application/json",
} as const satisfies Record<ContentShape, string>;

/** A new object each time, which the answer may add its own to. */
export function responseHeaders(contentType: string, random: SeededRandom): Record<string, string> {
  return {
    "content-type": contentType,
    "cache-control": "No-Cache",
    pragma: "No-Cache",
    expires: "0",
    "strict-transport-security": "max-age=31536000",
    vary: "User-Agent, Accept-Encoding",
    "x-content-type-options": "nosniff",
    "x-n-operationid": random.uuid(),
    "x-netsuite-jobid": random.uuid(),
  };
}
