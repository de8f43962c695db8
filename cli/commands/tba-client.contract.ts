/** Signs for the running emulator as a client would: by a library that is not ours. */
import { createHmac, randomBytes } from "node:crypto";
import OAuth from "oauth-1.0a";

/** The TBA values of an account, as the ready line carries them. */
export type TbaAccount = { readonly accountId: string } & Readonly<
  Record<"consumerKey" | "consumerSecret" | "tokenId" | "tokenSecret", string>
>;

/** The Authorization header of one request. */
export function authorizationFor(account: TbaAccount, request: { method: string; url: string }): string {
  const oauth = new OAuth({
    consumer: { key: account.consumerKey, secret: account.consumerSecret },
    signature_method: "HMAC-SHA256",
    realm: account.accountId,
    hash_function: (text, key) => createHmac("sha256", key).update(text).digest("base64"),
  });
  oauth.getNonce = () => randomBytes(16).toString("hex");
  const token = { key: account.tokenId, secret: account.tokenSecret };
  return oauth.toHeader(oauth.authorize(request, token)).Authorization;
}
