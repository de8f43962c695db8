/** What people get wrong in a core where it matters once a month: two hits, a hungry mapping, what was done by hand. */
import type { Fault } from "./fault.ts";

const core = (path: string): string => `integration/${path}`;

export const FAULTS_OF_RARE_CASES: readonly Fault[] = [
  {
    id: "first-hit-counts",
    title: "of two records that a look-up finds the first one is taken",
    file: core("mapping/lookups.ts"),
    edits: [
      ["if (second !== undefined) return", "if (second !== undefined && hits.value.length === 0) return"],
    ],
    against: ["sku-twice-in-netsuite", "two-customers-of-one-email"],
  },
  {
    id: "any-memory",
    title: "an expression may collect as much as it likes",
    file: core("mapping/expressions/bounds.ts"),
    edits: [["MAX_SEQUENCE = 20_000", "MAX_SEQUENCE = 2_000_000"]],
    against: ["mapper-breaks"],
  },
  {
    id: "bulk-takes-all",
    title: "re-runs in bulk take all slots",
    file: core("delivery/slot-governor.ts"),
    edits: [["Math.max(1, Math.floor(limit / 2))", "Math.max(1, Math.floor(limit))"]],
    against: ["bulk-rerun-and-live-orders"],
  },
  {
    id: "silent-progress",
    title: "whoever re-runs in bulk is not told how far it is",
    file: core("dlq/rerun.ts"),
    edits: [["onProgress?.({", "void ({"]],
    against: ["bulk-rerun-and-live-orders"],
  },
  {
    id: "hands-are-not-seen",
    title: "what the shop has shipped by hand is thought to be missing",
    file: core("flows/to-shop/fulfilment-flow.ts"),
    edits: [["if (isAllShipped(waiting.value)) return null;", ""]],
    against: ["shipped-by-hand-in-the-shop"],
  },
  {
    id: "rounded-ids",
    title: "ids go through a number",
    file: core("sources/shopify/order-identity.ts"),
    edits: [
      [
        "return { key, name, version",
        "return { key: key.replace(/\\d+$/, (id) => String(Number(id))), name, version",
      ],
    ],
    against: ["ids-beyond-2-53"],
  },
  {
    id: "address-spread-in-silence",
    title: "what of an address did not fit is left out without a word",
    file: core("mapping/rows/map-address.ts"),
    edits: [
      ["  noteSpread({ before: texts, after: address, remainder, remainderTo, lines }, row, scope);\n", ""],
    ],
    against: ["address-too-long-split"],
  },
];
