/** Changes what a mapping does with an address that is too long, to try the other policy. */
import { isMap, isSeq, parseDocument, type YAMLMap } from "yaml";

/** A function that gives every address row of a mapping this policy. */
export function withAddressPolicy(policy: "hold"): (mapping: string) => string {
  return (mapping) => {
    const document = parseDocument(mapping);
    for (const row of addressRows(document.contents)) row.set("overflow", policy);
    return document.toString();
  };
}

function addressRows(node: unknown): readonly YAMLMap[] {
  if (isSeq(node)) return node.items.flatMap(addressRows);
  if (!isMap(node)) return [];
  const below = node.items.flatMap(({ value }) => addressRows(value));
  return node.has("address") ? [node, ...below] : below;
}
