/** The keys behind a certificate of a client: made here, brought from outside, or kept from an earlier process. */
import { createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from "node:crypto";
import { z } from "zod";
import { EmulatorError } from "../../emulator-error.ts";

export interface CertificateKeys {
  readonly publicKey: KeyObject;
  /** In PEM; undefined for a certificate from outside. */
  readonly privateKeyPem: string | undefined;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validUntil: number;
}

export type KeyType = "ec" | "rsa";

export interface KeyOrder {
  readonly keyType: KeyType;
  now(): number;
}

/** Made once, when they are needed. */
export interface LazyKeys {
  readonly made: CertificateKeys | undefined;
  get(): CertificateKeys;
}

export const knownKeys = (keys: CertificateKeys): LazyKeys => ({ made: keys, get: () => keys });

export function lazyKeys(make: () => CertificateKeys, whenMade: () => void): LazyKeys {
  let made: CertificateKeys | undefined;
  return {
    get made() {
      return made;
    },
    get() {
      if (made !== undefined) return made;
      made = make();
      whenMade();
      return made;
    },
  };
}

export const savedKeysSchema = z.object({
  publicKeyPem: z.string(),
  privateKeyPem: z.string().optional(),
  validFrom: z.number(),
  validUntil: z.number(),
});

type SavedKeys = z.output<typeof savedKeysSchema>;

export const saveKeys = ({ publicKey, privateKeyPem, ...validity }: CertificateKeys): SavedKeys => ({
  publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
  ...(privateKeyPem === undefined ? {} : { privateKeyPem }),
  ...validity,
});

export const loadKeys = ({ publicKeyPem, privateKeyPem, ...validity }: SavedKeys): CertificateKeys => ({
  publicKey: createPublicKey(publicKeyPem),
  privateKeyPem,
  ...validity,
});

const DAY_MS = 86_400_000;
/** Oracle help subsect_162755332391: no certificate is good for longer. */
const LONGEST_DAYS = 731;

/** An elliptic curve's key takes a millisecond, an RSA key of this size a second. */
export function keyPairOf({ keyType, now }: KeyOrder): CertificateKeys {
  const { publicKey, privateKey } =
    keyType === "ec"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("rsa", { modulusLength: 3_072 });
  const validFrom = now();
  const privateKeyPem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { publicKey, privateKeyPem, validFrom, validUntil: validFrom + 2 * 365 * DAY_MS };
}

/** Throws EmulatorError INVALID_OPTIONS. */
export function certificateKeys(pem: string): CertificateKeys {
  const certificate = certificateOf(pem);
  const publicKey = createPublicKey(certificate.publicKey.export({ type: "spki", format: "pem" }));
  const validFrom = Date.parse(certificate.validFrom);
  const validUntil = Date.parse(certificate.validTo);
  if (!isAccepted(publicKey)) {
    throw unusable("its key is neither RSA of 3072 or 4096 bits nor on the curve P-256, P-384 or P-521");
  }
  if (validUntil - validFrom > LONGEST_DAYS * DAY_MS) throw unusable("it is valid for more than two years");
  return { publicKey, validFrom, validUntil, privateKeyPem: undefined };
}

function certificateOf(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw unusable("it is no X.509 certificate in PEM", cause);
  }
}

/** Oracle help subsect_162755332391. */
function isAccepted({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  const { modulusLength = 0, namedCurve = "" } = asymmetricKeyDetails ?? {};
  return asymmetricKeyType === "rsa"
    ? modulusLength === 3_072 || modulusLength === 4_096
    : ["prime256v1", "secp384r1", "secp521r1"].includes(namedCurve);
}

const unusable = (why: string, cause?: unknown): EmulatorError =>
  new EmulatorError("INVALID_OPTIONS", `The certificate cannot be registered: ${why}. Bring another one.`, {
    cause,
  });
