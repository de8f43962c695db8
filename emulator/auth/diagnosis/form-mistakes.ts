/** How clients encode and order a base string wrongly, or sign another method. */
import { normaliseParameters, type Parameter } from "../base-string.ts";
import { percentEncode } from "../percent-encoding.ts";
import type { Change, Mistake } from "./signing.ts";

type Encode = (text: string) => string;

/** Encodes with another function, in both places: the values, and the three parts. */
const encodedBy = (encode: Encode): Change => ({
  normalise: (parameters) => joined(sorted(parameters, encode)),
  encodeUri: encode,
  encodeParameters: encode,
});

const lowerHex: Encode = (text) => percentEncode(text).replace(/%../g, (code) => code.toLowerCase());
const blankAsPlus: Encode = (text) => percentEncode(text).replaceAll("%20", "+");

const always = (what: string, change: Change): Mistake => ({ what, change: () => change });

export const ENCODING_MISTAKES: readonly Mistake[] = [
  always("blanks were encoded as a plus, they are %20", encodedBy(blankAsPlus)),
  always("the characters !'()* were not percent-encoded", encodedBy(encodeURIComponent)),
  always("percent-encoding was written in lower case", encodedBy(lowerHex)),
  always("the values were percent-encoded once too often", {
    normalise: (parameters) => joined(sorted(parameters, (text) => percentEncode(percentEncode(text)))),
  }),
  always("the values were not percent-encoded before they were joined", {
    normalise: (parameters) => joined(sorted(parameters, (text) => text)),
  }),
  always("the joined parameters were not percent-encoded", { encodeParameters: (text) => text }),
  always("the URL was not percent-encoded", { encodeUri: (text) => text }),
  always("the parameters were not sorted", { normalise: (parameters) => joined(encoded(parameters)) }),
  always("the parameters were not sorted, those of the header came first", {
    normalise: (parameters) => joined(encoded(parameters.toSorted(headerFirst))),
  }),
  always("the parameters were sorted without regard to upper and lower case", {
    normalise: (parameters) => joined(encoded(parameters).toSorted(([a], [b]) => a.localeCompare(b))),
  }),
  always("the parameters were sorted after names and values had been joined", {
    normalise: (parameters) =>
      encoded(parameters)
        .map(([name, value]) => `${name}=${value}`)
        .toSorted()
        .join("&"),
  }),
];

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"];

export const METHOD_MISTAKES: readonly Mistake[] = [
  { what: "the method was signed in lower case", change: ({ method }) => ({ method: method.toLowerCase() }) },
  ...METHODS.map(
    (method): Mistake => ({
      what: `the method ${method} was signed, another one was called`,
      change: (signing) => (signing.method === method ? undefined : { method }),
    }),
  ),
];

const encoded = (parameters: readonly Parameter[], encode: Encode = percentEncode): readonly Parameter[] =>
  parameters.map(([name, value]) => [encode(name), encode(value)]);

/** By name and then by value, whatever they were encoded with. */
const sorted = (parameters: readonly Parameter[], encode: Encode): readonly Parameter[] =>
  encoded(parameters, encode).toSorted(([a, x], [b, y]) => (a === b ? order(x, y) : order(a, b)));

const order = (left: string, right: string): number => (left < right ? -1 : Number(left > right));
const joined = (parameters: readonly Parameter[]): string =>
  parameters.map(([name, value]) => `${name}=${value}`).join("&");
const headerFirst = ([a]: Parameter, [b]: Parameter): number =>
  Number(b.startsWith("oauth_")) - Number(a.startsWith("oauth_"));

/** What the mistakes here depart from. */
export const RIGHT_FORM = {
  normalise: normaliseParameters,
  encodeUri: percentEncode,
  encodeParameters: percentEncode,
} as const satisfies Change;
