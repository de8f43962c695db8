/** Reads the accepted spellings of a selection: a bare scalar, or an object with id, externalId or refName. */
import { isObject } from "../field-value.ts";
import { toText } from "./scalar-value.ts";

export type SelectValue = { readonly by: "id" | "externalId" | "refName"; readonly text: string };

const KEYS = [
  ["id", "id"],
  ["externalid", "externalId"],
  ["refname", "refName"],
] as const;

/** Oracle help section_1545142146 for id and refName; scalars and externalId seen in live-tested clients. */
export function toSelectValue(value: unknown): SelectValue | undefined {
  const scalar = toText(value);
  if (scalar !== undefined) return scalar === "" ? undefined : { by: "id", text: scalar };
  if (!isObject(value)) return undefined;
  const given = new Map(Object.entries(value).map(([key, text]) => [key.toLowerCase(), text]));
  for (const [key, by] of KEYS) {
    const text = toText(given.get(key));
    if (text !== undefined && text !== "") return { by, text };
  }
  return undefined;
}
