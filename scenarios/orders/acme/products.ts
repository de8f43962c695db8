/** What the fictional ACME Store sells; examples/acme-store/netsuite.yaml holds an item for every one of these SKUs. */
export interface Product {
  readonly sku: string;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly vendor: string;
  readonly price: string;
  readonly grams: number;
  readonly taxable: boolean;
  readonly productId: bigint;
  readonly variantId: bigint;
}

type Row = readonly [sku: string, title: string, variantTitle: string | null, price: string, grams: number];

const TRAIL = "Acme Trail";
const HOME = "Acme Home";

const ROWS: readonly (readonly [vendor: string, rows: readonly Row[]])[] = [
  [
    TRAIL,
    [
      ["TENT-2P-GRN", "Two-person tent", "Green", "189.00", 2_450],
      ["TENT-2P-ORG", "Two-person tent", "Orange", "189.00", 2_450],
      ["TENT-4P-GRN", "Four-person tent", "Green", "329.00", 4_900],
      ["BAG-DOWN-REG", "Down sleeping bag", "Regular", "219.95", 980],
      ["BAG-DOWN-LNG", "Down sleeping bag", "Long", "239.95", 1_080],
      ["PACK-30-BLK", "Day pack 30 l", "Black", "84.50", 900],
      ["PACK-30-BLU", "Day pack 30 l", "Blue", "84.50", 900],
      ["PACK-55-BLK", "Trekking pack 55 l", "Black", "149.00", 1_750],
      ["STOVE-GAS-1", "Gas stove, one burner", null, "39.99", 310],
      ["STOVE-GAS-2", "Gas stove, two burners", null, "89.99", 1_900],
      ["POT-TI-900", "Titanium pot 0.9 l", null, "54.00", 140],
      ["SPORK-TI", "Titanium spork", null, "12.95", 20],
      ["LAMP-HEAD-300", "Head lamp 300 lm", "Red", "34.90", 85],
      ["LAMP-HEAD-600", "Head lamp 600 lm", "Grey", "59.90", 110],
      ["LANTERN-USB", "Camp lantern, USB", null, "27.45", 240],
      ["FILTER-H2O", "Water filter", null, "44.95", 90],
      ["BOTTLE-750-STL", "Steel bottle 0.75 l", "Steel", "24.00", 320],
      ["BOTTLE-750-GRN", "Steel bottle 0.75 l", "Green", "24.00", 320],
      ["ROPE-9MM-30", "Rope 9 mm, 30 m", null, "74.25", 1_650],
      ["CARABINER-6", "Carabiners, set of six", null, "41.10", 270],
      ["MAT-FOAM", "Foam mat", null, "19.99", 410],
      ["MAT-AIR", "Air mat", null, "99.00", 520],
    ],
  ],
  [
    HOME,
    [
      ["ACME-MUG-RED", "Acme mug", "Red", "9.50", 160],
      ["MUG-ENAMEL-BLU", "Enamel mug", "Blue", "9.50", 160],
      ["TEE-ACME-S", "Acme T-shirt", "S", "18.00", 180],
      ["TEE-ACME-M", "Acme T-shirt", "M", "18.00", 190],
      ["TEE-ACME-L", "Acme T-shirt", "L", "18.00", 200],
      ["TEE-ACME-XL", "Acme T-shirt", "XL", "19.00", 210],
      ["HOODIE-M", "Acme hoodie", "M", "49.00", 560],
      ["HOODIE-L", "Acme hoodie", "L", "49.00", 590],
      ["SOCK-WOOL-39", "Wool socks", "39-42", "14.75", 90],
      ["SOCK-WOOL-43", "Wool socks", "43-46", "14.75", 95],
      ["BLANKET-WOOL", "Wool blanket", "Charcoal", "119.00", 1_400],
      ["CANDLE-PINE", "Candle, pine", null, "16.99", 420],
      ["SOAP-BAR-3", "Soap bars, set of three", null, "11.25", 330],
      ["TOWEL-FAST", "Quick-dry towel", "Sand", "22.40", 210],
      ["KNIFE-FOLD", "Folding knife", "Oak", "64.00", 130],
      ["AXE-CAMP", "Camp axe", null, "79.95", 980],
      ["MAP-ALPS-1", "Map of the Alps, sheet 1", null, "13.33", 70],
      ["STICKER-ACME", "Acme sticker", null, "0.99", 5],
    ],
  ],
];

const FIRST_PRODUCT_ID = 8_431_000_000_000n;
const FIRST_VARIANT_ID = 46_210_000_000_000n;

export const PRODUCTS: readonly Product[] = ROWS.flatMap(([vendor, rows]) =>
  rows.map((row) => ({ vendor, row })),
).map(({ vendor, row: [sku, title, variantTitle, price, grams] }, index) => ({
  sku,
  title,
  variantTitle,
  vendor,
  price,
  grams,
  taxable: true,
  productId: FIRST_PRODUCT_ID + BigInt(index) * 4_096n,
  variantId: FIRST_VARIANT_ID + BigInt(index) * 32_768n,
}));

const BY_SKU = new Map(PRODUCTS.map((product) => [product.sku, product]));

export const productOf = (sku: string): Product | undefined => BY_SKU.get(sku);

/** Wanted by some orders on purpose, and in no NetSuite account. */
export const UNKNOWN_SKUS = ["GHOST-4711", "NEW-ARRIVAL-26", "RETIRED-0815"] as const;
