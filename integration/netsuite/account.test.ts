import { expect, test } from "vitest";
import { accountName, hostOf, recordServiceUrl, restletUrlBeside } from "./account.ts";

test("a sandbox keeps its realm and lower-cases its host label", () => {
  expect(accountName("1234567_SB1")).toEqual({
    accountId: "1234567_SB1",
    realm: "1234567_SB1",
    hostLabel: "1234567-sb1",
    suiteTalkUrl: "https://1234567-sb1.suitetalk.api.netsuite.com",
  });
  expect(hostOf("TSTDRV1_RP2_X")).toBe("tstdrv1-rp2-x.suitetalk.api.netsuite.com");
});

test.each(["1234567_sb1", "1234567-SB1", "", "acme store"])(
  "the account id %j is refused with the form to write",
  (accountId) => {
    expect(() => accountName(accountId)).toThrow(/1234567_SB1/);
  },
);

test("any address that is not NetSuite's is taken as it is, without a trailing slash", () => {
  const account = accountName("1234567");
  expect(recordServiceUrl(account, "http://127.0.0.1:8080/")).toBe(
    "http://127.0.0.1:8080/services/rest/record/v1",
  );
  expect(recordServiceUrl(account, account.suiteTalkUrl)).toBe(
    `${account.suiteTalkUrl}/services/rest/record/v1`,
  );
});

test("another account's NetSuite host is refused, since its login would fail without saying why", () => {
  const production = accountName("1234567");
  expect(() => recordServiceUrl(production, accountName("1234567_SB1").suiteTalkUrl)).toThrow(
    /another account/,
  );
});

test.each(["netsuite", "ftp://127.0.0.1", "http://127.0.0.1/?x=1"])(
  "the base URL %j is refused",
  (baseUrl) => {
    expect(() => recordServiceUrl(accountName("1234567"), baseUrl)).toThrow(/cannot be used/);
  },
);

test.each([
  [
    "https://1234567-sb1.suitetalk.api.netsuite.com",
    "https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=customscript_up&deploy=1",
  ],
  [
    "http://127.0.0.1:8080/netsuite",
    "http://127.0.0.1:8080/netsuite/app/site/hosting/restlet.nl?script=customscript_up&deploy=1",
  ],
])("behind %s a RESTlet stands at %s", (baseUrl, url) => {
  const account = accountName("1234567_SB1");
  const restlet = { script: "customscript_up", deploy: "1" };
  expect(restletUrlBeside(account, recordServiceUrl(account, baseUrl), restlet)).toBe(url);
});
