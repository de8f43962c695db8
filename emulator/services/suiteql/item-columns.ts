/** Columns of items that are no fields of theirs. */
import { isReference } from "../../records/field-value.ts";
import { textValue } from "./sql-value.ts";
import type { Column } from "./table.ts";

/** What the column itemtype says where the record itself does not (live: a text). */
const ITEM_TYPES: Readonly<Record<string, string>> = {
  inventoryItem: "InvtPart",
  assemblyItem: "Assembly",
  kitItem: "Kit",
  discountItem: "Discount",
  nonInventorySaleItem: "NonInvtPart",
  serviceSaleItem: "Service",
};

export const ITEM_TYPE: Column = {
  name: "itemtype",
  read: ({ fields, recordType }) => {
    const { itemType } = fields;
    const given = isReference(itemType) ? itemType.id : itemType;
    return textValue(typeof given === "string" ? given : (ITEM_TYPES[recordType] ?? ""));
  },
};

/** With the names of the items above it (public queries, recorded live). */
export const ITEM_FULL_NAME: Column = {
  name: "fullname",
  read: ({ fields: { parent, itemId } }) => {
    const own = typeof itemId === "string" ? itemId : "";
    return textValue(isReference(parent) ? `${parent.refName ?? parent.id} : ${own}` : own);
  },
};
