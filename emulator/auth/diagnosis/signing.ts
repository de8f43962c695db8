/** One way to sign a request: as NetSuite does, or as a client may have done it instead. */
import { createHmac } from "node:crypto";
import type { Parameter } from "../base-string.ts";

export interface Signing {
  readonly method: string;
  readonly baseUri: string;
  /** Decoded, as they were found. */
  readonly parameters: readonly Parameter[];
  normalise(parameters: readonly Parameter[]): string;
  encodeUri(baseUri: string): string;
  encodeParameters(normalised: string): string;
  readonly key: string;
  readonly hash: "sha1" | "sha256" | "sha512";
  seal(digest: Buffer): string;
}

/** What a mistake can be made with, besides the signing itself. */
export interface SentRequest {
  readonly accountId: string;
  readonly url: URL;
  /** As the client called it. */
  readonly calledUrl: string;
  /** Of the header, signed or not. */
  readonly oauth: readonly Parameter[];
  readonly body: string;
  readonly secrets: {
    readonly consumerKey: string;
    readonly consumerSecret: string;
    readonly tokenId: string;
    readonly tokenSecret: string;
  };
}

export type Change = Partial<Signing>;

export interface Mistake {
  /** Such as "the realm was signed as a parameter". */
  readonly what: string;
  /** Undefined where this request leaves no room for it. */
  change(signing: Signing, sent: SentRequest): Change | undefined;
}

export function baseStringOf(signing: Signing): string {
  const { method, baseUri, parameters, normalise, encodeUri, encodeParameters } = signing;
  return `${method}&${encodeUri(baseUri)}&${encodeParameters(normalise(parameters))}`;
}

export const signatureOf = (signing: Signing, baseString: string): string =>
  signing.seal(createHmac(signing.hash, signing.key).update(baseString).digest());
