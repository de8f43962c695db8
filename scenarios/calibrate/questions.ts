/** What both accounts are asked about: the records that the mapping makes of one order, and the fields of their types. */
import { type AccountData, type FieldFacts, fieldFacts } from "../../emulator/index.ts";
import { mapRecords, RECORD_SERVICE } from "../../integration/index.ts";
import type { SampleOrder } from "../accounts/delivery-differences.ts";
import type { Side } from "./side.ts";

type Body = Readonly<Record<string, unknown>>;

export interface MappedBody {
  readonly recordType: string;
  readonly externalId: string;
  readonly body: Body;
}

/** As an account's metadata tells of it. */
export interface CustomField {
  readonly recordType: string;
  readonly name: string;
  readonly label: string;
  /** Of JSON Schema, with its format: `string`, `string date`, `number`, `boolean`, `object`. */
  readonly type: string;
}

export interface Questions {
  readonly mapping: { readonly file: string; readonly text: string };
  /** The order whose records are made. */
  readonly order: SampleOrder;
  readonly recordTypes: readonly string[];
  /** Fields of those types as the emulator knows them, and the real account's custom fields. */
  readonly fields: readonly FieldFacts[];
  readonly customFields: readonly CustomField[];
}

export class NothingToAsk extends Error {
  override readonly name = "NothingToAsk";
}

const TRIED = 25;

/** @throws NothingToAsk when no order can be mapped in the account; IntegrationError `MAPPING_INVALID` */
export async function questionsFor(
  real: Side,
  mapping: Questions["mapping"],
  {
    orders,
    catalogue,
  }: { readonly orders: readonly SampleOrder[]; readonly catalogue: AccountData["catalogue"] },
): Promise<Questions> {
  const { order, recordTypes } = await firstMappable(real, mapping, orders);
  const customFields = await customFieldsOf(real, recordTypes);
  const own = fieldsOf(recordTypes, catalogue);
  const known = new Set(own.map(({ place, name }) => `${place}.${name}`));
  const more = customFields.filter(({ recordType, name }) => !known.has(`${recordType}.${name}`));
  return { mapping, order, recordTypes, fields: [...own, ...more.map(factsOf)], customFields };
}

/** Addresses once, whichever record type they belong to. */
function fieldsOf(
  recordTypes: readonly string[],
  catalogue: AccountData["catalogue"],
): readonly FieldFacts[] {
  const all = recordTypes.flatMap((recordType) => fieldFacts(recordType, catalogue));
  return [...new Map(all.map((field) => [`${field.place}.${field.name}`, field])).values()];
}

const factsOf = ({ recordType, name, label, type }: CustomField): FieldFacts => ({
  place: recordType,
  name,
  label,
  type: type === "string" ? "string" : "custom",
  of: null,
  maxLength: null,
  required: false,
  readOnly: false,
  isCustom: true,
});

async function firstMappable(real: Side, mapping: Questions["mapping"], orders: readonly SampleOrder[]) {
  let why = "there is no order";
  for (const order of orders.slice(0, TRIED)) {
    const mapped = await mapRecords(mapping, new TextEncoder().encode(order.raw), real);
    if (mapped.ok) return { order, recordTypes: mapped.records.map(({ recordType }) => recordType) };
    why = `${mapped.failure.message} ${mapped.failure.advice}`;
  }
  throw new NothingToAsk(
    `None of the first ${TRIED} orders can be mapped in this account. The last one: ${why}`,
  );
}

/** @throws NothingToAsk when the order cannot be mapped here, as it could in the other account */
export async function bodiesOf(side: Side, { mapping, order }: Questions): Promise<readonly MappedBody[]> {
  const mapped = await mapRecords(mapping, new TextEncoder().encode(order.raw), side);
  if (mapped.ok) return mapped.records;
  throw new NothingToAsk(`The order ${order.key} cannot be mapped: ${mapped.failure.message}`);
}

interface Property {
  readonly title?: string;
  readonly type?: string;
  readonly format?: string;
}

/** By the metadata catalogue, which tells names and types, and neither lengths nor what is mandatory. */
export async function customFieldsOf(
  side: Side,
  recordTypes: readonly string[],
): Promise<readonly CustomField[]> {
  const found: CustomField[] = [];
  for (const recordType of recordTypes) {
    const { body } = await side.ask({
      method: "GET",
      path: `${RECORD_SERVICE}/metadata-catalog/${recordType}`,
      headers: { accept: "application/schema+json" },
    });
    const { properties = {} } = (body ?? {}) as { readonly properties?: Readonly<Record<string, Property>> };
    for (const [name, { title = name, type = "string", format }] of Object.entries(properties)) {
      if (!/^cust(?:body|entity|item|record)/.test(name)) continue;
      const isDated = format?.startsWith("date") === true;
      found.push({ recordType, name, label: title, type: isDated ? `${type} ${format}` : type });
    }
  }
  return found;
}
