/** What NetSuite is sent for one source record under a mapping, worked out without asking it: a concurrency plan calculates with it. */
import { applyMapping } from "./apply.ts";
import type { Lookups } from "./lookups.ts";
import type { Mapping } from "./mapping-file.ts";
import { parseOrder } from "./parse-order.ts";
import { linesIn } from "./rows/map-rows.ts";

export interface ExpectedWrite {
  readonly recordType: string;
  /** Lines of its sublist `item`, those of shipping, tax and discounts among them. */
  readonly lines: number;
}

/** In the order in which they are sent; none for a record that cannot be read or that the mapping holds. */
export async function expectedWrites(mapping: Mapping, raw: Uint8Array): Promise<readonly ExpectedWrite[]> {
  const parsed = parseOrder(raw);
  if (!parsed.ok) return [];
  const mapped = await applyMapping({ mapping, source: parsed.order, lookups: ALL_FOUND });
  if (!mapped.ok) return [];
  return mapped.records.map(({ recordType, body }) => ({ recordType, lines: linesIn(body, "item").length }));
}

const ALL_FOUND: Lookups = { resolve: async () => ({ ok: true, internalId: "1" }) };
