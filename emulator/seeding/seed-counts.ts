/** How much fictional master data is wanted. */
import { z } from "zod";
import { EmulatorError } from "../emulator-error.ts";
import { CURRENCIES, PAYMENT_METHODS, PRICE_LEVELS, TERMS } from "./fixed-lists.ts";

const upTo = (most: number, usual: number) => z.int().min(0).max(most).default(usual);

/** Subsidiaries and currencies are what everything else hangs on, so there is one of each at least. */
const seedSchema = z.strictObject({
  seed: z.int().default(1),
  currencies: z.int().min(1).max(CURRENCIES.length).default(1),
  subsidiaries: z.int().min(1).max(500).default(1),
  locations: upTo(1_000, 2),
  priceLevels: upTo(PRICE_LEVELS.length, 2),
  terms: upTo(TERMS.length, 3),
  paymentMethods: upTo(PAYMENT_METHODS.length, 3),
  taxItems: upTo(50, 2),
  /** Months; the first half of them is closed. */
  accountingPeriods: upTo(120, 12),
  vendors: upTo(100_000, 5),
  items: upTo(200_000, 50),
  customers: upTo(500_000, 20),
});

export type SeedOptions = Readonly<z.input<typeof seedSchema>>;
export type SeedCounts = Readonly<z.output<typeof seedSchema>>;

export function seedCounts(options: SeedOptions): SeedCounts {
  const parsed = seedSchema.safeParse(options);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "it"}: ${message}`);
  const known = Object.keys(seedSchema.shape).join(", ");
  throw new EmulatorError(
    "INVALID_OPTIONS",
    `This master data cannot be made. ${problems.join("; ")}. What can be counted: ${known}.`,
  );
}
