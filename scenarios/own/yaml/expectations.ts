/** What a scenario's YAML expects in the end: delivered and how NetSuite's form shows it, or held and why. */
import { z } from "zod";
import { fieldFacts } from "../../../emulator/index.ts";
import { didYouMean, FAILURE_CLASSES } from "../../../integration/index.ts";
import { expectDelivered, expectHeld, writesOf } from "../../expectations/outcomes.ts";
import type { OrderBuilder } from "../../orders/an-order.ts";
import type { World } from "../../world/world.ts";

const fields = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .describe(
    "By the labels of NetSuite's form as the report shows it, or by REST names; null: not filled in.",
  );

const delivered = z.strictObject({
  total: z
    .union([z.string(), z.number()])
    .transform((value) => Number(value).toFixed(2))
    .exactOptional()
    .describe("In NetSuite. Left out: what the customer pays."),
  salesOrder: fields.exactOptional(),
  customer: fields.exactOptional(),
});

const deadLetter = z.strictObject({
  code: z.string().min(1).describe("Such as LOOKUP_NOT_FOUND."),
  class: z.enum(FAILURE_CLASSES).exactOptional(),
  names: z.string().min(1).exactOptional().describe("What its reason must name, such as the SKU."),
});

export const expectationForm = z
  .strictObject({
    delivered: z.union([z.literal(true), delivered]).exactOptional(),
    deadLetter: deadLetter.exactOptional(),
    attempts: z.int().positive().exactOptional().describe("On record for the last ledger entry."),
    writes: z.int().nonnegative().exactOptional().describe("Of the sales order, that NetSuite received."),
  })
  .refine(({ delivered: one, deadLetter: other }) => (one === undefined) !== (other === undefined), {
    error: "says nothing of the order, or both; write either delivered or deadLetter",
  });

type Expectation = z.output<typeof expectationForm>;

export async function expectAll(world: World, order: OrderBuilder, expected: Expectation): Promise<void> {
  const { attempts, writes } = expected;
  if (expected.delivered !== undefined) await expectInNetSuite(world, order, expected.delivered);
  if (expected.deadLetter !== undefined) {
    const { class: failureClass, code, names } = expected.deadLetter;
    const letter = await expectHeld(world, order, names === undefined ? { code } : { code, names });
    if (failureClass !== undefined)
      world.expect.equal("class of the dead letter", letter?.class, failureClass);
  }
  if (attempts !== undefined) {
    const entry = await world.core.settled(order);
    const made = entry === undefined ? [] : await world.core.attemptsOf(entry);
    world.expect.equal("attempts", made.length, attempts);
  }
  if (writes !== undefined)
    world.expect.equal("writes of the sales order", writesOf(world, "salesOrder"), writes);
}

type Delivered = Exclude<Expectation["delivered"], undefined>;

async function expectInNetSuite(world: World, order: OrderBuilder, expected: Delivered): Promise<void> {
  const { total, salesOrder, customer } = expected === true ? {} : expected;
  const found = await expectDelivered(world, order, total);
  if (salesOrder !== undefined) expectFields(world, { recordType: "salesOrder", id: found?.id }, salesOrder);
  if (customer !== undefined)
    expectFields(world, { recordType: "customer", id: found?.customer?.id }, customer);
}

interface Which {
  readonly recordType: string;
  /** undefined when there is no such record. */
  readonly id: string | undefined;
}

function expectFields(
  { netsuite, expect, setting }: World,
  { recordType, id }: Which,
  expected: z.output<typeof fields>,
): void {
  const found = id === undefined ? null : shownFields(netsuite, recordType, id);
  const known = knownFields(recordType, setting);
  for (const [name, value] of Object.entries(expected))
    expect.equal(
      `${recordType}: ${name}`,
      valueIn(found, name, known),
      value === null ? EMPTY : inWords(value),
    );
}

const EMPTY = "not filled in";

const inWords = (value: string | number | boolean): string =>
  typeof value === "boolean" ? (value ? "Yes" : "No") : `${value}`;

/** By label and by REST name. */
type Shown = ReadonlyMap<string, string>;

function shownFields(netsuite: World["netsuite"], recordType: string, id: string): Shown {
  const shown = netsuite.records.show(recordType, id).groups.flatMap((group) => group.fields);
  const stored = netsuite.records.list(recordType).find((each) => each.id === id)?.fields ?? {};
  const plain = Object.entries(stored).flatMap(([name, value]) =>
    typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? [[name, inWords(value)] as const]
      : [],
  );
  return new Map([...shown.map(({ label, value }) => [label, value] as const), ...plain]);
}

/** Labels before REST names, for a suggestion is to be a label. */
function knownFields(recordType: string, { account }: World["setting"]): readonly string[] {
  const facts = fieldFacts(recordType, account?.catalogue).filter(({ place }) => place === recordType);
  return [...facts.map(({ label }) => label), ...facts.map(({ name }) => name)];
}

/** A field that there is not is not empty: whoever expects nothing in it has misspelt it. */
function valueIn(shown: Shown | null, name: string, known: readonly string[]): string {
  if (shown === null) return "no such record";
  const same = (each: string): boolean => each.toLowerCase() === name.toLowerCase();
  const there = shown.get(name) ?? [...shown].find(([each]) => same(each))?.[1];
  if (there !== undefined) return there;
  return known.some(same) ? EMPTY : `no such field.${didYouMean(name, [...shown.keys(), ...known])}`;
}
