/** The account's integration records: each has its own consumer key, its own tokens, and a state. */
import { EmulatorError } from "../emulator-error.ts";
import type { SeededRandom } from "../seeded-random.ts";
import { type CredentialStore, createCredentialStore } from "./credentials.ts";

export interface IntegrationRecord {
  readonly name: string;
  readonly credentials: CredentialStore;
  /** A blocked one lets nobody in; its tokens stay as they are (Oracle help subsect_156935170194). */
  readonly state: IntegrationState;
  setState(state: IntegrationState): void;
}

export type IntegrationState = "enabled" | "blocked";

export interface IntegrationRecords {
  /** The first one when no name is given; throws EmulatorError UNKNOWN_INTEGRATION. */
  named(name?: string): IntegrationRecord;
  withConsumerKey(consumerKey: string | undefined): IntegrationRecord | undefined;
  /** The record a token was issued for, whatever the token's state. */
  ofToken(tokenId: string | undefined): IntegrationRecord | undefined;
}

/** The first record's secrets come from the account's own stream, so that more records do not change them. */
export function createIntegrationRecords(
  names: readonly string[],
  random: (stream: string) => SeededRandom,
): IntegrationRecords {
  const all = names.map((name, index) =>
    createIntegrationRecord(name, random(index === 0 ? "credentials" : `credentials of ${name}`)),
  );
  return {
    named(name) {
      const found = name === undefined ? all[0] : all.find((record) => record.name === name);
      if (found !== undefined) return found;
      throw new EmulatorError(
        "UNKNOWN_INTEGRATION",
        `There is no integration record ${name}. This account has ${names.join(", ")}.`,
      );
    },
    withConsumerKey: (consumerKey) => all.find(({ credentials }) => credentials.consumerKey === consumerKey),
    ofToken: (tokenId) => all.find(({ credentials }) => credentials.token(tokenId ?? "") !== undefined),
  };
}

function createIntegrationRecord(name: string, random: SeededRandom): IntegrationRecord {
  let state: IntegrationState = "enabled";
  return {
    name,
    credentials: createCredentialStore(random),
    get state() {
      return state;
    },
    setState(next) {
      state = next;
    },
  };
}
