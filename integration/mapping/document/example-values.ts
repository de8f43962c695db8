/** What example orders come to under a mapping, row by row, without asking NetSuite. */
import { applyMapping } from "../apply.ts";
import type { Lookups } from "../lookups.ts";
import type { Mapping } from "../mapping-file.ts";
import type { Row } from "../mapping-form.ts";
import { parseOrder } from "../parse-order.ts";

/** Each row's value from the first of the orders that has one. Orders that cannot be read or mapped give what they can. */
export async function exampleValues(
  mapping: Mapping,
  orders: Iterable<Uint8Array>,
): Promise<ReadonlyMap<Row, string>> {
  const examples = new Map<Row, string>();
  const keep = (row: Row, value: unknown): void => {
    const text = textOf(value);
    if (text !== undefined && !examples.has(row)) examples.set(row, text);
  };
  for (const raw of orders) {
    const parsed = parseOrder(raw);
    if (parsed.ok) await applyMapping({ mapping, source: parsed.order, lookups: IN_WORDS, onValue: keep });
  }
  return examples;
}

/** The document says what is looked for; what is found differs from account to account. */
const IN_WORDS: Lookups = {
  resolve: async ({ recordType, by, value }) => ({
    ok: true,
    internalId: `${recordType} with ${by} ${value}`,
  }),
};

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object") return String(value);
  if ("externalId" in value) return `external id ${String(value.externalId)}`;
  return "id" in value ? String(value.id) : JSON.stringify(value);
}
