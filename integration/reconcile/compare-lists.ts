/** Three lists of the same orders, each read where it lives, and what one has and another lacks. Pure. */

/** An order of the shop, by the key of its ledger entries. */
export interface InShop {
  readonly key: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
}

export interface InLedger {
  readonly key: string;
  readonly entry: number;
  readonly state: string;
  /** When the shop made this edition. */
  readonly editionAt: number;
  readonly externalId: string | null;
}

export interface InNetSuite {
  readonly externalId: string;
  readonly internalId: string;
}

export interface Lists {
  readonly shop: readonly InShop[];
  readonly ledger: readonly InLedger[];
  readonly netsuite: readonly InNetSuite[];
  /** Of an order's key: the external id that the mapping gives it. */
  readonly externalIdOf: (key: string) => string | null;
}

export interface Differences {
  /** In the shop, and not in the ledger: the order, or for `edition` its last change, or a refund that the order speaks of. */
  readonly notInLedger: readonly (InShop & { readonly missing: "order" | "edition" | "refund" })[];
  /** Delivered according to the ledger, and not in NetSuite. */
  readonly notInNetSuite: readonly {
    readonly key: string;
    readonly entry: number;
    readonly externalId: string;
  }[];
  /** In NetSuite, and known to neither the ledger nor the shop. */
  readonly unknown: readonly InNetSuite[];
}

export function compareLists({ shop, ledger, netsuite, externalIdOf }: Lists): Differences {
  const editions = new Map<string, number>();
  for (const { key, editionAt } of ledger) editions.set(key, Math.max(editions.get(key) ?? 0, editionAt));
  const held = new Set(netsuite.map(({ externalId }) => externalId));
  const known = new Set([
    ...ledger.flatMap(({ externalId }) => externalId ?? []),
    ...shop.flatMap(({ key }) => externalIdOf(key) ?? []),
  ]);
  return {
    notInLedger: shop.flatMap((order) => {
      const edition = editions.get(order.key);
      const missing = edition === undefined ? "order" : edition < order.updatedAt ? "edition" : null;
      return missing === null ? [] : [{ ...order, missing } as const];
    }),
    notInNetSuite: ledger.flatMap(({ key, entry, state, externalId }) =>
      state === "delivered" && externalId !== null && !held.has(externalId)
        ? [{ key, entry, externalId }]
        : [],
    ),
    unknown: netsuite.filter(({ externalId }) => !known.has(externalId)),
  };
}

export const isBalanced = ({ notInLedger, notInNetSuite, unknown }: Differences): boolean =>
  notInLedger.length + notInNetSuite.length + unknown.length === 0;
