/** What the makers of fictional records draw from and refer to, and what they make. */
import type { Faker } from "@faker-js/faker";
import type { SeedCounts } from "./seed-counts.ts";

export interface SeededRecord {
  readonly recordType: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Seeding {
  readonly faker: Faker;
  readonly counts: SeedCounts;
  /** One after the other, so that each has its share; undefined when there is none. */
  subsidiary(number: number): { readonly externalId: string };
  priceLevel(number: number): { readonly refName: string } | undefined;
  terms(number: number): { readonly refName: string } | undefined;
}
