/** The account's integration records: each has its own consumer key, its own tokens, and a state. */
import { z } from "zod";
import { EmulatorError } from "../emulator-error.ts";
import type { SeededRandom } from "../seeded-random.ts";
import type { AccountPart } from "../state/account-part.ts";
import { createChangeBell } from "../state/change-list.ts";
import { type CredentialStore, createCredentialStore, savedCredentialsSchema } from "./credentials.ts";
import type { Scope } from "./oauth2/scopes.ts";

export interface IntegrationRecord {
  readonly name: string;
  readonly credentials: CredentialStore;
  /** What its OAuth 2.0 tokens may be used for. */
  readonly scopes: readonly Scope[];
  /** A blocked one lets nobody in; its tokens stay as they are (Oracle help subsect_156935170194). */
  readonly state: IntegrationState;
  setState(state: IntegrationState): void;
}

export type IntegrationState = "enabled" | "blocked";

export interface IntegrationRecords extends AccountPart {
  readonly names: readonly string[];
  /** The first one when no name is given; throws EmulatorError UNKNOWN_INTEGRATION. */
  named(name?: string): IntegrationRecord;
  withConsumerKey(consumerKey: string | undefined): IntegrationRecord | undefined;
  /** Every secret of every record, so that they can be kept out of what is shown. */
  secrets(): readonly string[];
  /** Whether it is one of them: clients mix up ids and secrets. */
  isSecret(text: string): boolean;
  /** The record a token was issued for, whatever the token's state. */
  ofToken(tokenId: string | undefined): IntegrationRecord | undefined;
}

/** The first record's secrets come from the account's own stream, so that more records do not change them. */
export function createIntegrationRecords(
  orders: readonly { readonly name: string; readonly oauth2: { readonly scopes: readonly Scope[] } }[],
  random: (stream: string) => SeededRandom,
): IntegrationRecords {
  const bell = createChangeBell();
  const names = orders.map(({ name }) => name);
  const all = orders.map(({ name, oauth2: { scopes } }, index) =>
    createIntegrationRecord(
      { name, scopes },
      random(index === 0 ? "credentials" : `credentials of ${name}`),
      bell.ring,
    ),
  );
  const load = (state: unknown): void => {
    const saved = savedSchema.parse(state);
    for (const record of all) loadRecord(record, saved[record.name]);
  };
  return {
    names,
    watch: bell.watch,
    save: () =>
      Object.fromEntries(all.map(({ name, state, credentials }) => [name, { state, ...credentials.save() }])),
    load,
    refresh(production) {
      const saved = savedSchema.parse(production);
      for (const record of all) refreshRecord(record, saved[record.name]);
    },
    named(name) {
      const found = name === undefined ? all[0] : all.find((record) => record.name === name);
      if (found !== undefined) return found;
      throw new EmulatorError(
        "UNKNOWN_INTEGRATION",
        `There is no integration record ${name}. This account has ${names.join(", ")}.`,
      );
    },
    withConsumerKey: (consumerKey) => all.find(({ credentials }) => credentials.consumerKey === consumerKey),
    secrets: () => all.flatMap(({ credentials }) => credentials.secrets()),
    isSecret: (text) => all.some(({ credentials }) => credentials.isSecret(text)),
    ofToken: (tokenId) => all.find(({ credentials }) => credentials.token(tokenId ?? "") !== undefined),
  };
}

function createIntegrationRecord(
  { name, scopes }: Pick<IntegrationRecord, "name" | "scopes">,
  random: SeededRandom,
  changed: () => void,
): IntegrationRecord {
  let state: IntegrationState = "enabled";
  return {
    name,
    scopes,
    credentials: createCredentialStore(random, changed),
    get state() {
      return state;
    },
    setState(next) {
      state = next;
      changed();
    },
  };
}

const savedSchema = z.record(
  z.string(),
  savedCredentialsSchema.extend({ state: z.enum(["enabled", "blocked"]) }),
);
type SavedRecord = z.output<typeof savedSchema>[string];

function loadRecord(record: IntegrationRecord, saved: SavedRecord | undefined): void {
  if (saved === undefined) throw new TypeError(`nothing is known of the integration record ${record.name}`);
  const { state, ...credentials } = saved;
  record.credentials.load(credentials);
  record.setState(state);
}

/**
 * Its settings become production's, consumer key and secret among them, which both accounts have in common (Oracle help
 * section_1515139626). Tokens are not copied, and the sandbox's own are gone (section_4254975694).
 */
function refreshRecord(record: IntegrationRecord, production: SavedRecord | undefined): void {
  const { consumerKey, consumerSecret } = production ?? record.credentials;
  record.credentials.load({ ...record.credentials.save(), consumerKey, consumerSecret, tokens: [] });
  if (production !== undefined) record.setState(production.state);
}
