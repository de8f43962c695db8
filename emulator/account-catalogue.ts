/** The record types of one account: the base catalogue, or the base with the account's own definitions over it. */
import { EmulatorError } from "./emulator-error.ts";
import { BASE_CATALOGUE, type Catalogue, createCatalogue } from "./records/catalogue.ts";
import { catalogueProblems } from "./records/catalogue-check.ts";
import type { CatalogueOptions } from "./records/catalogue-options.ts";
import { formListOf } from "./records/catalogue-overlay.ts";
import type { RecordStore } from "./records/record-store.ts";

/** @throws EmulatorError INVALID_OPTIONS when a definition names a record type or field that does not exist */
export function accountCatalogue(options: CatalogueOptions | undefined): Catalogue {
  if (options === undefined) return BASE_CATALOGUE;
  const catalogue = createCatalogue(options);
  const problems = catalogueProblems(options, catalogue);
  if (problems.length === 0) return catalogue;
  throw new EmulatorError(
    "INVALID_OPTIONS",
    `The account cannot be created. ${problems.map((problem) => `catalogue.${problem}`).join("; ")}. Correct these options.`,
  );
}

/** The values of custom lists, and the forms, are records that REST does not show. */
export function enterLists(options: CatalogueOptions | undefined, store: RecordStore): void {
  for (const [recordType, forms] of Object.entries(options?.forms ?? {})) {
    for (const [id, name] of Object.entries(forms))
      store.put({ recordType: formListOf(recordType), id, fields: { name } });
  }
  for (const [recordType, values] of Object.entries(options?.customLists ?? {})) {
    for (const [index, name] of values.entries()) {
      store.put({ recordType, id: String(index + 1), fields: { name } });
    }
  }
}
