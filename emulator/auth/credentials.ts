/** One integration record and its tokens: what an account knows about who may log in. */
import type { SeededRandom } from "../seeded-random.ts";

export interface TbaCredentials {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly tokenId: string;
  readonly tokenSecret: string;
}

type TokenState = "active" | "inactive" | "revoked";

export interface Token {
  readonly tokenId: string;
  readonly tokenSecret: string;
  readonly state: TokenState;
}

export interface CredentialStore {
  /** The token issued last, revoked or not. */
  readonly current: TbaCredentials;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  token(tokenId: string): Token | undefined;
  issue(): TbaCredentials;
  revoke(): void;
  setActive(active: boolean): void;
}

/** NetSuite shows consumer keys, token ids and their secrets as 64 hexadecimal digits. */
const DIGITS = 64;

export function createCredentialStore(random: SeededRandom): CredentialStore {
  const consumerKey = random.hex(DIGITS);
  const consumerSecret = random.hex(DIGITS);
  const tokens = new Map<string, Token>();
  const issue = (): TbaCredentials => {
    const token = { tokenId: random.hex(DIGITS), tokenSecret: random.hex(DIGITS), state: "active" } as const;
    tokens.set(token.tokenId, token);
    current = { consumerKey, consumerSecret, tokenId: token.tokenId, tokenSecret: token.tokenSecret };
    return current;
  };
  const setState = (state: TokenState): void => {
    const token = tokens.get(current.tokenId);
    // A revoked token stays revoked for ever (Oracle help bridgehead_4249078810).
    if (token !== undefined && token.state !== "revoked") tokens.set(token.tokenId, { ...token, state });
  };
  let current: TbaCredentials = { consumerKey, consumerSecret, tokenId: "", tokenSecret: "" };
  issue();
  return {
    get current() {
      return current;
    },
    consumerKey,
    consumerSecret,
    token: (tokenId) => tokens.get(tokenId),
    issue,
    revoke: () => setState("revoked"),
    setActive: (active) => setState(active ? "active" : "inactive"),
  };
}
