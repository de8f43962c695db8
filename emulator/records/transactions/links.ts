/** Which other transactions a transaction leans on: the one it was made from, those it is applied to. */
import { type Fields, isReference, linesOf } from "../field-value.ts";

/** Lines of an apply sublist that take part; without the box they do as soon as they name a document (inferred). */
export const isApplied = (line: Fields): boolean => isReference(line["doc"]) && line["apply"] !== false;

export function linksOf(record: Fields): readonly string[] {
  const { createdFrom, apply } = record;
  if (createdFrom === undefined && apply === undefined) return [];
  const documents = linesOf(apply)
    .filter(isApplied)
    .flatMap(({ doc }) => (isReference(doc) ? [doc.id] : []));
  return [...new Set([...(isReference(createdFrom) ? [createdFrom.id] : []), ...documents])];
}
