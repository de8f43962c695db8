/** The key that NetSuite signs access tokens with: one for all accounts, made when the first token is. */
import { generateKeyPairSync, type KeyObject, type KeyPairKeyObjectResult } from "node:crypto";
import { isSignedBy, type Jwt } from "./jwt.ts";

/** The form of a key's name, as Oracle's samples have it (help section_158255317571). */
export const SYSTEM_KEY_ID = "s.SYSTEM.2020_1";

let pair: KeyPairKeyObjectResult | undefined;

function systemPair(): KeyPairKeyObjectResult {
  pair ??= generateKeyPairSync("rsa", { modulusLength: 2_048 });
  return pair;
}

export const systemKey = (): KeyObject => systemPair().privateKey;

/** Before the first token there is no key that could have signed one. */
export const isOfSystem = (token: Jwt): boolean => pair !== undefined && isSignedBy(token, pair.publicKey);

/** What clients verify tokens with. */
export const keySet = () => ({
  keys: [
    { ...systemPair().publicKey.export({ format: "jwk" }), kid: SYSTEM_KEY_ID, use: "sig", alg: "PS256" },
  ],
});
