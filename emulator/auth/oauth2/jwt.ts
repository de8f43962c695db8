/** JSON Web Tokens in compact form (RFC 7515), read, signed and verified on the spot: a login waits for nothing. */
import { constants, type KeyObject, sign, verify } from "node:crypto";
import { z } from "zod";

/** What NetSuite takes of a client (Oracle help section_162790605110); it signs with PS256 itself. */
export const ALGORITHMS = {
  PS256: { hash: "sha256", keyType: "rsa" },
  PS384: { hash: "sha384", keyType: "rsa" },
  PS512: { hash: "sha512", keyType: "rsa" },
  ES256: { hash: "sha256", keyType: "ec", curve: "prime256v1" },
  ES384: { hash: "sha384", keyType: "ec", curve: "secp384r1" },
  ES512: { hash: "sha512", keyType: "ec", curve: "secp521r1" },
} as const;

export type Algorithm = keyof typeof ALGORITHMS;

export interface Jwt {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signed: string;
  readonly signature: Buffer;
}

/** Undefined when it is no such token; nothing is verified yet. */
export function readJwt(text: string): Jwt | undefined {
  const parts = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(text);
  if (parts === null) return undefined;
  const [, header, claims, signature = ""] = parts;
  const [readHeader, readClaims] = [objectOf(header), objectOf(claims)];
  if (readHeader === undefined || readClaims === undefined) return undefined;
  return {
    header: readHeader,
    claims: readClaims,
    signed: `${header}.${claims}`,
    signature: Buffer.from(signature, "base64url"),
  };
}

export const isAlgorithm = (name: unknown): name is Algorithm =>
  typeof name === "string" && Object.hasOwn(ALGORITHMS, name);

/** False also for a key of another kind than the algorithm's. */
export function isSignedBy({ header, signed, signature }: Jwt, key: KeyObject): boolean {
  const { alg } = header;
  if (!isAlgorithm(alg) || !fits(alg, key)) return false;
  return verify(ALGORITHMS[alg].hash, Buffer.from(signed), withPadding(key), signature);
}

export function signJwt(
  header: { readonly alg: Algorithm; readonly kid: string },
  claims: Readonly<Record<string, unknown>>,
  key: KeyObject,
): string {
  const signed = `${encoded({ typ: "JWT", ...header })}.${encoded(claims)}`;
  const signature = sign(ALGORITHMS[header.alg].hash, Buffer.from(signed), withPadding(key));
  return `${signed}.${signature.toString("base64url")}`;
}

function fits(algorithm: Algorithm, { asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  const { keyType, ...more } = ALGORITHMS[algorithm];
  if (asymmetricKeyType !== keyType) return false;
  return !("curve" in more) || asymmetricKeyDetails?.namedCurve === more.curve;
}

const withPadding = (key: KeyObject) => ({
  key,
  padding: key.asymmetricKeyType === "rsa" ? constants.RSA_PKCS1_PSS_PADDING : undefined,
  saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
  dsaEncoding: "ieee-p1363" as const,
});

const objectSchema = z.record(z.string(), z.unknown());

function objectOf(part: string | undefined): Jwt["claims"] | undefined {
  try {
    return objectSchema.safeParse(JSON.parse(Buffer.from(part ?? "", "base64url").toString("utf8"))).data;
  } catch {
    return undefined;
  }
}

const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString("base64url");
