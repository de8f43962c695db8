/**
 * What one account holds and how it differs from NetSuite's usual, as a file has it: master data, rules, and whatever an
 * account overlay changes. Several files lie over each other: the later one wins, and records are added.
 */
import { z } from "zod";
import { accountOptionsSchema } from "./account-options.ts";

const { rules, masterData, catalogue, role, quirks, language, latency, concurrencyLimit } =
  accountOptionsSchema.shape;

/** Checked, and kept as it was written: a default that one file filled in would hide what another one says. */
const asWritten = <T extends z.ZodType>(schema: T) =>
  z.custom<z.input<T>>().check((context) => {
    const parsed = schema.safeParse(context.value);
    for (const issue of parsed.error?.issues ?? [])
      context.issues.push({ ...issue, input: context.value } as never);
  });

export const accountDataSchema = z.strictObject({
  masterData: asWritten(masterData).exactOptional(),
  rules: asWritten(rules).exactOptional(),
  /** Lengths, requirements, defaults, labels, custom fields, forms. */
  catalogue: asWritten(catalogue.unwrap()).exactOptional(),
  role: asWritten(role).exactOptional(),
  quirks: asWritten(quirks).exactOptional(),
  language: asWritten(language).exactOptional(),
  latency: asWritten(latency).exactOptional(),
  concurrencyLimit: asWritten(concurrencyLimit.unwrap()).exactOptional(),
});

export type AccountData = Readonly<z.output<typeof accountDataSchema>>;

export function mergedAccountData(files: readonly AccountData[]): AccountData {
  const merged = files.reduce<Plain>((under, over) => laidOver(under, over), {});
  return { ...(merged as AccountData), masterData: files.flatMap((file) => file.masterData ?? []) };
}

type Plain = Readonly<Record<string, unknown>>;

const laidOver = (under: Plain, over: Plain): Plain => ({
  ...under,
  ...Object.fromEntries(
    Object.entries(over).map(([name, value]) => {
      const below = under[name];
      return [name, isPlain(below) && isPlain(value) ? laidOver(below, value) : value];
    }),
  ),
});

const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);
