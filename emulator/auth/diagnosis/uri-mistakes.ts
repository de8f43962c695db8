/** How clients get the URL of a base string wrong. */
import { hostLabelOf } from "../account-host.ts";
import { percentDecode, percentEncode } from "../percent-encoding.ts";
import type { Mistake, SentRequest } from "./signing.ts";

const uriMistake = (
  what: string,
  baseUriOf: (sent: SentRequest, baseUri: string) => string | undefined,
): Mistake => ({
  what,
  change({ baseUri }, sent) {
    const mistaken = baseUriOf(sent, baseUri);
    return mistaken === undefined || mistaken === baseUri ? undefined : { baseUri: mistaken };
  },
});

/** The scheme's own port has no place in a base string, any other one has. */
const OWN_PORT: Readonly<Record<string, string>> = { "http:": "80", "https:": "443" };
const OTHER_SCHEME: Readonly<Record<string, string>> = { "http:": "https:", "https:": "http:" };
const SAME_MACHINE: Readonly<Record<string, string>> = { localhost: "127.0.0.1", "127.0.0.1": "localhost" };

const at = (host: string, { url }: SentRequest): string => `${url.protocol}//${host}${url.pathname}`;

const realHost = (hostOf: (accountId: string) => string, what: string): Mistake =>
  uriMistake(what, (sent) => `https://${hostOf(sent.accountId)}${sent.url.pathname}`);

export const URI_MISTAKES: readonly Mistake[] = [
  uriMistake("the port was left out of the URL", (sent) =>
    sent.url.port === "" ? undefined : at(sent.url.hostname, sent),
  ),
  uriMistake("the URL was signed with the port that its scheme has anyway", (sent) =>
    sent.url.port === "" ? at(`${sent.url.hostname}:${OWN_PORT[sent.url.protocol]}`, sent) : undefined,
  ),
  uriMistake(
    "another scheme was signed than was called, http instead of https or the reverse",
    ({ url }) => `${OTHER_SCHEME[url.protocol]}//${url.host}${url.pathname}`,
  ),
  uriMistake("the query string was left on the URL", (sent, baseUri) => `${baseUri}${sent.url.search}`),
  uriMistake("the host was not signed in lower case", (sent) =>
    at(/^\w+:\/\/([^/?#]*)/.exec(sent.calledUrl)?.[1] ?? "", sent),
  ),
  uriMistake("the host was signed in upper case", (sent) => at(sent.url.host.toUpperCase(), sent)),
  realHost(
    (accountId) => `${hostLabelOf(accountId)}.suitetalk.api.netsuite.com`,
    "the account's suitetalk.api.netsuite.com was signed instead of the URL that was called",
  ),
  realHost(
    (accountId) => `${hostLabelOf(accountId)}.restlets.api.netsuite.com`,
    "the account's restlets.api.netsuite.com was signed instead of the URL that was called",
  ),
  realHost(
    (accountId) => `${accountId}.suitetalk.api.netsuite.com`,
    "suitetalk.api.netsuite.com was signed with the account id as the realm has it",
  ),
  realHost(
    (accountId) => `${accountId}.restlets.api.netsuite.com`,
    "restlets.api.netsuite.com was signed with the account id as the realm has it",
  ),
  realHost(() => "rest.netsuite.com", "the old host rest.netsuite.com was signed"),
  uriMistake("localhost and 127.0.0.1 were taken for the same", (sent) => {
    const other = SAME_MACHINE[sent.url.hostname];
    return other === undefined ? undefined : at(sent.url.host.replace(sent.url.hostname, other), sent);
  }),
  uriMistake("a slash was added to the URL", (_sent, baseUri) => `${baseUri}/`),
  uriMistake("the slash at the end of the URL was left out", (_sent, baseUri) => baseUri.replace(/\/$/, "")),
  uriMistake("the path was decoded before it was signed", (_sent, baseUri) => percentDecode(baseUri)),
  uriMistake(
    "more of the path was percent-encoded than in the URL that was called",
    ({ url }) => `${url.protocol}//${url.host}${encodedAnew(url.pathname)}`,
  ),
  uriMistake("only the path was signed, without scheme and host", ({ url }) => url.pathname),
];

const encodedAnew = (path: string): string =>
  path
    .split("/")
    .map((segment) => percentEncode(percentDecode(segment)))
    .join("/");
