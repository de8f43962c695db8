/** Record types by the ids that SuiteScript has for them. */
import type { Catalogue } from "../../records/catalogue.ts";
import type { RecordType } from "../../records/record-type.ts";
import { unknownRecordType } from "./script-refusal.ts";

/** Where REST tells sale, purchase and resale apart, SuiteScript has one type (record.Type, Oracle help section_4273205732). */
const SCRIPT_TYPES: Readonly<Record<string, string>> = {
  nonInventorySaleItem: "noninventoryitem",
  serviceSaleItem: "serviceitem",
  otherChargeSaleItem: "otherchargeitem",
};

export const scriptTypeOf = (type: RecordType): string => SCRIPT_TYPES[type.recordType] ?? type.scriptId;

/** Throws the script's INVALID_RCRD_TYPE. */
export function typeNamed(catalogue: Catalogue, name: string): RecordType {
  const wanted = name.toLowerCase();
  const found = catalogue.all().find((type) => scriptTypeOf(type) === wanted) ?? catalogue.find(wanted);
  if (found === undefined) throw unknownRecordType(name);
  return found;
}

/** record.Type: SALES_ORDER is "salesorder". */
export function typeEnumeration(catalogue: Catalogue): Readonly<Record<string, string>> {
  return Object.fromEntries(
    catalogue.all().map((type) => {
      const name =
        SCRIPT_TYPES[type.recordType] === undefined ? type.recordType : withoutSale(type.recordType);
      return [name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase(), scriptTypeOf(type)];
    }),
  );
}

const withoutSale = (name: string): string => name.replace("Sale", "");
