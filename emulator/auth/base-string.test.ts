import fc from "fast-check";
import { expect, test } from "vitest";
import { baseStringOf, normaliseParameters, queryParameters, soapBaseStringOf } from "./base-string.ts";
import { percentDecode, percentEncode } from "./percent-encoding.ts";
import { isSameSignature, signatureOf } from "./signature.ts";

/** Oracle help section_1534941088. */
const CONSUMER_KEY = "ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4";
const TOKEN = "2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc";
const SECRETS = {
  consumerSecret: "d26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5",
  tokenSecret: "c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295",
};
const OAUTH = [
  ["realm", "123456"],
  ["oauth_consumer_key", CONSUMER_KEY],
  ["oauth_token", TOKEN],
  ["oauth_nonce", "fjaLirsIcCGVZWzBX0pg"],
  ["oauth_timestamp", "1508242306"],
  ["oauth_signature_method", "HMAC-SHA256"],
  ["oauth_version", "1.0"],
  ["oauth_signature", "left out of the base string"],
] as const;
const RESTLET_PATH =
  "/app/site/hosting/restlet.nl?script=6&deploy=1&customParam=someValue&testParam=someOtherValue";

const restletSignature = (host: string): string =>
  signatureOf(
    baseStringOf({ method: "post", url: new URL(`https://${host}${RESTLET_PATH}`), oauth: OAUTH }),
    SECRETS,
  );

test.each([
  // Oracle's page lost the leading plus of the first one.
  [
    "V1, Oracle's RESTlet",
    "123456.restlets.api.netsuite.com",
    "+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ=",
  ],
  [
    "V4, another account's host",
    "1234567.restlets.api.netsuite.com",
    "i7MEtGwhCTIZbTsTrNGw9LdcERn4wsjt5C7TxmKWIfU=",
  ],
  ["V5, Oracle's header example", "rest.netsuite.com", "7mpNx1RdQn4VLSyeEwCK7jFBjGQ0blzwDSMU9Kg5Rmg="],
])("the published RESTlet vector %s signs as printed", (_name, host, signature) => {
  expect(restletSignature(host)).toBe(signature);
});

test("V2, Oracle's REST vector, has the printed base string and signature", () => {
  const url = new URL("https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40");
  const baseString = baseStringOf({ method: "GET", url, oauth: OAUTH });
  expect(baseString).toBe(
    "GET&https%3A%2F%2F123456.suitetalk.api.netsuite.com%2Fservices%2Frest%2Frecord%2Fv1%2Femployee%2F40&" +
      `oauth_consumer_key%3D${CONSUMER_KEY}%26oauth_nonce%3DfjaLirsIcCGVZWzBX0pg%26` +
      "oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D1508242306%26" +
      `oauth_token%3D${TOKEN}%26oauth_version%3D1.0`,
  );
  expect(signatureOf(baseString, SECRETS)).toBe("B5OIWznZ2YP0OB7VrJrGkYsTh+8H+5T9Hag+o92q0zY=");
});

test("V3, Oracle's SOAP vector, signs five values and no URL", () => {
  const baseString = soapBaseStringOf({
    account: "123456",
    consumerKey: CONSUMER_KEY,
    token: TOKEN,
    nonce: "fjaLirsIcCGVZWzBX0pg",
    timestamp: "1508242306",
  });
  expect(baseString).toBe(`123456&${CONSUMER_KEY}&${TOKEN}&fjaLirsIcCGVZWzBX0pg&1508242306`);
  expect(signatureOf(baseString, SECRETS)).toBe("tIcC5zyKUmycB5Ml/cNxOHDusw03Y5KPQiXVNUHHp4U=");
});

test("V6, awkward parameters normalise as published", () => {
  const parameters = [
    ...queryParameters("?b5=%3D%253D&a3=a&c%40=&a2=r%20b"),
    ["c2", ""],
    ["a3", "2 q"],
  ] as const;
  expect(normaliseParameters(parameters)).toBe("a2=r%20b&a3=2%20q&a3=a&b5=%3D%253D&c%40=&c2=");
});

test("the default port and the host's case do not change the base string", () => {
  const of = (url: string): string => baseStringOf({ method: "GET", url: new URL(url), oauth: OAUTH });
  expect(of("HTTPS://Example.COM:443/a?b=1")).toBe(of("https://example.com/a?b=1"));
  expect(of("http://example.com:8080/a")).toContain(percentEncode("http://example.com:8080/a"));
});

test("a plus in a query means a blank", () => {
  expect(queryParameters("?q=a+b&empty&x=1=2")).toEqual([
    ["q", "a b"],
    ["empty", ""],
    ["x", "1=2"],
  ]);
});

test("normalisation does not depend on the order of the parameters", () => {
  const parameter = fc.tuple(fc.string(), fc.string());
  fc.assert(
    fc.property(fc.array(parameter), (parameters) => {
      expect(normaliseParameters(parameters.toReversed())).toBe(normaliseParameters(parameters));
    }),
  );
});

test("normalised parameters decode to exactly what went in", () => {
  const text = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          text.filter((name) => name !== ""),
          text,
        ),
      ),
      (parameters) => {
        const decoded = queryParameters(normaliseParameters(parameters));
        const sorted = (list: typeof decoded): string[] => list.map((pair) => JSON.stringify(pair)).sort();
        expect(sorted(decoded)).toEqual(sorted(parameters));
      },
    ),
  );
});

test("percent-encoding leaves only unreserved characters and decodes back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(percentEncode(text)).toMatch(/^([\w.~-]|%[0-9A-F]{2})*$/);
      expect(percentDecode(percentEncode(text))).toBe(text);
    }),
  );
});

test("broken percent signs are left as they are", () => {
  expect(percentDecode("100%zz%2")).toBe("100%zz%2");
});

test("a signature of another length is just another signature", () => {
  expect(isSameSignature("abc", "abcd")).toBe(false);
  expect(isSameSignature("abc", "abc")).toBe(true);
});
