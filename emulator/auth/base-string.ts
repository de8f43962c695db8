/** The text that is signed: RFC 5849 section 3.4.1 for REST and RESTlets, Oracle's own form for SOAP. */
import { percentDecode, percentEncode } from "./percent-encoding.ts";

export type Parameter = readonly [name: string, value: string];

export interface SignedRequest {
  readonly method: string;
  readonly url: URL;
  /** The oauth_* parameters of the header; realm and oauth_signature are left out here. */
  readonly oauth: readonly Parameter[];
}

export function baseStringOf({ method, url, oauth }: SignedRequest): string {
  const parameters = normaliseParameters(signedParametersOf(url, oauth));
  return `${method.toUpperCase()}&${percentEncode(baseUriOf(url))}&${encodedAgain(parameters)}`;
}

/** Of what is percent-encoded already nothing is left to encode but the signs that the encoding and the joining brought in. */
const encodedAgain = (parameters: string): string =>
  parameters.replaceAll("%", "%25").replaceAll("=", "%3D").replaceAll("&", "%26");

/** WHATWG URLs already lower-case the host and drop a default port, as section 3.4.1.2 demands. */
export const baseUriOf = ({ protocol, host, pathname }: URL): string => `${protocol}//${host}${pathname}`;

export const signedParametersOf = (url: URL, oauth: readonly Parameter[]): readonly Parameter[] => [
  ...queryParameters(url.search),
  ...oauth.filter(isSigned),
];

/**
 * For logs: some clients send oauth_token_secret and the like along, or a secret where an id belongs. Values of what is
 * named like a secret are taken out, however often a client has encoded the signs around them, and so is every secret
 * that the account knows, wherever it stands.
 */
export const withoutSecretValues = (baseString: string, known: readonly string[]): string =>
  known.reduce(
    (text, secret) => text.replaceAll(secret, REDACTED),
    baseString.replace(SECRET, `$1${REDACTED}`),
  );

const REDACTED = "[redacted]";
/** Tokens of OAuth 2.0 have no place in a query either. */
const SECRET =
  /((?:secret|password|access_token|refresh_token|id_token|client_assertion|code_verifier)[^&=%]*(?:=|%(?:25)*3d))(?:(?!&|%(?:25)*26).)*/gis;

/** Section 3.4.1.3.2: encode, sort by name and then by value, join. */
export function normaliseParameters(parameters: readonly Parameter[]): string {
  const encoded = parameters.map(([name, value]) => ({
    name: percentEncode(name),
    value: percentEncode(value),
  }));
  encoded.sort((left, right) => compare(left.name, right.name) || compare(left.value, right.value));
  return encoded.map(({ name, value }) => `${name}=${value}`).join("&");
}

/** Section 3.4.1.3.1: the query is read as a form, where a plus is a blank. */
export function queryParameters(search: string): readonly Parameter[] {
  if (search === "") return [];
  const query = search.startsWith("?") ? search.slice(1) : search;
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      const [name, value] = at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
      return [formDecode(name), formDecode(value)] as const;
    });
}

export interface SoapPassport {
  readonly account: string;
  readonly consumerKey: string;
  readonly token: string;
  readonly nonce: string;
  readonly timestamp: string;
}

/**
 * SOAP signs neither method nor URL (Oracle help section_1534941088). No service of the emulator speaks SOAP yet; it
 * stands here for Oracle's published vector, which its test holds.
 */
export function soapBaseStringOf(passport: SoapPassport): string {
  const { account, consumerKey, token, nonce, timestamp } = passport;
  return [account, consumerKey, token, nonce, timestamp].map(percentEncode).join("&");
}

const formDecode = (text: string): string => percentDecode(text.replaceAll("+", " "));

export const isSigned = ([name]: Parameter): boolean => name !== "realm" && name !== "oauth_signature";

const compare = (left: string, right: string): number => {
  if (left === right) return 0;
  return left < right ? -1 : 1;
};
