/** The certificates of one integration record, as the page OAuth 2.0 Client Credentials (M2M) Setup lists them. */
import type { KeyObject } from "node:crypto";
import { z } from "zod";
import type { SeededRandom } from "../../seeded-random.ts";
import {
  certificateKeys,
  type KeyType,
  keyPairOf,
  knownKeys,
  type LazyKeys,
  lazyKeys,
  loadKeys,
  savedKeysSchema,
  saveKeys,
} from "./certificate-keys.ts";

export interface OAuth2Credentials {
  /** The integration record's consumer key. */
  readonly clientId: string;
  readonly certificateId: string;
  /** Undefined where the certificate was registered from outside. */
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
  /** Mappings of another process whose keys nobody ever asked for stay unknown. */
  load(saved: SavedMappings): void;
}

export const savedMappingsSchema = z.object({
  latest: z.string(),
  /** By certificate id, whether it is revoked. */
  revoked: z.array(z.tuple([z.string(), z.boolean()])),
  /** By certificate id; only those that were made. */
  keys: z.array(z.tuple([z.string(), savedKeysSchema])),
});

type SavedMappings = z.output<typeof savedMappingsSchema>;

export interface ClientCredentialsOptions {
  readonly keyType: KeyType;
  readonly certificate: string | undefined;
  readonly random: SeededRandom;
  now(): number;
  changed(): void;
}

interface Row {
  readonly certificateId: string;
  readonly keys: LazyKeys;
}

export function createClientCredentials(options: ClientCredentialsOptions): ClientCredentials {
  const { random, certificate, changed } = options;
  /** Those that there are now, and whether each is revoked; a snapshot may bring back what is not among them. */
  const revoked = new Map<string, boolean>();
  const rows = new Map<string, Row>();
  const add = (keys: LazyKeys): Row => {
    // As long as those that NetSuite shows.
    const certificateId = Buffer.from(random.hex(64), "hex").toString("base64url");
    const row = { certificateId, keys };
    rows.set(certificateId, row);
    revoked.set(certificateId, false);
    changed();
    return row;
  };
  const issue = () => add(lazyKeys(() => keyPairOf(options), changed));
  const register = (pem: string) => add(knownKeys(certificateKeys(pem)));
  let latest = certificate === undefined ? issue() : register(certificate);
  return {
    current: () => ({ certificateId: latest.certificateId, privateKeyPem: latest.keys.get().privateKeyPem }),
    mapping(certificateId) {
      const isRevoked = revoked.get(certificateId);
      const keys = rows.get(certificateId)?.keys.get();
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
    save: () => ({ latest: latest.certificateId, revoked: [...revoked], keys: [...rows].flatMap(savedKeys) }),
    load(saved) {
      for (const [certificateId, keys] of saved.keys) {
        rows.set(certificateId, { certificateId, keys: knownKeys(loadKeys(keys)) });
      }
      revoked.clear();
      for (const [certificateId, isRevoked] of saved.revoked) {
        if (rows.has(certificateId)) revoked.set(certificateId, isRevoked);
      }
      latest = rows.get(saved.latest) ?? latest;
    },
  };
}

function savedKeys([certificateId, { keys }]: [string, Row]): SavedMappings["keys"] {
  return keys.made === undefined ? [] : [[certificateId, saveKeys(keys.made)]];
}
