/** What a set of generated orders looks like: how many lines, how often a discount, and which edge cases are in it. */

export interface OrderProfile {
  readonly about: string;
  /** Number of lines, and how often relative to the others. */
  readonly lines: readonly { readonly value: number; readonly weight: number }[];
  readonly quantities: readonly { readonly value: number; readonly weight: number }[];
  /** Shares between 0 and 1. */
  readonly discountShare: number;
  readonly discountPercents: readonly string[];
  readonly freeShippingShare: number;
  readonly presentmentShare: number;
  /** First and last moment, UTC. */
  readonly from: string;
  readonly to: string;
  readonly edgeCases: "none" | "first" | "spread";
}

const EVERYDAY: OrderProfile = {
  about: "an ordinary week: one to five lines, one order in six with a discount, no edge case",
  lines: [
    { value: 1, weight: 52 },
    { value: 2, weight: 25 },
    { value: 3, weight: 14 },
    { value: 5, weight: 9 },
  ],
  quantities: [
    { value: 1, weight: 80 },
    { value: 2, weight: 14 },
    { value: 4, weight: 6 },
  ],
  discountShare: 0.16,
  discountPercents: ["5.0", "10.0"],
  freeShippingShare: 0.3,
  presentmentShare: 0.25,
  from: "2026-11-20T05:00:00Z",
  to: "2026-11-27T04:59:59Z",
  edgeCases: "none",
};

export const PROFILES = {
  everyday: EVERYDAY,
  "black-friday": {
    ...EVERYDAY,
    about: "the day itself: more lines, a discount on most orders",
    lines: [
      { value: 1, weight: 25 },
      { value: 2, weight: 25 },
      { value: 3, weight: 20 },
      { value: 5, weight: 18 },
      { value: 8, weight: 9 },
      { value: 14, weight: 3 },
    ],
    discountShare: 0.72,
    discountPercents: ["20.0", "25.0", "33.0", "50.0"],
    freeShippingShare: 0.55,
    from: "2026-11-27T05:00:00Z",
    to: "2026-11-28T04:59:59Z",
  },
  quirks: { ...EVERYDAY, about: "every hand-made edge case once, then everyday orders", edgeCases: "first" },
  mixed: {
    ...EVERYDAY,
    about: "everyday orders with every edge case once, spread evenly among them",
    to: "2026-11-28T04:59:59Z",
    edgeCases: "spread",
  },
} as const satisfies Record<string, OrderProfile>;

export type ProfileName = keyof typeof PROFILES;
