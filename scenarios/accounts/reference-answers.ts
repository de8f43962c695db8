/** What two accounts answer to everything that a mapping points at: names, internal ids, custom fields. */
import {
  isBackFlow,
  type MappedReference,
  mappedReferences,
  RECORD_SERVICE,
} from "../../integration/index.ts";
import type { Setting } from "../world/setting.ts";
import type { FieldDifference } from "./field-difference.ts";
import type { OpenTestedAccount } from "./tested-account.ts";

export interface AskedAccount extends OpenTestedAccount {
  readonly accountId: string;
  readonly setting: Setting;
}

interface Answer {
  /** Equal in both accounts where the same thing is meant; null when the account's description does not say. */
  readonly means: string | null;
  readonly words: string;
}

/** @throws IntegrationError `MAPPING_INVALID` */
export async function referenceDifferences(
  { sandbox, production }: { readonly sandbox: AskedAccount; readonly production: AskedAccount },
  orders: readonly Uint8Array[],
): Promise<readonly FieldDifference[]> {
  const found: FieldDifference[] = [];
  for (const { kind, mapping } of sandbox.setting.flows) {
    if (isBackFlow(kind)) continue;
    for (const reference of await mappedReferences(mapping, kind === "shopify-orders" ? orders : [])) {
      const [here, there] = [await answerOf(reference, sandbox), await answerOf(reference, production)];
      if (here.means === null || there.means === null || here.means === there.means) continue;
      const { field, file, line } = reference;
      const about = aboutOf(reference);
      found.push({ field, file, line, about, sandbox: here.words, production: there.words });
    }
  }
  return found;
}

function aboutOf({ target }: MappedReference): string {
  if (target.kind === "look-up") return `the ${target.recordType} whose ${target.by} is "${target.value}"`;
  return target.kind === "internal-id" ? `internal id ${target.id}` : `the custom field ${target.name}`;
}

async function answerOf({ field, target }: MappedReference, asked: AskedAccount): Promise<Answer> {
  if (target.kind === "look-up") return lookedUp(target, asked);
  if (target.kind === "custom-field") return customField(target.name, asked);
  const listed = listedName(field, target.id, asked);
  return listed ?? readById(target, asked);
}

async function lookedUp(
  { recordType, by, value }: { readonly recordType: string; readonly by: string; readonly value: string },
  { client }: AskedAccount,
): Promise<Answer> {
  const hits = await client.findByField(recordType, by, value);
  if (!hits.ok) return { means: hits.failure.code, words: hits.failure.message };
  const [id, second] = hits.value;
  if (id === undefined) return { means: "nothing", words: "is not there" };
  if (second !== undefined)
    return { means: "several", words: `is there more than once (${hits.value.join(", ")})` };
  return { means: "one", words: `is there (internal id ${id})` };
}

function customField(name: string, { setting }: AskedAccount): Answer {
  const { customFields, custom = {} } = setting.account?.catalogue ?? {};
  if (customFields !== "defined") return { means: null, words: "is taken whatever it is called" };
  const isThere = Object.keys(custom).some((each) => each.toLowerCase() === name.toLowerCase());
  return isThere ? { means: "there", words: "is there" } : { means: "nothing", words: "is not there" };
}

/** Forms and the values of custom lists, which the record service does not show. */
function listedName(field: string, id: string, { setting }: AskedAccount): Answer | undefined {
  const { forms = {}, custom = {}, customLists = {} } = setting.account?.catalogue ?? {};
  const [recordType = "", name = ""] = [field.split(".")[0], field.split(".").at(-1)];
  if (name === "customForm") {
    const names = forms[recordType];
    return names === undefined ? { means: null, words: "its forms are not described" } : named(names[id], id);
  }
  const list = customLists[custom[name]?.of ?? ""];
  return list === undefined ? undefined : named(list[Number(id) - 1], id);
}

const named = (name: string | undefined, id: string): Answer =>
  name === undefined
    ? { means: "nothing", words: `nothing has internal id ${id}` }
    : { means: name, words: `${id} is "${name}"` };

async function readById(
  { recordTypes, id }: { readonly recordTypes: readonly string[]; readonly id: string },
  { client }: AskedAccount,
): Promise<Answer> {
  for (const recordType of recordTypes) {
    const answer = await client.call({ method: "GET", path: `${RECORD_SERVICE}/${recordType}/${id}` });
    if (answer.kind === "answer" && answer.status === 200)
      return named(nameIn(JSON.parse(answer.text)) ?? `${recordType} ${id}`, id);
  }
  return recordTypes.length === 0
    ? { means: null, words: `nothing says what ${id} is` }
    : { means: "nothing", words: `no ${recordTypes.join(" or ")} has internal id ${id}` };
}

const NAME_FIELDS = ["itemId", "entityId", "name", "companyName", "title"];

const nameIn = (record: Readonly<Record<string, unknown>>): string | undefined =>
  NAME_FIELDS.map((name) => record[name]).find((value) => typeof value === "string") as string | undefined;
