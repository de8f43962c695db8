/** How long a text may be: asked by one that is too long, which NetSuite refuses with the number; nothing is made of it. */
import type { FieldFacts } from "../../emulator/index.ts";
import { RECORD_SERVICE } from "../../integration/index.ts";
import { linesOf, type MadeRecord } from "./made-records.ts";
import type { Questions } from "./questions.ts";
import { isTaken, maximumIn, type Said, type Side, STRICT } from "./side.ts";
import { wholeMaximumIn } from "./whole-address.ts";

/** Longer than any limit of a field that orders come into, but for long texts. */
export const LONG = 5_000;

export async function lengthsOf(
  side: Side,
  made: ReadonlyMap<string, MadeRecord>,
  { fields }: Questions,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const record of made.values()) {
    for (const field of fields) {
      const place = `${field.place}.${field.name}`;
      const change = isProbed(field) && !found.has(place) ? changeOf(field, record) : undefined;
      const length = change === undefined ? undefined : await lengthOf(side, record, { field, ...change });
      if (length !== undefined) found.set(place, length);
    }
  }
  return found;
}

/** Not those that are chosen from a list, are secret, or name the record itself. */
const isProbed = ({ name, type, readOnly, maxLength }: FieldFacts): boolean =>
  type === "string" &&
  !readOnly &&
  (maxLength ?? 0) < LONG &&
  !/^(id|externalId|links|refName|state|zip|country|password\w*|\w*[lL]ist)$/.test(name);

interface Change {
  /** The body with a text in that field. */
  readonly bodyWith: (text: string) => Readonly<Record<string, unknown>>;
  readonly query: string;
}

/** Of lines and addresses only what the mapping writes; undefined where the field does not stand in this record. */
function changeOf(
  { place, name, isCustom }: FieldFacts,
  { recordType, body }: MadeRecord,
): Change | undefined {
  if (place === recordType) return { bodyWith: (text) => ({ [name]: text }), query: "" };
  if (place === "address") return addressChange(name, body);
  const [owner, sublist = ""] = place.split(".");
  const [line] = linesOf(body[sublist]);
  if (owner !== recordType || line === undefined || !(name in line || isCustom)) return undefined;
  return {
    bodyWith: (text) => ({ [sublist]: { items: [{ ...line, [name]: text }] } }),
    query: `?replace=${sublist}`,
  };
}

function addressChange(name: string, body: MadeRecord["body"]): Change | undefined {
  const address = body["shippingAddress"];
  if (typeof address !== "object" || address === null || !(name in address)) return undefined;
  return { bodyWith: (text) => ({ shippingAddress: { ...address, [name]: text } }), query: "" };
}

interface Probe extends Change {
  readonly field: FieldFacts;
}

/** undefined when another limit is met before the field's own. */
async function lengthOf(
  side: Side,
  { recordType, internalId }: MadeRecord,
  { field, bodyWith, query }: Probe,
): Promise<string | undefined> {
  const tryWith = (length: number): Promise<Said> =>
    side.ask({
      method: "PATCH",
      path: `${RECORD_SERVICE}/${recordType}/${internalId}${query}`,
      headers: STRICT,
      body: bodyWith(textOf(field.name, length)),
    });
  const said = await tryWith(LONG);
  if (isTaken(said)) return "none";
  const whole = wholeMaximumIn(said);
  if (whole !== undefined) {
    const room = Math.max(SHORT, whole - textIn(bodyWith("")));
    const again = await tryWith(room);
    return wholeMaximumIn(again) === undefined ? maximumIn(again)?.toString() : undefined;
  }
  const told = maximumIn(said);
  if (told !== undefined) return String(told);
  if (said.status === 0 || !isTaken(await tryWith(SHORT))) return said.detail;
  return String(await longestTaken(async (length) => isTaken(await tryWith(length))));
}

const SHORT = 20;

/** Characters of all texts in a body, each with a blank behind it. */
function textIn(value: unknown): number {
  if (typeof value === "string") return value.length + 1;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + textIn(part), 0);
}

/** In a form that a field of this name takes. */
function textOf(name: string, length: number): string {
  if (/email/i.test(name)) return `${"a".repeat(Math.max(1, length - 12))}@example.com`;
  if (/phone|fax/i.test(name)) return "5".repeat(length);
  if (/url/i.test(name)) return `http://${"a".repeat(Math.max(1, length - 11))}.com`;
  return "x".repeat(length);
}

/** Where the refusal gives no number: between what was taken and what was not. */
async function longestTaken(takes: (length: number) => Promise<boolean>): Promise<number> {
  let [taken, refused] = [SHORT, LONG];
  while (refused - taken > 1) {
    const middle = Math.floor((taken + refused) / 2);
    if (await takes(middle)) taken = middle;
    else refused = middle;
  }
  return taken;
}
