/** What one account answers to all questions, in a form in which two accounts can be compared. */
import type { FieldFacts } from "../../emulator/index.ts";
import { RECORD_SERVICE } from "../../integration/index.ts";
import { bodyFields, defaultsIn } from "./defaults.ts";
import { lengthsOf } from "./lengths.ts";
import { type MadeRecord, type Making, makeLeast, makeWhole } from "./made-records.ts";
import { bodiesOf, customFieldsOf, type Questions } from "./questions.ts";
import { isTaken, type Side, STRICT } from "./side.ts";
import { limitOf, textsOf } from "./texts.ts";
import { wholeAddressOf } from "./whole-address.ts";

/** Each by what it is about; equal texts are equal answers. */
export interface Facts {
  /** Characters, "none" for no limit that was met, or NetSuite's words. By `salesOrder.memo`. */
  readonly lengths: ReadonlyMap<string, string>;
  /** Characters of a whole address, or "none"; undefined when it cannot be told. */
  readonly wholeAddress: string | undefined;
  /** What has to be sent, with the label under which it is asked for. */
  readonly required: ReadonlyMap<string, string>;
  /** What a record holds that nobody sent. */
  readonly defaults: ReadonlyMap<string, string>;
  /** By name: label and type. */
  readonly customFields: ReadonlyMap<string, string>;
  /** Whether a custom field that nobody has defined is taken. */
  readonly takesAnyCustomField: boolean;
  /** Answers by probe. */
  readonly texts: ReadonlyMap<string, string>;
  /** Requests in flight at once; null when the account does not say. */
  readonly concurrencyLimit: number | null;
  /** The records that were made, for what is asked of them afterwards. */
  readonly made: ReadonlyMap<string, MadeRecord>;
  /** By record type, why none could be made, whole or with the least; empty when all could. */
  readonly refusals: ReadonlyMap<string, string>;
}

export async function factsOf(side: Side, questions: Questions): Promise<Facts> {
  const whole: Making[] = [];
  const least: Making[] = [];
  for (const mapped of await bodiesOf(side, questions)) {
    whole.push(await makeWhole(side, mapped, questions));
    least.push(await makeLeast(side, mapped, questions));
  }
  const made = new Map(whole.filter(wasMade).map((record) => [record.recordType, record]));
  const leastMade = least.filter(wasMade);
  const custom = await customFieldsOf(side, questions.recordTypes);
  const lengths = await lengthsOf(side, made, questions);
  return {
    lengths,
    wholeAddress: await wholeAddressOf(side, made, lengths),
    required: new Map(leastMade.flatMap(({ askedFor }) => [...askedFor])),
    defaults: await defaultsOf(side, leastMade, questions.fields),
    customFields: new Map(custom.map(({ name, label, type }) => [name, `${label} (${type})`])),
    takesAnyCustomField: await takesAnyCustomField(side, made),
    texts: await textsOf(side, made, questions.recordTypes),
    concurrencyLimit: await limitOf(side),
    made,
    refusals: new Map([...whole, ...least].flatMap(refusalOf)),
  };
}

/** The texts alone, of records as the mapping makes them. */
export async function textsAlone(side: Side, questions: Questions): Promise<Facts["texts"]> {
  const whole: Making[] = [];
  for (const mapped of await bodiesOf(side, questions)) whole.push(await makeWhole(side, mapped, questions));
  const made = new Map(whole.filter(wasMade).map((record) => [record.recordType, record]));
  return textsOf(side, made, questions.recordTypes);
}

const wasMade = (making: Making): making is MadeRecord => "internalId" in making;

const refusalOf = (making: Making): readonly (readonly [string, string])[] =>
  wasMade(making) ? [] : [[making.recordType, making.refusal.detail]];

async function defaultsOf(
  side: Side,
  records: readonly MadeRecord[],
  fields: readonly FieldFacts[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { recordType, internalId, body } of records) {
    const { body: read } = await side.ask({
      method: "GET",
      path: `${RECORD_SERVICE}/${recordType}/${internalId}`,
    });
    const wanted = bodyFields(recordType, fields).filter(({ name }) => !(name in body));
    for (const [place, value] of defaultsIn(read, wanted)) found.set(place, value);
  }
  return found;
}

/** By script ids that nobody has. */
const NOBODYS = { customer: "custentity_drydock_nobody", salesOrder: "custbody_drydock_nobody" } as const;

async function takesAnyCustomField(side: Side, made: ReadonlyMap<string, MadeRecord>): Promise<boolean> {
  for (const [recordType, name] of Object.entries(NOBODYS)) {
    const record = made.get(recordType);
    if (record === undefined) continue;
    const path = `${RECORD_SERVICE}/${recordType}/${record.internalId}`;
    return isTaken(await side.ask({ method: "PATCH", path, headers: STRICT, body: { [name]: "x" } }));
  }
  return false;
}
