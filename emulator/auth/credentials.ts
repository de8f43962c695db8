/** One integration record and its tokens: what an account knows about who may log in. */
import { z } from "zod";
import type { SeededRandom } from "../seeded-random.ts";

export interface TbaCredentials {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly tokenId: string;
  readonly tokenSecret: string;
}

const tokenSchema = z.object({
  tokenId: z.string(),
  tokenSecret: z.string(),
  state: z.enum(["active", "inactive", "revoked"]),
});

export type Token = Readonly<z.output<typeof tokenSchema>>;
type TokenState = Token["state"];

export const savedCredentialsSchema = z.object({
  consumerKey: z.string(),
  consumerSecret: z.string(),
  /** Of the token issued last, which may be gone. */
  tokenId: z.string(),
  tokenSecret: z.string(),
  tokens: z.array(tokenSchema),
});

/** Secrets included: it is for whoever may see the account's credentials. */
export type SavedCredentials = z.output<typeof savedCredentialsSchema>;

export interface CredentialStore {
  /** The token issued last, revoked or not. */
  readonly current: TbaCredentials;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  token(tokenId: string): Token | undefined;
  /** The consumer's and those of all tokens. */
  secrets(): readonly string[];
  isSecret(text: string): boolean;
  issue(): TbaCredentials;
  revoke(): void;
  setActive(active: boolean): void;
  save(): SavedCredentials;
  load(saved: SavedCredentials): void;
}

/** NetSuite shows consumer keys, token ids and their secrets as 64 hexadecimal digits. */
const DIGITS = 64;

export function createCredentialStore(random: SeededRandom, changed: () => void): CredentialStore {
  const tokens = new Map<string, Token>();
  const issue = (): TbaCredentials => {
    const token = { tokenId: random.hex(DIGITS), tokenSecret: random.hex(DIGITS), state: "active" } as const;
    tokens.set(token.tokenId, token);
    current = { ...current, tokenId: token.tokenId, tokenSecret: token.tokenSecret };
    changed();
    return current;
  };
  const setState = (state: TokenState): void => {
    const token = tokens.get(current.tokenId);
    // A revoked token stays revoked for ever (Oracle help bridgehead_4249078810).
    if (token !== undefined && token.state !== "revoked") tokens.set(token.tokenId, { ...token, state });
    changed();
  };
  let current: TbaCredentials = {
    consumerKey: random.hex(DIGITS),
    consumerSecret: random.hex(DIGITS),
    tokenId: "",
    tokenSecret: "",
  };
  issue();
  return {
    get current() {
      return current;
    },
    get consumerKey() {
      return current.consumerKey;
    },
    get consumerSecret() {
      return current.consumerSecret;
    },
    token: (tokenId) => tokens.get(tokenId),
    secrets: () => [current.consumerSecret, ...[...tokens.values()].map(({ tokenSecret }) => tokenSecret)],
    isSecret(text) {
      if (text === current.consumerSecret) return true;
      for (const { tokenSecret } of tokens.values()) if (text === tokenSecret) return true;
      return false;
    },
    issue,
    revoke: () => setState("revoked"),
    setActive: (active) => setState(active ? "active" : "inactive"),
    save: () => ({ ...current, tokens: [...tokens.values()] }),
    load({ tokens: saved, ...credentials }) {
      current = credentials;
      tokens.clear();
      for (const token of saved) tokens.set(token.tokenId, token);
    },
  };
}
