/** How long a whole address may be: a rule beside those of its lines, which refuses by the name of the formatted text. */
import { RECORD_SERVICE } from "../../integration/index.ts";
import type { MadeRecord } from "./made-records.ts";
import { isTaken, maximumIn, type Said, type Side, STRICT } from "./side.ts";

const LINES = ["attention", "addressee", "addr1", "addr2", "addr3"] as const;

/** For a line whose own limit nobody has told. */
const USUAL = 150;

/** The maximum of a refusal that is about the whole address, whichever line was too long. */
export const wholeMaximumIn = (said: Said): number | undefined =>
  fieldIn(said) === "addrtext" ? maximumIn(said) : undefined;

const fieldIn = ({ detail }: Said): string | undefined =>
  /\bfield (\w+) contained more than/i.exec(detail)?.[1]?.toLowerCase();

/**
 * Asked with every line as long as it may be by itself. "none" when that is taken; undefined when it cannot be told.
 * @param lengths of single fields, as `address.addr1`
 */
export async function wholeAddressOf(
  side: Side,
  made: ReadonlyMap<string, MadeRecord>,
  lengths: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const record = [...made.values()].find(({ body }) => isAddress(body["shippingAddress"]));
  if (record === undefined) return undefined;
  const longest = new Map<string, number>(
    LINES.map((name) => [name, Number(lengths.get(`address.${name}`)) || USUAL]),
  );
  for (const _ of [...LINES, "and once more"]) {
    const said = await askWith(side, record, longest);
    if (isTaken(said)) return "none";
    const whole = wholeMaximumIn(said);
    if (whole !== undefined) return String(whole);
    const line = fieldIn(said) ?? "";
    const own = maximumIn(said);
    if (own === undefined || !longest.has(line)) return undefined;
    longest.set(line, own);
  }
  return undefined;
}

const isAddress = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && "addr1" in value;

function askWith(side: Side, record: MadeRecord, lengths: ReadonlyMap<string, number>): Promise<Said> {
  const lines = [...lengths].map(([name, length]) => [name, "x".repeat(length)] as const);
  const address = record.body["shippingAddress"] as Readonly<Record<string, unknown>>;
  return side.ask({
    method: "PATCH",
    path: `${RECORD_SERVICE}/${record.recordType}/${record.internalId}`,
    headers: STRICT,
    body: { shippingAddress: { ...address, ...Object.fromEntries(lines) } },
  });
}
