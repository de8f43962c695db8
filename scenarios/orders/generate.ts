/** Generates a whole set of orders from a seed: the same seed, count and profile give the same text on every machine. */
import { everydayDraft } from "./acme/everyday-draft.ts";
import { COUNTRIES } from "./acme/places.ts";
import { type OrderProfile, PROFILES, type ProfileName } from "./acme/profiles.ts";
import { builderOf, type OrderBuilder } from "./an-order.ts";
import { EDGE_CASES, type EdgeCase, type Expected } from "./edge-cases.ts";
import { OrdersError } from "./orders-error.ts";

export interface GenerateRequest {
  /** A whole number from 0 to 4294967295. */
  readonly seed: number;
  readonly count: number;
  readonly profile?: ProfileName;
  /** Number of the first order; the next ones follow without gaps. */
  readonly firstNumber?: number;
}

export interface GeneratedOrder {
  readonly key: string;
  readonly name: string;
  /** The raw JSON text as Shopify would send it. */
  readonly json: string;
  /** Name of the edge case; null for an everyday order. */
  readonly edgeCase: string | null;
  readonly expected: Expected;
}

/** Throws OrdersError ORDER_IMPOSSIBLE when seed or count is not a whole number in range. */
export function generateOrders(request: GenerateRequest): readonly GeneratedOrder[] {
  const { seed, count, profile: profileName = "mixed", firstNumber = 1001 } = request;
  wholeNumber("seed", seed, 2 ** 32 - 1);
  wholeNumber("count", count, 1_000_000);
  const profile: OrderProfile = PROFILES[profileName];
  const cases = casesByPosition(count, profile);
  return Array.from({ length: count }, (_, index) => {
    const found = cases.get(index);
    const order = everydayOrder(index, {
      seed,
      count,
      profile,
      number: firstNumber + index,
      edgeCase: found,
    });
    return generated(found === undefined ? order : found.make(order), found);
  });
}

interface Place {
  readonly seed: number;
  readonly count: number;
  readonly profile: OrderProfile;
  readonly number: number;
  readonly edgeCase: EdgeCase | undefined;
}

function everydayOrder(index: number, { seed, count, profile, number, edgeCase }: Place): OrderBuilder {
  const from = Date.parse(profile.from);
  const step = (Date.parse(profile.to) - from) / count;
  return builderOf(
    everydayDraft({
      // A prime apart, so that neighbouring seeds do not share orders.
      seed: (seed + index * 7_919) % 2 ** 32,
      number,
      // An edge case stands on an undiscounted order from home, so that nothing hides what is odd about it.
      profile: edgeCase === undefined ? profile : { ...profile, discountShare: 0, presentmentShare: 0 },
      placedAt: from + Math.floor(step * index),
      ...(edgeCase === undefined ? {} : { country: COUNTRIES.US }),
    }),
  );
}

const generated = (order: OrderBuilder, edgeCase: EdgeCase | undefined): GeneratedOrder => ({
  key: order.key,
  name: order.name,
  json: order.toJson(),
  edgeCase: edgeCase?.name ?? null,
  expected: edgeCase?.expected ?? { outcome: "delivered", warning: false },
});

/** At most every second order of a mixed set is an edge case; a small set has room for fewer of them. */
function casesByPosition(count: number, profile: OrderProfile): ReadonlyMap<number, EdgeCase> {
  if (profile.edgeCases === "none") return new Map();
  if (profile.edgeCases === "first") return new Map(EDGE_CASES.slice(0, count).entries());
  const fitting = EDGE_CASES.slice(0, Math.floor(count / 2));
  return new Map(
    fitting.map((found, index) => [Math.floor(((index + 0.5) * count) / fitting.length), found]),
  );
}

function wholeNumber(what: string, value: number, max: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= max) return;
  throw new OrdersError(
    `Cannot generate orders: the ${what} is ${value}. Give a whole number from 0 to ${max}.`,
    { code: "ORDER_IMPOSSIBLE" },
  );
}
