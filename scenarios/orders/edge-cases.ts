/** All edge cases by name: one table of what is odd, why it matters, and what should become of it. */
import { AMOUNT_CASES } from "./edge-cases/amount-cases.ts";
import type { EdgeCase } from "./edge-cases/edge-case.ts";
import { ITEM_CASES } from "./edge-cases/item-cases.ts";
import { LIFE_CASES } from "./edge-cases/life-cases.ts";
import { PEOPLE_CASES } from "./edge-cases/people-cases.ts";
import { TEXT_CASES } from "./edge-cases/text-cases.ts";
import { OrdersError } from "./orders-error.ts";

export type { EdgeCase, Expected } from "./edge-cases/edge-case.ts";

export const EDGE_CASES: readonly EdgeCase[] = [
  ...AMOUNT_CASES,
  ...ITEM_CASES,
  ...PEOPLE_CASES,
  ...TEXT_CASES,
  ...LIFE_CASES,
];

const BY_NAME = new Map(EDGE_CASES.map((edgeCase) => [edgeCase.name, edgeCase]));

/** Throws OrdersError ORDER_IMPOSSIBLE with the known names when there is none of this name. */
export function edgeCase(name: string): EdgeCase {
  const found = BY_NAME.get(name);
  if (found !== undefined) return found;
  const known = [...BY_NAME.keys()].join(", ");
  throw new OrdersError(`There is no edge case "${name}". Use one of: ${known}.`, {
    code: "ORDER_IMPOSSIBLE",
  });
}
