import { expect, test } from "vitest";
import { type Acme, acme, RECORDS } from "../testing/acme.ts";
import { type Channel, channelOf } from "./channel.ts";

const RESTLET = "/app/site/hosting/restlet.nl?script=1&deploy=1";
const TOKEN = "/services/rest/auth/oauth2/v1/token";
const JSON_TYPE = { "content-type": "application/json" };

test.each<[string, Channel]>([
  [`${RECORDS}/customer`, "rest"],
  ["/services/rest/anything", "rest"],
  ["/rest/tokeninfo", "rest"],
  ["/app/site/hosting/restlet.nl", "restlet"],
  ["/app/site/hosting/restlet.nlx", "rest"],
  [TOKEN, "oauth2"],
  ["/services/rest/auth/oauth2/v1/keys", "oauth2"],
  ["/rest/datacenterurls", "open"],
])("%s is of the channel %s", (path, channel) => {
  expect(channelOf(path)).toBe(channel);
});

const wrong = ({ account }: Acme) => ({ ...account.credentials, tokenSecret: "wrong" });

test.each([
  [
    "application/json",
    '{"error" : {"code" : "INVALID_LOGIN_ATTEMPT", "message" : "Invalid login attempt."}}',
  ],
  [
    "application/json; charset=utf-8",
    '{"error" : {"code" : "INVALID_LOGIN_ATTEMPT", "message" : "Invalid login attempt."}}',
  ],
  [
    "application/xml",
    "<error><code>INVALID_LOGIN_ATTEMPT</code><message>Invalid login attempt.</message></error>",
  ],
  ["text/plain", "error code: INVALID_LOGIN_ATTEMPT\nerror message: Invalid login attempt."],
  ["Application/JSON", "error code: INVALID_LOGIN_ATTEMPT\nerror message: Invalid login attempt."],
  [undefined, "error code: INVALID_LOGIN_ATTEMPT\nerror message: Invalid login attempt."],
])("a RESTlet called with the content type %s words a refused login in it", async (type, body) => {
  const world = acme();
  const headers = type === undefined ? {} : { "content-type": type };
  const answer = await world.call("POST", RESTLET, { credentials: wrong(world), headers });
  expect(answer).toMatchObject({ status: 401, body });
  expect(answer.headers["www-authenticate"]).toContain('error="InvalidSignature"');
  expect(world.account.auditTrail().at(-1)).toMatchObject({ channel: "restlet", detail: "InvalidSignature" });
});

test("over the limit a RESTlet answers 400 where REST answers 429", async () => {
  const world = acme({ tier: "standard" });
  world.account.occupySlots(5, 60_000);
  expect(await world.call("POST", RESTLET, { headers: JSON_TYPE })).toMatchObject({
    status: 400,
    body: '{"error" : {"code" : "SSS_REQUEST_LIMIT_EXCEEDED", "message" : "Request Limit Exceeded!"}}',
  });
  expect(await world.call("GET", `${RECORDS}/customer`)).toMatchObject({
    status: 429,
    error: { "o:errorCode": "CONCURRENCY_LIMIT_EXCEEDED" },
  });
});

test("an overloaded account that answers as if the login had failed does so in the RESTlet's words too", async () => {
  const world = acme({ tier: "standard", governance: { overload: "failed-login" } });
  world.account.occupySlots(5, 120_000);
  const pending = world.call("POST", RESTLET, { headers: JSON_TYPE });
  await new Promise((resolve) => setImmediate(resolve));
  world.clock.advance(60_000);
  expect(await pending).toMatchObject({
    status: 401,
    json: { error: { code: "INVALID_LOGIN_ATTEMPT", message: "Invalid login attempt." } },
  });
});

test("an injected status keeps the channel's form, and a body of one's own is sent as it is", async () => {
  const world = acme();
  world.account.addFault({ match: {}, effect: { status: 503 }, times: 2 });
  world.account.addFault({ match: {}, effect: { status: 502, body: "gone" } });
  expect(await world.call("POST", RESTLET, { headers: JSON_TYPE })).toMatchObject({
    status: 503,
    json: { error: { code: "INJECTED_FAULT" } },
  });
  expect(await world.call("GET", `${RECORDS}/customer`)).toMatchObject({
    status: 503,
    error: { "o:errorCode": "INJECTED_FAULT" },
  });
  expect(await world.call("POST", RESTLET)).toMatchObject({ status: 502, body: "gone" });
});

test("the token endpoint takes no login and no slot, and words every no as OAuth 2.0 does", async () => {
  const world = acme({ tier: "standard" });
  world.account.occupySlots(5, 60_000);
  world.account.addFault({ match: {}, effect: { status: 500 } });
  const answer = await world.call("POST", TOKEN, { headers: { authorization: "" } });
  expect(answer).toMatchObject({ status: 500, json: { error: "server_error" } });
  expect(world.account.auditTrail()).toEqual([]);
});
