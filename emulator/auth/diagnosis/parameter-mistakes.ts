/** Which parameters clients sign that they should not, or leave out, or misread. */
import { isSigned, type Parameter, queryParameters } from "../base-string.ts";
import { percentDecode } from "../percent-encoding.ts";
import type { Mistake, SentRequest } from "./signing.ts";

type Parameters = readonly Parameter[];

const parameterMistake = (
  what: string,
  mistaken: (parameters: Parameters, sent: SentRequest) => Parameters | undefined,
): Mistake => ({
  what,
  change({ parameters }, sent) {
    const changed = mistaken(parameters, sent);
    return changed === undefined || isSame(changed, parameters) ? undefined : { parameters: changed };
  },
});

const without = (name: string) => (parameters: Parameters) => parameters.filter(([own]) => own !== name);
const KNOWN = [
  "oauth_consumer_key",
  "oauth_token",
  "oauth_nonce",
  "oauth_timestamp",
  "oauth_signature_method",
  "oauth_version",
];
/** A longer body is not looked into. */
const BODY_LIMIT = 16_384;

export const PARAMETER_MISTAKES: readonly Mistake[] = [
  parameterMistake("the realm was signed as a parameter", (parameters, { oauth }) => [
    ...parameters,
    ...oauth.filter(([name]) => name === "realm"),
  ]),
  parameterMistake("the parameters of the query string were not signed", (_parameters, { oauth }) =>
    oauth.filter(isSigned),
  ),
  parameterMistake("the members of the JSON body were signed as parameters", (parameters, { body }) => {
    const members = membersOf(body);
    return members === undefined ? undefined : [...parameters, ...members];
  }),
  parameterMistake("the body was signed as parameters", (parameters, { body }) =>
    body.length > BODY_LIMIT ? undefined : [...parameters, ...queryParameters(body)],
  ),
  parameterMistake(
    "a plus sign in the query string was signed as a plus, it is a blank",
    (_parameters, sent) => withQuery(sent, percentDecode),
  ),
  parameterMistake(
    "the query string's values were signed as they stand in the URL, without decoding them first",
    (_parameters, sent) => withQuery(sent, (text) => text),
  ),
  parameterMistake("oauth_version was signed but not sent", (parameters) =>
    parameters.some(([name]) => name === "oauth_version")
      ? undefined
      : [...parameters, ["oauth_version", "1.0"]],
  ),
  parameterMistake("oauth_version was sent but not signed", without("oauth_version")),
  parameterMistake("oauth_token was not signed", without("oauth_token")),
  parameterMistake("oauth_signature_method was not signed", without("oauth_signature_method")),
  parameterMistake("further oauth_ parameters than the usual six were sent but not signed", (parameters) =>
    parameters.filter(([name]) => !name.startsWith("oauth_") || KNOWN.includes(name)),
  ),
  parameterMistake("only the last of the query parameters with one name was signed", (parameters) => [
    ...new Map(parameters),
  ]),
  parameterMistake("query parameters without a value were not signed", (parameters) =>
    parameters.filter(([, value]) => value !== ""),
  ),
];

function withQuery({ url, oauth }: SentRequest, decode: (text: string) => string): Parameters {
  const query = url.search
    .slice(1)
    .split("&")
    .filter((part) => part !== "")
    .map((part): Parameter => {
      const [name = "", ...value] = part.split("=");
      return [decode(name), decode(value.join("="))];
    });
  return [...query, ...oauth.filter(isSigned)];
}

function membersOf(body: string): Parameters | undefined {
  if (body.length > BODY_LIMIT || !body.startsWith("{")) return undefined;
  try {
    const members = Object.entries(JSON.parse(body) as Readonly<Record<string, unknown>>);
    return members.map(([name, value]) => [
      name,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]);
  } catch {
    return undefined;
  }
}

const isSame = (left: Parameters, right: Parameters): boolean =>
  left.length === right.length &&
  left.every(([name, value], at) => right[at]?.[0] === name && right[at]?.[1] === value);
