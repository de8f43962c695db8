/** The same orders through the same mapping into two accounts: where one holds what the other does not, and the field that did it. */
import {
  exampleValues,
  type Failure,
  fieldLines,
  fieldMappingOf,
  parseMapping,
} from "../../integration/index.ts";
import type { Setting } from "../world/setting.ts";
import { createWorld, type World } from "../world/world.ts";
import type { FieldDifference } from "./field-difference.ts";

/** An order of the shop as it was exported. */
export interface SampleOrder {
  readonly key: string;
  readonly raw: string;
}

/** Enough to come by every row of a mapping; each is delivered twice. */
const MOST_DELIVERED = 12;
const MOST_READ = 150;

export async function deliveryDifferences(
  accounts: { readonly sandbox: Setting; readonly production: Setting },
  orders: readonly SampleOrder[],
): Promise<readonly FieldDifference[]> {
  const flow = accounts.sandbox.flows.find(({ kind }) => kind === "shopify-orders");
  if (flow === undefined) return [];
  const { file, text } = flow.mapping;
  const samples = await telling(orders.slice(0, MOST_READ), flow.mapping);
  const here = await delivered(accounts.sandbox, samples);
  const there = await delivered(accounts.production, samples);
  const mapping = fieldMappingOf(parseMapping(text, file));
  const written = mapping.records.flatMap(({ fields }) => fields.map(({ field }) => field));
  const lines = fieldLines(flow.mapping);
  const found = new Map<string, FieldDifference>();
  for (const { key } of samples) {
    for (const { field, ...answers } of differencesOf(here.get(key), there.get(key), written)) {
      const row = written.find((each) => each.toLowerCase() === field.toLowerCase()) ?? field;
      const difference = {
        field: row,
        file,
        line: lines.get(row) ?? null,
        about: `order ${key}`,
        ...answers,
      };
      if (!found.has(row)) found.set(row, difference);
    }
  }
  return [...found.values()];
}

/** Orders that come by rows which those before them do not. */
async function telling(
  orders: readonly SampleOrder[],
  { file, text }: { readonly file: string; readonly text: string },
): Promise<readonly SampleOrder[]> {
  const mapping = parseMapping(text, file);
  const seen = new Set<unknown>();
  const chosen: SampleOrder[] = [];
  for (const order of orders) {
    if (chosen.length === MOST_DELIVERED) break;
    const rows = [...(await exampleValues(mapping, [new TextEncoder().encode(order.raw)])).keys()];
    if (!rows.some((row) => !seen.has(row))) continue;
    for (const row of rows) seen.add(row);
    chosen.push(order);
  }
  return chosen;
}

interface Outcome {
  readonly state: string;
  readonly failure: Failure | null;
  /** What NetSuite holds of it: each mapped field with its values, references by name. */
  readonly fields: ReadonlyMap<string, string>;
}

async function delivered(
  setting: Setting,
  orders: readonly SampleOrder[],
): Promise<ReadonlyMap<string, Outcome>> {
  const { target: _, ...own } = setting;
  const world = await createWorld(own, { flows: ["shopify-orders"] });
  try {
    const outcomes = new Map<string, Outcome>();
    for (const { key, raw } of orders) {
      await world.shop.send({ key, toJson: () => raw });
      const entry = await world.core.settled({ key });
      const { state = "not accepted", failure = null } = entry ?? {};
      outcomes.set(key, { state, failure, fields: await fieldsOf(world, entry) });
    }
    return outcomes;
  } finally {
    await world.close();
  }
}

type Entry = Awaited<ReturnType<World["core"]["settled"]>>;

async function fieldsOf({ netsuite }: World, entry: Entry): Promise<Outcome["fields"]> {
  const { recordType, internalId } = entry ?? {};
  if (!recordType || !internalId) return new Map();
  const record = netsuite.records.find(recordType, { id: internalId });
  return record === undefined ? new Map() : new Map(flat(record.fields, recordType));
}

/** References by name, lines of a sublist one after the other under one field. */
function flat(value: unknown, place: string): readonly (readonly [string, string])[] {
  if (typeof value !== "object" || value === null) return [[place, String(value)]];
  if ("items" in value && Array.isArray(value.items)) {
    const cells = value.items.flatMap((line) => flat(line, place));
    const names = [...new Set(cells.map(([name]) => name))];
    return names.map((name) => [
      name,
      cells
        .filter(([each]) => each === name)
        .map(([, text]) => text)
        .join(" | "),
    ]);
  }
  if ("refName" in value && typeof value.refName === "string") return [[place, value.refName]];
  if ("id" in value && Object.keys(value).length === 1) return [[place, `internal id ${value.id}`]];
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, `${place}.${name}`));
}

type Answers = Pick<FieldDifference, "field" | "sandbox" | "production">;

function differencesOf(
  here: Outcome | undefined,
  there: Outcome | undefined,
  written: readonly string[],
): readonly Answers[] {
  if (here === undefined || there === undefined) return [];
  if (endOf(here) !== endOf(there)) {
    const failure = there.failure ?? here.failure;
    return [{ field: fieldIn(failure), sandbox: said(here), production: said(there) }];
  }
  return written.flatMap((field) => {
    const [a, b] = [here.fields.get(field), there.fields.get(field)];
    return a === b ? [] : [{ field, sandbox: a ?? "nothing", production: b ?? "nothing" }];
  });
}

/** Messages may hold internal ids. */
const endOf = ({ state, failure }: Outcome): string => [state, failure?.code, failure?.field].join(" ");

/** `salesOrder.item[2].item` as the mapping writes it: without the line. */
const fieldIn = (failure: Failure | null): string =>
  failure?.field?.replace(/\[\d+\]/g, "") ?? "a field that NetSuite does not name";

const said = ({ state, failure }: Outcome): string =>
  failure === null ? state : `${state}: ${failure.message}`;
