/** Invents items of every sellable kind, with a price for each price level. */
import { PRICE_LEVELS } from "./fixed-lists.ts";
import type { SeededRecord, Seeding } from "./seeding.ts";

/** Of every ten items; kits come after the goods they are made of. */
const KINDS = [
  "inventoryItem",
  "inventoryItem",
  "inventoryItem",
  "nonInventorySaleItem",
  "inventoryItem",
  "serviceSaleItem",
  "inventoryItem",
  "kitItem",
  "inventoryItem",
  "discountItem",
] as const;
type ItemKind = (typeof KINDS)[number];

export function seedItems(seeding: Seeding): readonly SeededRecord[] {
  return Array.from({ length: seeding.counts.items }, (_, index) => {
    const recordType = KINDS[index % KINDS.length] ?? "inventoryItem";
    const name = seeding.faker.commerce.productName();
    const common = {
      itemId: `${PREFIXES[recordType]}-${String(index + 1).padStart(6, "0")}`,
      externalId: `ITEM-${index + 1}`,
      displayName: name.slice(0, 60),
      subsidiary: { items: [{ externalId: "SUBSIDIARY-1" }] },
      includeChildren: true,
    };
    return { recordType, body: { ...common, ...MORE[recordType](seeding, index) } };
  });
}

const PREFIXES: Readonly<Record<ItemKind, string>> = {
  inventoryItem: "SKU",
  nonInventorySaleItem: "NON",
  serviceSaleItem: "SRV",
  kitItem: "KIT",
  discountItem: "OFF",
};

const MORE: Readonly<
  Record<ItemKind, (seeding: Seeding, index: number) => Readonly<Record<string, unknown>>>
> = {
  inventoryItem: (seeding) => ({
    ...priced(seeding),
    weight: seeding.faker.number.int({ min: 1, max: 200 }) / 10,
  }),
  nonInventorySaleItem: (seeding) => priced(seeding),
  serviceSaleItem: (seeding) => priced(seeding),
  kitItem: (seeding, index) => ({
    ...priced(seeding),
    // Its neighbours before it are goods of the same ten.
    member: {
      items: [1, 3].map((before) => ({
        item: { externalId: `ITEM-${index + 1 - before}` },
        quantity: before,
      })),
    },
  }),
  discountItem: ({ faker }) => ({ rate: -faker.number.int({ min: 1, max: 20 }) }),
};

function priced({ faker, counts }: Seeding) {
  const base = faker.number.int({ min: 100, max: 50_000 });
  const levels = PRICE_LEVELS.slice(0, counts.priceLevels);
  if (levels.length === 0) return { price: { items: [{ price: base / 100 }] } };
  const items = levels.map(({ name, share }) => ({
    priceLevel: { refName: name },
    price: Math.round(base * share) / 100,
  }));
  return { price: { items } };
}
