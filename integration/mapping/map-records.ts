/** The records that a mapping makes of one source record in one account: what would be sent, without sending it. */

import { systemClock } from "../clock.ts";
import type { NetSuite } from "../netsuite/netsuite.ts";
import { applyMapping, type MappingResult } from "./apply.ts";
import { rememberedLookups } from "./lookups.ts";
import { parseMapping } from "./mapping-file.ts";
import { parseOrder } from "./parse-order.ts";

/** Names are looked up in that account. @throws IntegrationError `MAPPING_INVALID` */
export async function mapRecords(
  { file, text }: { readonly file: string; readonly text: string },
  raw: Uint8Array,
  account: Pick<NetSuite, "findByField">,
): Promise<MappingResult> {
  const mapping = parseMapping(text, file);
  const parsed = parseOrder(raw);
  if (!parsed.ok) return parsed;
  return applyMapping({
    mapping,
    source: parsed.order,
    lookups: rememberedLookups(account, { clock: systemClock }),
  });
}
