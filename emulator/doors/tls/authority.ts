/** The emulator's own certificate authority: one file a client is told to trust, and a certificate for every host name. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate,
} from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../clock.ts";
import { certificate } from "./certificate.ts";

export interface Authority {
  /** The authority's certificate in PEM: what NODE_EXTRA_CA_CERTS, SSL_CERT_FILE and --cacert are given. */
  readonly caFile: string;
  /** Key and certificate in PEM of a server that answers to these names and addresses. */
  identityFor(hosts: HostNames): { readonly key: string; readonly cert: string };
  /** Takes away what was only for this run. */
  close(): void;
}

/** The first gives the certificate its name. */
export type HostNames = readonly [string, ...string[]];

const COMMON_NAME = "Drydock local authority";
const DAY_MS = 86_400_000;
/** Some clients refuse server certificates that hold for more than 398 days. */
const SERVER_DAYS = 390;
const AUTHORITY_DAYS = 3_650;
/** A folder's authority is made anew before a certificate of it could outlive it. */
const RENEW_WITHIN_DAYS = SERVER_DAYS + 1;

/** With a folder it is kept there, the key readable by its owner only; without one no key ever leaves the process. */
export function openAuthority(folder: string | undefined): Authority {
  const kept = folder ?? mkdtempSync(join(tmpdir(), "drydock-ca-"));
  const caFile = join(kept, "drydock-ca.pem");
  const issuer = {
    commonName: COMMON_NAME,
    key: keptKey(kept, caFile) ?? newAuthority(kept, caFile, folder),
  };
  const { privateKey: key } = newKey();
  const pemKey = pemOf(key);
  return {
    caFile,
    identityFor: (hosts) => ({
      key: pemKey,
      cert: certificate({ commonName: nameFor(hosts), key, issuer, ...validFor(SERVER_DAYS), hosts }),
    }),
    close() {
      if (folder === undefined) rmSync(kept, { recursive: true, force: true });
    },
  };
}

const keyFileOf = (folder: string): string => join(folder, "drydock-ca.key");

/** A common name has 64 characters at most; clients read the alternative names only. */
const nameFor = ([host]: HostNames): string => host.slice(0, 64);

/** Of an earlier run, if both files are there, belong together and are good for long enough. */
function keptKey(folder: string, caFile: string): KeyObject | undefined {
  const keyFile = keyFileOf(folder);
  if (!existsSync(keyFile) || !existsSync(caFile)) return undefined;
  try {
    const authority = new X509Certificate(readFileSync(caFile));
    const key = createPrivateKey(readFileSync(keyFile));
    const isGood =
      authority.checkPrivateKey(key) && authority.verify(createPublicKey(key)) && !endsSoon(authority);
    return isGood ? key : undefined;
  } catch {
    // Files that cannot be read are replaced.
    return undefined;
  }
}

const endsSoon = ({ validTo }: X509Certificate): boolean =>
  Date.parse(validTo) < systemClock.now() + RENEW_WITHIN_DAYS * DAY_MS;

function newAuthority(kept: string, caFile: string, folder: string | undefined): KeyObject {
  const { privateKey: key } = newKey();
  const issuer = { commonName: COMMON_NAME, key };
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  writeFileSync(caFile, certificate({ ...issuer, issuer, ...validFor(AUTHORITY_DAYS) }));
  if (folder !== undefined) {
    const keyFile = keyFileOf(folder);
    // A mode is given to new files only.
    rmSync(keyFile, { force: true });
    writeFileSync(keyFile, pemOf(key), { mode: 0o600 });
  }
  return key;
}

const newKey = () => generateKeyPairSync("ec", { namedCurve: "P-256" });

const pemOf = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();

/** From yesterday on, for machines whose clocks differ. */
function validFor(days: number): { readonly from: Date; readonly to: Date } {
  const now = systemClock.now();
  return { from: new Date(now - DAY_MS), to: new Date(now + days * DAY_MS) };
}
