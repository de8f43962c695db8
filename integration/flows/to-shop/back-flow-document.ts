/** A back flow in the Field Mapping Document: what the shop is told, and that NetSuite has the say. */
import {
  conditionsOf,
  type FieldMapping,
  mappedFields,
  namedValues,
} from "../../mapping/document/field-mapping.ts";
import { placedRows } from "../../mapping/mapping-expressions.ts";
import type { BackFlowFile } from "./back-flow-file.ts";
import type { BackFlowKind } from "./back-flow-form.ts";

interface ShopRecord {
  /** As Shopify's API calls it. */
  readonly name: string;
  readonly knownBy: string;
}

const RECORDS: Readonly<Record<BackFlowKind, ShopRecord>> = {
  "netsuite-inventory": { name: "inventoryLevel", knownBy: "its SKU and the shop's location" },
  "netsuite-prices": { name: "variant", knownBy: "its SKU" },
  "netsuite-fulfilments": {
    name: "fulfillment",
    knownBy: "its order, its lines and its tracking numbers",
  },
};

export function backFlowMappingOf(kind: BackFlowKind, file: BackFlowFile): FieldMapping {
  const { name, knownBy } = RECORDS[kind];
  return {
    flow: file.flow,
    about: file.about ?? null,
    file: file.file,
    version: file.version,
    conditions: conditionsOf(file),
    records: [
      {
        ...{ recordType: name, condition: null, knownBy, holds: [] },
        note: locationsOf(file),
        fields: mappedFields(placedRows(file.fields, ["fields"], [name]), {
          direction: "into the shop",
          targetOf: () => undefined,
          examples: new Map(),
        }),
      },
    ],
    values: namedValues(file),
  };
}

function locationsOf({ locations = [] }: BackFlowFile): string | null {
  const told = locations.map(({ shop, netsuite }) => `${shop} is ${netsuite.join(" and ")} in NetSuite`);
  return told.length === 0 ? null : `Once for each location: ${told.join("; ")}.`;
}
