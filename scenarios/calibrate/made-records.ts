/** Makes the records that are asked about: whole, as the mapping sends them, and with nothing but what the account insists on. */
import type { FieldFacts } from "../../emulator/index.ts";
import { RECORD_SERVICE } from "../../integration/index.ts";
import type { MappedBody, Questions } from "./questions.ts";
import { isTaken, missingLabels, type Said, type Side, STRICT } from "./side.ts";

type Body = Record<string, unknown>;

export interface MadeRecord {
  readonly recordType: string;
  readonly internalId: string;
  readonly body: Readonly<Body>;
  /** What the account asked for, as `salesOrder.department` or `salesOrder.item.location`, with the label that it gave it. */
  readonly askedFor: ReadonlyMap<string, string>;
  readonly said: Said;
}

export type Making = MadeRecord | { readonly recordType: string; readonly refusal: Said };

/** Each answer names at least one field; whoever needs more than these has rules that no probe finds. */
const MOST_QUESTIONS = 25;

/** As the mapping makes it, with what the account asks for beside that. */
export const makeWhole = (side: Side, mapped: MappedBody, questions: Questions): Promise<Making> =>
  make(side, { ...mapped, whole: mapped.body, begin: mapped.body, questions });

/** Begins with nothing, and gives the account what it asks for. */
export const makeLeast = (side: Side, mapped: MappedBody, questions: Questions): Promise<Making> =>
  make(side, {
    ...mapped,
    externalId: `${mapped.externalId}-least`,
    whole: withoutOwnName(mapped.body),
    begin: {},
    questions,
  });

/** Two entities cannot have one name. */
const withoutOwnName = ({ entityId: _, ...rest }: Readonly<Body>): Readonly<Body> => rest;

interface Order extends Omit<MappedBody, "body"> {
  readonly whole: Readonly<Body>;
  readonly begin: Readonly<Body>;
  readonly questions: Questions;
}

async function make(side: Side, order: Order): Promise<Making> {
  const { recordType, externalId } = order;
  const askedFor = new Map<string, string>();
  let body: Body = { ...order.begin };
  for (let tries = 1; ; tries += 1) {
    side.announce(recordType, externalId);
    const said = await send(side, order, body);
    if (isTaken(said)) {
      const internalId = /\/(-?\d+)\/?$/.exec(said.location)?.[1] ?? "";
      return { recordType, internalId, body, askedFor, said };
    }
    const more = tries < MOST_QUESTIONS ? await answered(side, { said, body, order, askedFor }) : null;
    if (more === null) return { recordType, refusal: said };
    body = more;
  }
}

const send = (side: Side, { recordType, externalId }: Order, body: Readonly<Body>): Promise<Said> =>
  side.ask({
    method: "PUT",
    path: `${RECORD_SERVICE}/${recordType}/eid:${externalId}`,
    headers: STRICT,
    body,
  });

interface Asked {
  readonly said: Said;
  readonly body: Readonly<Body>;
  readonly order: Order;
  readonly askedFor: Map<string, string>;
}

/** The body with what was asked for; null when nobody knows what that is. */
async function answered(side: Side, { said, body, order, askedFor }: Asked): Promise<Body | null> {
  const { recordType, whole, questions } = order;
  const sublist = /^(\w+)\.items\[\d+\]/.exec(said.path)?.[1];
  const place = sublist === undefined ? recordType : `${recordType}.${sublist}`;
  const labels = missingLabels(said);
  if (labels.length === 0) return withTheRest(said, body, whole);
  const changed: Body = { ...body };
  for (const label of labels) {
    const field =
      fieldCalled(label, place, questions.fields) ??
      (sublist === undefined ? await foundByTrying(side, label, { order, body: changed }) : undefined);
    if (field === undefined || askedFor.has(`${place}.${field.name}`)) return null;
    askedFor.set(`${place}.${field.name}`, label);
    const value = whole[field.name] ?? (await valueFor(side, field));
    if (sublist === undefined) changed[field.name] = value;
    else
      changed[sublist] = {
        items: linesOf(changed[sublist]).map((line) => ({ ...line, [field.name]: value })),
      };
  }
  return changed;
}

/** Asked for lines, or in words that name no field: then with what the mapping sends, lines first. */
function withTheRest({ detail }: Said, body: Readonly<Body>, whole: Readonly<Body>): Body | null {
  const missing = Object.keys(whole).filter((name) => !(name in body));
  const lists = missing.filter((name) => linesOf(whole[name]).length > 0);
  const wanted = /line item/i.test(detail) && lists.length > 0 ? lists : missing;
  if (wanted.length === 0) return null;
  return { ...body, ...Object.fromEntries(wanted.map((name) => [name, whole[name]])) };
}

function fieldCalled(label: string, place: string, fields: readonly FieldFacts[]): FieldFacts | undefined {
  const here = fields.filter((field) => field.place === place);
  return (
    here.find((field) => field.label === label) ??
    here.find(({ label: theirs, name }) => [theirs, name].some((each) => plain(each) === plain(label)))
  );
}

const NOT_TRIED = /^(id|externalId|links|refName)$/;

/** A form may call a field otherwise: it is the one without which the label is asked for. */
async function foundByTrying(
  side: Side,
  label: string,
  { order, body }: Pick<Asked, "order" | "body">,
): Promise<FieldFacts | undefined> {
  const { whole, recordType, questions } = order;
  const texts = questions.fields.filter(
    ({ place, type, readOnly }) => place === recordType && type === "string" && !readOnly,
  );
  const names = new Set([...Object.keys(whole), ...texts.map(({ name }) => name)]);
  for (const name of [...names].filter((each) => !(each in body) && !NOT_TRIED.test(each))) {
    const said = await send(side, order, { ...body, [name]: whole[name] ?? "Drydock" });
    // What was tried is refused itself: that says nothing of what is missing.
    if (said.detail.toLowerCase().includes(name.toLowerCase())) continue;
    if (missingLabels(said).includes(label)) continue;
    return questions.fields.find((field) => field.place === recordType && field.name === name);
  }
  return undefined;
}

/** "PO #" and "otherRefNum" cannot be told to be one; "Sales Rep" and "salesRep" can. */
const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");

async function valueFor(side: Side, { type, of, name }: FieldFacts): Promise<unknown> {
  if (type === "boolean") return true;
  if (type === "number" || type === "integer" || type === "percent") return 1;
  if (type === "date") return "2026-01-15";
  if (type !== "reference")
    return /^(entityId|companyName|lastName)$/.test(name) ? `${side.mark}least` : "Drydock";
  const { body } = await side.ask({ method: "GET", path: `${RECORD_SERVICE}/${of}?limit=1` });
  const { items = [] } = (body ?? {}) as { readonly items?: readonly { readonly id?: string }[] };
  return { id: items[0]?.id ?? "1" };
}

export const linesOf = (value: unknown): readonly Readonly<Body>[] => {
  if (typeof value !== "object" || value === null || !("items" in value)) return [];
  return Array.isArray(value.items) ? value.items : [];
};
