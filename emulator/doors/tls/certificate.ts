/**
 * Writes X.509 certificates (RFC 5280) with an elliptic-curve key. No package: selfsigned names no issuer's key, which
 * Python from 3.13 on refuses, and takes longer to load than the whole emulator.
 */
import { createHash, createPublicKey, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIPv4 } from "node:net";
import {
  bitString,
  explicit,
  implicit,
  integer,
  isTrue,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from "./der.ts";

export interface CertificateOrder {
  readonly commonName: string;
  /** Its public half is what the certificate is about. */
  readonly key: KeyObject;
  readonly issuer: { readonly commonName: string; readonly key: KeyObject };
  readonly from: Date;
  readonly to: Date;
  /** Host names and IP addresses; none for an authority. */
  readonly hosts?: readonly string[];
}

const OIDS = {
  commonName: "2.5.4.3",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  authorityKeyIdentifier: "2.5.29.35",
  extendedKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
} as const;

/** Bits of RFC 5280 section 4.2.1.3, and how many of the byte are not used. */
const KEY_USAGE = { sign: [0x80, 7], issue: [0x06, 1] } as const;
const ALT_NAME = { dns: 2, ip: 7 } as const;

/** In PEM. */
export function certificate(order: CertificateOrder): string {
  const algorithm = sequence(objectIdentifier(OIDS.ecdsaWithSha256));
  const toBeSigned = sequence(
    explicit(0, integer(Buffer.of(2))),
    integer(serialNumber()),
    algorithm,
    nameOf(order.issuer.commonName),
    sequence(time(order.from), time(order.to)),
    nameOf(order.commonName),
    publicKeyOf(order.key),
    explicit(3, sequence(...extensionsOf(order))),
  );
  const signature = sign("sha256", toBeSigned, order.issuer.key);
  return pem(sequence(toBeSigned, algorithm, bitString(signature)));
}

/** 16 bytes of which the first is neither 0 nor negative. */
function serialNumber(): Buffer {
  const bytes = randomBytes(16);
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f);
  return bytes;
}

const nameOf = (commonName: string): Buffer =>
  sequence(set(sequence(objectIdentifier(OIDS.commonName), utf8String(commonName))));

const publicKeyOf = (key: KeyObject): Buffer => createPublicKey(key).export({ type: "spki", format: "der" });

function extensionsOf({ key, issuer, hosts }: CertificateOrder): readonly Buffer[] {
  const isAuthority = hosts === undefined;
  const [bits, unused] = isAuthority ? KEY_USAGE.issue : KEY_USAGE.sign;
  return [
    critical(OIDS.basicConstraints, isAuthority ? sequence(isTrue()) : sequence()),
    critical(OIDS.keyUsage, bitString(Buffer.of(bits), unused)),
    extension(OIDS.subjectKeyIdentifier, octetString(keyIdentifier(key))),
    extension(OIDS.authorityKeyIdentifier, sequence(implicit(0, keyIdentifier(issuer.key)))),
    ...(isAuthority
      ? []
      : [
          extension(OIDS.extendedKeyUsage, sequence(objectIdentifier(OIDS.serverAuth))),
          extension(OIDS.subjectAltName, sequence(...hosts.map(altName))),
        ]),
  ];
}

const extension = (oid: string, value: Buffer): Buffer => sequence(objectIdentifier(oid), octetString(value));

const critical = (oid: string, value: Buffer): Buffer =>
  sequence(objectIdentifier(oid), isTrue(), octetString(value));

const keyIdentifier = (key: KeyObject): Buffer => createHash("sha1").update(publicKeyOf(key)).digest();

/** Only an IPv6 address has a colon; Node's own test of one takes 7 ms of a start to be compiled. */
const isAddress = (host: string): boolean => host.includes(":") || isIPv4(host);

const altName = (host: string): Buffer =>
  isAddress(host)
    ? implicit(ALT_NAME.ip, addressBytes(host))
    : implicit(ALT_NAME.dns, Buffer.from(host, "ascii"));

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  const [head = "", tail = ""] = address.split("::");
  const groups = (text: string): readonly number[] =>
    text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16));
  const [before, after] = [groups(head), groups(tail)];
  const filled = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
  return Buffer.from(filled.flatMap((group) => [group >> 8, group & 0xff]));
}

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString("base64").replace(/.{1,64}/g, "$&\n")}-----END CERTIFICATE-----\n`;
