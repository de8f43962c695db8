import { expect, test } from "vitest";
import { signRequest, type TbaCredentials } from "./sign-request.ts";

/** The sample of Oracle help, section_1534941088. */
const CREDENTIALS: TbaCredentials = {
  consumerKey: "ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4",
  consumerSecret: "d26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5",
  tokenId: "2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc",
  tokenSecret: "c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295",
};
const NONCE = "fjaLirsIcCGVZWzBX0pg";
const NOW = 1_508_242_306_999;

function sign(method: string, url: string, nonce: string | undefined = NONCE): string {
  return signRequest({ method, url, realm: "123456", credentials: CREDENTIALS, now: NOW, nonce });
}

function parameter(header: string, name: string): string {
  return decodeURIComponent(new RegExp(`${name}="([^"]*)"`).exec(header)?.[1] ?? "");
}

test.each([
  [
    "POST",
    "https://123456.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=6&deploy=1&customParam=someValue&testParam=someOtherValue",
    "+KK4SKNgz4ZiILGLwOMtfYlgcXSy1eis8ldE9X90azQ=",
  ],
  [
    "GET",
    "https://123456.suitetalk.api.netsuite.com/services/rest/record/v1/employee/40",
    "B5OIWznZ2YP0OB7VrJrGkYsTh+8H+5T9Hag+o92q0zY=",
  ],
])("Oracle's own sample of a %s is signed as Oracle prints it", (method, url, signature) => {
  expect(parameter(sign(method, url), "oauth_signature")).toBe(signature);
});

test("the header carries the realm as the account id is written, and the clock's time in seconds", () => {
  const header = sign("GET", "http://127.0.0.1/services/rest/record/v1/customer/1");
  expect(header).toMatch(/^OAuth realm="123456", /);
  expect(parameter(header, "oauth_timestamp")).toBe("1508242306");
  expect(parameter(header, "oauth_signature_method")).toBe("HMAC-SHA256");
  expect(parameter(header, "oauth_version")).toBe("1.0");
});

test("every call has a nonce of its own, within NetSuite's 6 to 64 letters and digits", () => {
  const url = "http://127.0.0.1/x";
  const nonces = [1, 2].map(() =>
    parameter(
      signRequest({ method: "GET", url, realm: "1", credentials: CREDENTIALS, now: NOW }),
      "oauth_nonce",
    ),
  );
  expect(new Set(nonces).size).toBe(2);
  for (const nonce of nonces) expect(nonce).toMatch(/^[A-Za-z0-9]{6,64}$/);
});

test.each([
  ["an equals sign in a value", "?q=a=b", "?q=a%3Db"],
  ["a blank written as plus", "?q=a+b", "?q=a%20b"],
  ["the order of repeated keys", "?a=2&a=&b=1", "?b=1&a=&a=2"],
  ["a key called like an inherited property", "?toString=1", "?toString=%31"],
])("%s does not change what is signed", (_, one, other) => {
  const url = "http://127.0.0.1/services/rest/record/v1/customer";
  expect(parameter(sign("GET", url + one), "oauth_signature")).toBe(
    parameter(sign("GET", url + other), "oauth_signature"),
  );
});

test("the query is part of the signature", () => {
  const url = "http://127.0.0.1/services/rest/record/v1/customer";
  expect(sign("GET", `${url}?q=a`)).not.toBe(sign("GET", `${url}?q=b`));
});

test("a query parameter that would replace what is signed is refused", () => {
  expect(() => sign("GET", "http://127.0.0.1/x?oauth_nonce=evil")).toThrow(/oauth_nonce/);
});
