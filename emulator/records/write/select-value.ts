/** Reads the accepted spellings of a selection: a bare scalar, or an object with id, externalId or refName. */
import { isObject } from "../field-value.ts";
import { toText } from "./scalar-value.ts";

export type SelectValue = { readonly by: "id" | "externalId" | "refName"; readonly text: string };

/** In the order in which they count. */
const KEYS = ["id", "externalId", "refName"] as const satisfies readonly SelectValue["by"][];

/** Oracle help section_1545142146 for id and refName; scalars and externalId seen in live-tested clients. */
export function toSelectValue(value: unknown): SelectValue | undefined {
  const scalar = toText(value);
  if (scalar !== undefined) return scalar === "" ? undefined : { by: "id", text: scalar };
  if (!isObject(value)) return undefined;
  for (const by of KEYS) {
    const text = toText(named(value, by));
    if (text !== undefined && text !== "") return { by, text };
  }
  return undefined;
}

/** Whatever the case; of several the last one. */
function named(value: Readonly<Record<string, unknown>>, key: string): unknown {
  const lower = key.toLowerCase();
  const name = Object.keys(value).findLast(
    (each) => each.length === key.length && (each === key || each.toLowerCase() === lower),
  );
  return name === undefined ? undefined : value[name];
}
