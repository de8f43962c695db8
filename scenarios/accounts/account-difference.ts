/** What two accounts have that differs, whatever a mapping makes of it. */
import type { Account, AccountData } from "../../emulator/index.ts";

export const DIFFERENCE_KINDS = ["record", "custom field", "custom list", "form", "role", "rule"] as const;

export interface AccountDifference {
  readonly kind: (typeof DIFFERENCE_KINDS)[number];
  /** Such as `location Main Warehouse` or `custbody_channel`. */
  readonly name: string;
  readonly sandbox: string;
  readonly production: string;
}

export interface ComparedAccount {
  readonly account: Account;
  readonly rules: NonNullable<AccountData["rules"]>;
  readonly traits: Pick<AccountData, "catalogue" | "role" | "quirks" | "language">;
}

/** By kind, then by name. Internal ids are no difference: a refresh makes them equal, and nothing may hang on them. */
export function accountDifferences(
  sandbox: ComparedAccount,
  production: ComparedAccount,
): readonly AccountDifference[] {
  const parts = { sandbox: partsOf(sandbox), production: partsOf(production) };
  return DIFFERENCE_KINDS.flatMap((kind) => differing(kind, parts.sandbox[kind], parts.production[kind]));
}

type Named = ReadonlyMap<string, unknown>;
type Parts = Readonly<Record<AccountDifference["kind"], Named>>;

function partsOf({ account, rules, traits }: ComparedAccount): Parts {
  const { catalogue = {}, role = {}, quirks = {}, language } = traits;
  const { custom = {}, customRecords = {}, customLists = {}, forms = {}, ...rest } = catalogue;
  const { levels = {}, ...general } = role;
  return {
    record: recordsOf(account),
    "custom field": named({ ...custom, ...customRecords }),
    "custom list": named(customLists),
    form: new Map(
      Object.entries(forms).flatMap(([recordType, names]) =>
        Object.values(names).map((name): [string, unknown] => [`${recordType} ${name}`, "there"]),
      ),
    ),
    role: named({ ...general, ...levels }),
    rule: named({ ...rules, ...quirks, ...(language && { language }), ...flat(rest) }),
  };
}

/** `{fields: {salesOrder: {memo: …}}}` as `fields.salesOrder.memo`. */
const flat = (value: object, under = ""): Readonly<Record<string, unknown>> =>
  Object.assign(
    {},
    ...Object.entries(value).map(([name, inner]) => {
      const place = under === "" ? name : `${under}.${name}`;
      const isLeaf = typeof inner !== "object" || inner === null || place.split(".").length > 2;
      return isLeaf ? { [place]: inner } : flat(inner, place);
    }),
  );

const named = (values: Readonly<Record<string, unknown>>): Named => new Map(Object.entries(values));

function recordsOf(account: Account): Named {
  const files = account.records
    .export("json")
    .filter(({ file }) => !LISTS.test(file))
    .map(({ file, text }) => ({
      recordType: file.replace(/\.json$/, ""),
      rows: JSON.parse(text) as readonly Readonly<Record<string, unknown>>[],
    }));
  return new Map(
    files.flatMap(({ recordType, rows }) =>
      rows.map((row): [string, unknown] => [`${recordType} ${nameOf(row)}`, withoutIds(row)]),
    ),
  );
}

/** They are compared by the account's own description. */
const LISTS = /^(customlist|formOf_)/;

const NAME_FIELDS = ["itemId", "entityId", "externalId", "name", "companyName", "tranId", "symbol"];

/** What people call a record; without any such thing its internal id has to do. */
const nameOf = (row: Readonly<Record<string, unknown>>): string =>
  String(NAME_FIELDS.map((field) => row[field]).find((value) => typeof value === "string") ?? row["id"]);

/** References by name: an account's internal ids are its own affair. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !MACHINERY.has(name));
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutIds(inner)]));
}

const MACHINERY = new Set(["id", "internalId", "addressId", "line", "links"]);

const ABSENT = "is not there";

function differing(
  kind: AccountDifference["kind"],
  sandbox: Named,
  production: Named,
): readonly AccountDifference[] {
  const names = [...new Set([...sandbox.keys(), ...production.keys()])].toSorted();
  return names.flatMap((name) => {
    const [here, there] = [sandbox.get(name), production.get(name)];
    if (JSON.stringify(here) === JSON.stringify(there)) return [];
    return [{ kind, name, ...inWords(here, there) }];
  });
}

/** Of two that are there only what differs. */
function inWords(here: unknown, there: unknown): Pick<AccountDifference, "sandbox" | "production"> {
  if (here === undefined) return { sandbox: ABSENT, production: present(there) };
  if (there === undefined) return { sandbox: present(here), production: ABSENT };
  if (!isObject(here) || !isObject(there))
    return { sandbox: JSON.stringify(here), production: JSON.stringify(there) };
  const changed = [...new Set([...Object.keys(here), ...Object.keys(there)])].filter(
    (name) => JSON.stringify(here[name]) !== JSON.stringify(there[name]),
  );
  const said = (of: Readonly<Record<string, unknown>>): string =>
    changed.map((name) => `${name}: ${JSON.stringify(of[name]) ?? "nothing"}`).join(", ");
  return { sandbox: said(here), production: said(there) };
}

const present = (value: unknown): string => (typeof value === "object" ? "is there" : JSON.stringify(value));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
