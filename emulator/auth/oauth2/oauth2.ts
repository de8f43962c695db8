/** The OAuth 2.0 half of an account's logins: certificates by integration record, and the tokens that were issued. */
import { z } from "zod";
import type { SeededRandom } from "../../seeded-random.ts";
import type { AccountPart } from "../../state/account-part.ts";
import { createChangeBell } from "../../state/change-list.ts";
import type { IntegrationRecord } from "../integration-records.ts";
import { type AccessTokens, createAccessTokens, savedGrantSchema } from "./access-tokens.ts";
import type { KeyType } from "./certificate-keys.ts";
import {
  type ClientCredentials,
  createClientCredentials,
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
  integrationNamed(name: string): IntegrationRecord;
  random(stream: string): SeededRandom;
  now(): number;
}

const savedSchema = z.object({
  certificates: z.record(z.string(), savedMappingsSchema),
  tokens: z.array(savedGrantSchema),
});

export function createOAuth2(options: OAuth2Options): OAuth2 {
  const { accountId, integrations, integrationNamed, random, now } = options;
  const bell = createChangeBell();
  const tokens = createAccessTokens({
    accountId,
    integrationNamed,
    random: random("access tokens"),
    changed: bell.ring,
  });
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
    save: () => ({
      certificates: Object.fromEntries([...credentials].map(([name, own]) => [name, own.save()])),
      tokens: tokens.save(),
    }),
    load(state) {
      const saved = savedSchema.parse(state);
      for (const [name, mappings] of Object.entries(saved.certificates))
        credentials.get(name)?.load(mappings);
      tokens.load(saved.tokens);
    },
    /** Mappings are cleared with a refresh and not copied (Oracle help section_162686838198). */
    refresh() {
      tokens.clear();
      for (const own of credentials.values()) own.revoke();
    },
  };
}
