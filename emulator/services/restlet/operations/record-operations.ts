/** N/record's calls to the account. */
import { z } from "zod";
import type { LatencyOperation } from "../../../latency/latency-model.ts";
import { changeAttachment } from "../../../records/attachments.ts";
import type { Fields } from "../../../records/field-value.ts";
import type { StoredRow } from "../../../records/record-store.ts";
import type { RecordType } from "../../../records/record-type.ts";
import { transformDraft } from "../../../records/transactions/transforms.ts";
import { bodyOf, changesSchema } from "../record-body.ts";
import { recordCells } from "../record-cells.ts";
import { scriptTypeOf, typeNamed } from "../record-types.ts";
import { accepted, missingRecord, ScriptRefusal, scriptRefusal } from "../script-refusal.ts";
import { recordUnits, UNITS } from "../usage-units.ts";
import { chosenText } from "./chosen-text.ts";
import { fieldFacts, fieldPlaceSchema } from "./field-facts.ts";
import { type Desk, type HeldRecord, type Operation, operation } from "./operation.ts";
import { savedLines, saveRecord, saveSchema } from "./save-record.ts";

const namedSchema = z.object({ type: z.string(), id: z.string() });

export const rowOf = ({ store }: Pick<Desk, "store">, type: RecordType, id: string): StoredRow => {
  const row = store.get(type.recordType, id);
  if (row === undefined) throw missingRecord();
  return row;
};

/** Internal ids are numbers to a script; other ids stay texts. */
export const scriptId = (id: string): number | string => (/^\d{1,15}$/.test(id) ? Number(id) : id);

/** Puts a record into the script's hands. */
function open(desk: Desk, held: HeldRecord) {
  const { type, row, draft, start = {} } = held;
  return {
    handle: desk.held.push(held) - 1,
    type: scriptTypeOf(type),
    id: row === undefined ? null : scriptId(row.id),
    ...recordCells(desk.store.catalogue, type, row?.fields ?? draft ?? start),
  };
}

const writeLatency = ({ category }: RecordType, lines = 0): LatencyOperation => {
  if (category === "transaction") return { kind: "write-transaction", lines };
  return { kind: category === "list" || category === "custom" ? "write-list" : "write-entity" };
};

/** What a copy does not take along: what makes the other record itself (inferred). */
const OWN = [
  "externalId",
  "tranId",
  "createdDate",
  "dateCreated",
  "lastModifiedDate",
  "status",
  "orderStatus",
];

function copied(type: RecordType, fields: Fields): Fields {
  const kept = Object.entries(fields).filter(([name]) => !OWN.includes(name) && !type.unique.includes(name));
  return Object.fromEntries(kept);
}

const sideSchema = z.object({
  record: namedSchema,
  to: namedSchema,
  role: z.union([z.string(), z.number()]).optional(),
});

/** Contacts and files, as over REST; files are not kept here, so one is taken at the script's word. */
const joining = (isAttaching: boolean): Operation =>
  operation(sideSchema, ({ record, to, role }, desk) => ({
    units: UNITS.attach,
    latency: { kind: "write-entity" },
    run() {
      const recordType = record.type.toLowerCase();
      if (recordType !== "file" && recordType !== "contact")
        throw scriptRefusal({ key: "attachment-unsupported", values: { recordType } });
      const type = typeNamed(desk.store.catalogue, to.type);
      const row = rowOf(desk, type, to.id);
      if (recordType === "contact") rowOf(desk, typeNamed(desk.store.catalogue, "contact"), record.id);
      const other = { recordType, id: record.id };
      const given = role === undefined ? undefined : String(role);
      changeAttachment(desk.store, { type, row, other, role: given, isAttaching });
      return null;
    },
  }));

export const RECORD_OPERATIONS: Readonly<Record<string, Operation>> = {
  "record.create": operation(z.object({ type: z.string() }), (payload, desk) => {
    const type = typeNamed(desk.store.catalogue, payload.type);
    if (!type.createSupported)
      throw scriptRefusal({ key: "create-unsupported", values: { recordType: scriptTypeOf(type) } });
    return { units: recordUnits("create", type), run: () => open(desk, { type, row: undefined }) };
  }),
  "record.load": operation(namedSchema, (payload, desk) => {
    const type = typeNamed(desk.store.catalogue, payload.type);
    return {
      units: recordUnits("load", type),
      latency: { kind: "get" },
      run: () => open(desk, { type, row: rowOf(desk, type, payload.id) }),
    };
  }),
  "record.copy": operation(namedSchema, (payload, desk) => {
    const type = typeNamed(desk.store.catalogue, payload.type);
    return {
      units: recordUnits("copy", type),
      latency: { kind: "get" },
      run() {
        const start = copied(type, rowOf(desk, type, payload.id).fields);
        return open(desk, { type, row: undefined, start });
      },
    };
  }),
  "record.transform": operation(
    z.object({ fromType: z.string(), fromId: z.string(), toType: z.string() }),
    ({ fromType, fromId, toType }, desk) => {
      const { store, rules } = desk;
      const [from, to] = [typeNamed(store.catalogue, fromType), typeNamed(store.catalogue, toType)];
      return {
        units: recordUnits("transform", to),
        latency: { kind: "get" },
        run() {
          const source = rowOf(desk, from, fromId);
          const draft = accepted(transformDraft({ source, from, to, store, rules }));
          return open(desk, { type: to, row: undefined, draft });
        },
      };
    },
  ),
  "record.save": operation(saveSchema, (order, desk) => {
    const held = desk.held[order.handle];
    if (held === undefined) throw new ScriptRefusal("UNEXPECTED_ERROR", "The record is not of this call.");
    return {
      units: recordUnits("save", held.type),
      latency: writeLatency(held.type, savedLines(order, held)),
      run() {
        const row = saveRecord(desk, held, order);
        desk.held[order.handle] = { type: held.type, row };
        return { id: scriptId(row.id) };
      },
    };
  }),
  "record.submitFields": operation(
    namedSchema.extend({ fields: changesSchema, ignoreMandatoryFields: z.boolean() }),
    ({ type: name, id, fields, ignoreMandatoryFields }, desk) => {
      const { catalogue } = desk.store;
      const type = typeNamed(catalogue, name);
      return {
        units: recordUnits("submitFields", type),
        latency: writeLatency(type),
        run() {
          const existing = rowOf(desk, type, id);
          const body = bodyOf({ catalogue, fields: type.fields, before: existing.fields }, fields);
          accepted(
            desk.writer.write({ type, body, existing, unknownFields: "ignore", ignoreMandatoryFields }),
          );
          return scriptId(id);
        },
      };
    },
  ),
  "record.delete": operation(namedSchema, (payload, desk) => {
    const type = typeNamed(desk.store.catalogue, payload.type);
    return {
      units: recordUnits("delete", type),
      latency: writeLatency(type),
      run() {
        return scriptId(accepted(desk.writer.remove(rowOf(desk, type, payload.id))).id);
      },
    };
  }),
  "record.attach": joining(true),
  "record.detach": joining(false),
  "record.field": operation(fieldPlaceSchema, (place, desk) => ({
    units: 0,
    run: () => fieldFacts(desk, place),
  })),
  "record.text": operation(
    z.object({
      type: z.string(),
      sublistId: z.string().optional(),
      fieldId: z.string(),
      value: z.string(),
    }),
    (payload, desk) => ({ units: 0, run: () => chosenText(desk, payload) }),
  ),
};
