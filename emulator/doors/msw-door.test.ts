import { setupServer } from "msw/node";
import { afterEach, expect, test } from "vitest";
import { ACCOUNT_ID, acme, anOrder, authorization, ORIGIN, RECORDS } from "../testing/acme.ts";
import { drydockHandlers } from "./msw-door.ts";

const server = setupServer();
afterEach(() => server.close());

function listen() {
  const world = acme();
  server.resetHandlers(...drydockHandlers(world.emulator));
  server.listen({ onUnhandledRequest: "error" });
  const send = (method: string, path: string, body?: object) => {
    const url = `${ORIGIN}${path}`;
    const { account, clock } = world;
    const login = {
      method,
      url,
      realm: ACCOUNT_ID,
      credentials: account.credentials,
      nonce: `n-${path}-${method}`.slice(0, 60),
      now: clock.now(),
    };
    return fetch(url, {
      method,
      headers: { authorization: authorization(login) },
      body: body === undefined ? null : JSON.stringify(body),
    });
  };
  return { ...world, send };
}

test("fetch reaches the emulator at the account's own host name, without a port", async () => {
  const { send, account } = listen();
  const created = await send("POST", `${RECORDS}/salesOrder`, anOrder());
  expect(created.status).toBe(204);
  expect(created.headers.get("location")).toBe(
    `${ORIGIN}${RECORDS}/salesOrder/${account.records.list("salesOrder")[0]?.id}`,
  );
  const missing = await send("GET", `${RECORDS}/customer/999999`);
  expect([missing.status, await missing.json()]).toMatchObject([404, { title: "Not Found" }]);
});

test.each([
  "https://rest.netsuite.com/rest/datacenterurls?account=1234567_SB1",
  "http://127.0.0.1:1/rest/datacenterurls?account=1234567_SB1",
  "https://1234567-sb1.restlets.api.netsuite.com/rest/datacenterurls?account=1234567_SB1",
])("%s is the emulator's, too", async (url) => {
  listen();
  expect(await (await fetch(url)).json()).toMatchObject({ restDomain: expect.any(String) });
});

test.each([
  "https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1&deploy=1",
  "https://1234567-sb1.app.netsuite.com/anything",
])("%s takes a login", async (url) => {
  listen();
  expect((await fetch(url)).status).toBe(401);
});

test("what is not NetSuite's is left to other handlers", async () => {
  listen();
  await expect(fetch("https://netsuite.com.example.test/services")).rejects.toThrow();
});

test("a reset reaches fetch as a network error", async () => {
  const { send, account } = listen();
  account.addFault({ match: {}, effect: "reset-before-commit" });
  await expect(send("GET", `${RECORDS}/customer`)).rejects.toThrow();
});
