/** The certificates of one integration record, as the page OAuth 2.0 Client Credentials (M2M) Setup lists them. */
import { createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from "node:crypto";
import { z } from "zod";
import { EmulatorError } from "../../emulator-error.ts";
import type { SeededRandom } from "../../seeded-random.ts";

export interface OAuth2Credentials {
  /** The integration record's consumer key. */
  readonly clientId: string;
  readonly certificateId: string;
  /** Another one in every process; undefined where the certificate was registered from outside. */
  readonly privateKeyPem: string | undefined;
}

export interface Mapping {
  readonly certificateId: string;
  readonly publicKey: KeyObject;
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validUntil: number;
  readonly isRevoked: boolean;
}

export interface ClientCredentials {
  /** The mapping made last; its key pair is made when it is first asked for. */
  current(): Omit<OAuth2Credentials, "clientId">;
  mapping(certificateId: string): Mapping | undefined;
  /** A new key pair; earlier mappings keep their state. */
  issue(): void;
  /** A certificate of one's own; throws EmulatorError INVALID_OPTIONS for one that NetSuite would not take. */
  register(certificatePem: string): void;
  /** Every mapping so far, for ever. */
  revoke(): void;
  save(): SavedMappings;
  /** Mappings that another process made with keys of its own stay unknown. */
  load(saved: SavedMappings): void;
}

export const savedMappingsSchema = z.object({
  latest: z.string(),
  /** By certificate id, whether it is revoked. */
  revoked: z.array(z.tuple([z.string(), z.boolean()])),
});

type SavedMappings = z.output<typeof savedMappingsSchema>;

export type KeyType = "ec" | "rsa";

export interface ClientCredentialsOptions {
  readonly keyType: KeyType;
  readonly certificate: string | undefined;
  readonly random: SeededRandom;
  now(): number;
  changed(): void;
}

interface Row {
  readonly certificateId: string;
  /** Made once, when it is needed. */
  keys(): Pick<Mapping, "publicKey" | "validFrom" | "validUntil"> & {
    readonly privateKeyPem: string | undefined;
  };
}

export function createClientCredentials(options: ClientCredentialsOptions): ClientCredentials {
  const { random, certificate, changed } = options;
  /** Those that there are now, and whether each is revoked; a snapshot may bring back what is not among them. */
  const revoked = new Map<string, boolean>();
  const rows = new Map<string, Row>();
  const add = (keys: Row["keys"]): Row => {
    // As long as those that NetSuite shows.
    const certificateId = Buffer.from(random.hex(64), "hex").toString("base64url");
    const row = { certificateId, keys: once(keys) };
    rows.set(certificateId, row);
    revoked.set(certificateId, false);
    changed();
    return row;
  };
  const issue = () => add(() => keyPairOf(options));
  const register = (pem: string) => {
    const keys = certificateKeys(pem);
    return add(() => keys);
  };
  let latest = certificate === undefined ? issue() : register(certificate);
  return {
    current: () => ({ certificateId: latest.certificateId, privateKeyPem: latest.keys().privateKeyPem }),
    mapping(certificateId) {
      const isRevoked = revoked.get(certificateId);
      const keys = rows.get(certificateId)?.keys();
      return isRevoked === undefined || keys === undefined
        ? undefined
        : { certificateId, isRevoked, ...keys };
    },
    issue() {
      latest = issue();
    },
    register(pem) {
      latest = register(pem);
    },
    revoke() {
      for (const certificateId of revoked.keys()) revoked.set(certificateId, true);
      changed();
    },
    save: () => ({ latest: latest.certificateId, revoked: [...revoked] }),
    load(saved) {
      revoked.clear();
      for (const [certificateId, isRevoked] of saved.revoked) {
        if (rows.has(certificateId)) revoked.set(certificateId, isRevoked);
      }
      latest = rows.get(saved.latest) ?? latest;
    },
  };
}

const DAY_MS = 86_400_000;
/** Oracle help subsect_162755332391: no certificate is good for longer. */
const LONGEST_DAYS = 731;

/** An elliptic curve's key takes a millisecond, an RSA key of this size a second. */
function keyPairOf({ keyType, now }: ClientCredentialsOptions) {
  const { publicKey, privateKey } =
    keyType === "ec"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("rsa", { modulusLength: 3_072 });
  const validFrom = now();
  const privateKeyPem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { publicKey, privateKeyPem, validFrom, validUntil: validFrom + 2 * 365 * DAY_MS };
}

function certificateKeys(pem: string): ReturnType<Row["keys"]> {
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

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
