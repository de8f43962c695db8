/** Which of the shop's orders a record in NetSuite stands for, when an integration of one's own has named it. */
import type { StoredRecord } from "../../emulator/index.ts";
import { parseOrder } from "../../integration/index.ts";
import type { RawOrder } from "../../scenarios/index.ts";

/**
 * By the order's id at the end of the external id, or by the order's name where a person would write it. Undefined when the
 * record says nothing of an order that was sent.
 */
export function orderFinder(
  sent: readonly RawOrder[],
): (record: Pick<StoredRecord, "externalId" | "fields">) => RawOrder | undefined {
  const byDigits = new Map(sent.map((order) => [digitsOf(order.key), order]));
  const byName = new Map(sent.map((order) => [nameOf(order), order]));
  return ({ externalId = "", fields }) =>
    byDigits.get(digitsOf(externalId)) ?? byName.get(String(fields["otherRefNum"]));
}

const digitsOf = (text: string): string => /\d+$/.exec(text)?.[0] ?? text;

function nameOf({ raw }: RawOrder): string {
  const parsed = parseOrder(Buffer.from(raw));
  return parsed.ok ? String(parsed.order["name"]) : "";
}
