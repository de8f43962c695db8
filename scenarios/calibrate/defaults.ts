/** What a new record holds of fields that nobody sent. */
import type { FieldFacts } from "../../emulator/index.ts";

/** Given anew in every account and at every moment, or made of something else that was sent. */
const COMPUTED =
  /^(id|externalId|links|refName|tranId|entityId|entityTitle|altName|customForm|postingPeriod|lastModifiedDate|createdDate|dateCreated|created|lastModified|tranDate|saleseffectivedate|shipDate|\w*(total|Total|amount|Amount|balance|Balance|address|Address|_text)\w*)$/;

export const bodyFields = (recordType: string, fields: readonly FieldFacts[]): readonly FieldFacts[] =>
  fields.filter(
    ({ place, name, type }) =>
      place === recordType &&
      !COMPUTED.test(name) &&
      type !== "date" &&
      type !== "date-time" &&
      type !== "reference",
  );

/** By `salesOrder.orderStatus`, as JSON; selections by id. */
export function defaultsIn(
  record: unknown,
  fields: readonly FieldFacts[],
): readonly (readonly [string, string])[] {
  if (typeof record !== "object" || record === null) return [];
  const values = new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
  return fields.flatMap(({ place, name }) => {
    const value = plainValue(values.get(name.toLowerCase()));
    return value === undefined ? [] : [[`${place}.${name}`, JSON.stringify(value)] as const];
  });
}

/** Lists and subrecords are no defaults. */
function plainValue(value: unknown): string | number | boolean | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null || !("id" in value) || "items" in value) return undefined;
  return typeof value.id === "string" ? value.id : undefined;
}
