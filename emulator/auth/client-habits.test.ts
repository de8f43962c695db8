import { createHmac } from "node:crypto";
import { request } from "node:http";
import OAuth from "oauth-1.0a";
import { expect, test } from "vitest";
import { startHttpDoor } from "../index.ts";
import { ACCOUNT_ID, type Acme, acme, ORIGIN, RECORDS } from "../testing/acme.ts";

const PATH = `${RECORDS}/customer`;

/** An independent client's header, as its parameters. */
function signed({ account, clock }: Acme, url: string, more: Readonly<Record<string, string>> = {}) {
  const { consumerKey, consumerSecret, tokenId, tokenSecret } = account.credentials;
  const oauth = new OAuth({
    consumer: { key: consumerKey, secret: consumerSecret },
    signature_method: "HMAC-SHA256",
    hash_function: (text, key) => createHmac("sha256", key).update(text).digest("base64"),
  });
  oauth.getTimeStamp = () => Math.floor(clock.now() / 1000);
  const data = oauth.authorize({ url, method: "GET", data: more }, { key: tokenId, secret: tokenSecret });
  // It puts the query's parameters among them, which its own toHeader leaves out as well.
  return Object.entries({ realm: ACCOUNT_ID, ...data, ...more })
    .filter(([name]) => /^(realm|oauth_\w+)$/.test(name))
    .map(([name, value]) => [name, encodeURIComponent(String(value))] as const);
}

type Pairs = ReturnType<typeof signed>;
const quoted = (pairs: Pairs): readonly string[] => pairs.map(([name, value]) => `${name}="${value}"`);

async function detailOf(world: Acme, authorization: string, path = PATH) {
  await world.call("GET", path, { headers: { authorization } });
  return world.account.auditTrail().at(-1)?.detail;
}

test.each<[string, (pairs: Pairs) => string]>([
  ["the realm first", (pairs) => `OAuth ${quoted(pairs).join(", ")}`],
  ["the realm last", (pairs) => `OAuth ${quoted(pairs.toReversed()).join(", ")}`],
  ["no blank after commas", (pairs) => `OAuth ${quoted(pairs).join(",")}`],
  [
    "blanks around commas and equals signs",
    (pairs) => `OAuth  ${quoted(pairs).join("\t , ").replaceAll('="', ' = "')} `,
  ],
  ["values without quotes", (pairs) => `OAuth ${pairs.map((pair) => pair.join("=")).join(", ")}`],
  ["the scheme in lower case", (pairs) => `oauth ${quoted(pairs).join(", ")}`],
  ["the scheme in upper case", (pairs) => `OAUTH ${quoted(pairs).join(", ")}`],
  ["a line for each parameter", (pairs) => `OAuth ${quoted(pairs).join(",\r\n\t")}`],
  ["a fold after the scheme", (pairs) => `OAuth\r\n ${quoted(pairs).join(",\n  ")}`],
])("a header with %s is understood", async (_name, write) => {
  const world = acme();
  expect(await detailOf(world, write(signed(world, `${ORIGIN}${PATH}`)))).toBe("Success");
});

test("oauth_body_hash and unknown oauth_ parameters are signed like any other", async () => {
  const world = acme();
  const more = { oauth_body_hash: "2jmj7l5rSw0yVb/vlWAYkK/YBwk=", oauth_something: "x y" };
  expect(await detailOf(world, `OAuth ${quoted(signed(world, `${ORIGIN}${PATH}`, more)).join(", ")}`)).toBe(
    "Success",
  );
});

test("oauth_version may be left out", async () => {
  const world = acme();
  const { account, clock } = world;
  const { consumerKey, consumerSecret, tokenId, tokenSecret } = account.credentials;
  const timestamp = Math.floor(clock.now() / 1000);
  const parameters = `oauth_consumer_key=${consumerKey}&oauth_nonce=abcdefgh&oauth_signature_method=HMAC-SHA256&oauth_timestamp=${timestamp}&oauth_token=${tokenId}`;
  const text = `GET&${encodeURIComponent(`${ORIGIN}${PATH}`)}&${encodeURIComponent(parameters)}`;
  const signature = createHmac("sha256", `${consumerSecret}&${tokenSecret}`).update(text).digest("base64");
  const header = `OAuth realm="${ACCOUNT_ID}",${parameters.replaceAll("&", ",")},oauth_signature="${encodeURIComponent(signature)}"`;
  expect(await detailOf(world, header)).toBe("Success");
});

/** oauth-1.0a reads a plus as a plus, so it is given the blanks as %20 and the emulator either way. */
test.each(["+", "%20"])("a blank that the URL has as %s is a blank in what is signed", async (blank) => {
  const world = acme();
  const condition = (between: string) =>
    `${PATH}?q=companyName${between}IS${between}%22Harbour${between}Ltd%22`;
  const header = `OAuth ${quoted(signed(world, `${ORIGIN}${condition("%20")}`)).join(", ")}`;
  const answer = await world.call("GET", condition(blank), { headers: { authorization: header } });
  expect(answer).toMatchObject({ status: 200, json: { count: 1 } });
});

test("the port that https has anyway is left out of what is signed, whether the client called it or not", async () => {
  const world = acme();
  const header = `OAuth ${quoted(signed(world, `${ORIGIN}${PATH}`)).join(", ")}`;
  expect(await detailOf(world, header, `${ORIGIN}:443${PATH}`)).toBe("Success");
});

test("over a real socket the header's name may be in any case", async () => {
  const world = acme();
  const door = await startHttpDoor(world.emulator);
  const url = `${door.url}${PATH}`;
  const authorization = `OAuth ${quoted(signed(world, url)).join(", ")}`;
  const status = await new Promise((resolve, reject) => {
    request(url, { headers: { AUTHORIZATION: authorization } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
  await door.close();
  expect(status).toBe(200);
});
