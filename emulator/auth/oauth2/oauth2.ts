/** The OAuth 2.0 half of an account's logins: certificates by integration record, and the tokens that were issued. */
import { z } from "zod";
import type { SeededRandom } from "../../seeded-random.ts";
import type { AccountPart } from "../../state/account-part.ts";
import { createChangeBell } from "../../state/change-list.ts";
import { type AccessTokens, createAccessTokens } from "./access-tokens.ts";
import {
  type ClientCredentials,
  createClientCredentials,
  type KeyType,
  savedMappingsSchema,
} from "./client-credentials.ts";

export interface OAuth2 extends AccountPart {
  readonly tokens: AccessTokens;
  credentialsOf(integration: string): ClientCredentials;
}

export interface OAuth2Options {
  readonly accountId: string;
  readonly integrations: readonly {
    readonly name: string;
    readonly oauth2: { readonly keyType: KeyType; readonly certificate?: string | undefined };
  }[];
  random(stream: string): SeededRandom;
  now(): number;
}

export function createOAuth2({ accountId, integrations, random, now }: OAuth2Options): OAuth2 {
  const tokens = createAccessTokens(accountId, random("access tokens"));
  const bell = createChangeBell();
  const credentials = new Map(
    integrations.map(({ name, oauth2: { keyType, certificate } }) => [
      name,
      createClientCredentials({
        keyType,
        certificate,
        random: random(`certificates of ${name}`),
        now,
        changed: bell.ring,
      }),
    ]),
  );
  return {
    tokens,
    credentialsOf(integration) {
      const found = credentials.get(integration);
      if (found !== undefined) return found;
      throw new TypeError(`there is no integration record ${integration}`);
    },
    watch: bell.watch,
    save: () => Object.fromEntries([...credentials].map(([name, own]) => [name, own.save()])),
    load(state) {
      const saved = z.record(z.string(), savedMappingsSchema).parse(state);
      for (const [name, mappings] of Object.entries(saved)) credentials.get(name)?.load(mappings);
      // Keys are another process's own, so a token of another life could not be verified anyway.
      tokens.clear();
    },
    /** Mappings are cleared with a refresh and not copied (Oracle help section_162686838198). */
    refresh() {
      tokens.clear();
      for (const own of credentials.values()) own.revoke();
    },
  };
}
