/** The tables as the role may see them: one whose record types it may not view is there and cannot be found. */
import type { Role } from "../../permissions/role.ts";
import type { Catalogue } from "../../records/catalogue.ts";
import type { RecordCategory } from "../../records/record-type.ts";
import type { Tables } from "./table.ts";

/** Tables of several record types; every other one is named after its only one. */
const FAMILIES: Readonly<Record<string, RecordCategory>> = {
  transaction: "transaction",
  transactionline: "transaction",
  transactionaccountingline: "transaction",
  previoustransactionlink: "transaction",
  nexttransactionlink: "transaction",
  previoustransactionlinelink: "transaction",
  nexttransactionlinelink: "transaction",
  item: "item",
  itemprice: "item",
  pricing: "item",
  aggregateitemlocation: "item",
  inventoryitemlocations: "item",
  entity: "entity",
};

export function visibleTables(
  tables: Tables,
  catalogue: Catalogue,
  { mayView }: Pick<Role, "mayView">,
): Tables {
  const typesBehind = (name: string): readonly string[] => {
    const family = Object.hasOwn(FAMILIES, name) ? FAMILIES[name] : undefined;
    const own = catalogue.find(name.replace(/addressbook(entityaddress)?$/, ""));
    const types = family === undefined ? [own] : catalogue.ofCategory(family);
    return types.flatMap((type) => type?.recordType ?? []);
  };
  return {
    get(name) {
      const table = tables.get(name);
      if (table === undefined) return undefined;
      const types = typesBehind(name);
      // Nothing is behind dual that a role could be kept from.
      return types.length === 0 || types.some(mayView) ? table : { ...table, isHidden: true };
    },
  };
}
