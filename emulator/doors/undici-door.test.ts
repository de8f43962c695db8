import { fetch, request } from "undici";
import { afterEach, expect, test } from "vitest";
import { ACCOUNT_ID, acme, anOrder, authorization, ORIGIN, RECORDS } from "../testing/acme.ts";
import { drydockDispatcher } from "./undici-door.ts";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

function world() {
  const { emulator, account, clock } = acme();
  const dispatcher = drydockDispatcher(emulator);
  open.push(() => dispatcher.destroy());
  let calls = 0;
  const login = (method: string, url: string): { authorization: string } => {
    calls += 1;
    const { credentials } = account;
    const now = clock.now();
    return {
      authorization: authorization({
        method,
        url,
        realm: ACCOUNT_ID,
        credentials,
        nonce: `nonce-${calls}`,
        now,
      }),
    };
  };
  return { account, dispatcher, login };
}

test("undici's request reaches the emulator at NetSuite's own https address, without a port", async () => {
  const { account, dispatcher, login } = world();
  const url = `${ORIGIN}${RECORDS}/salesOrder`;
  const body = JSON.stringify(anOrder());
  const created = await request(url, { dispatcher, method: "POST", headers: login("POST", url), body });
  const href = `${url}/${account.records.list("salesOrder")[0]?.id}`;
  expect([created.statusCode, created.headers["location"]]).toEqual([204, href]);
  const read = await request(href, { dispatcher, headers: login("GET", href) });
  expect(await read.body.json()).toMatchObject({ total: 21, links: [{ href }] });
});

test("undici's fetch does, too, and unpacks a long answer", async () => {
  const { dispatcher, login } = world();
  const url = `${ORIGIN}${RECORDS}/customer/eid:C-1?expandSubResources=true`;
  const answer = await fetch(url, { dispatcher, headers: login("GET", url) });
  expect(answer.headers.get("content-encoding")).toBe("gzip");
  expect(await answer.json()).toMatchObject({ companyName: "Harbour Ltd" });
});

test("many requests at once, a large body and a reset behave as on a socket", async () => {
  const { account, dispatcher, login } = world();
  const url = `${ORIGIN}${RECORDS}/salesOrder`;
  const post = (body: string) =>
    request(url, { dispatcher, method: "POST", headers: login("POST", url), body });
  const many = await Promise.all(Array.from({ length: 10 }, () => post(JSON.stringify(anOrder()))));
  expect(many.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(204));
  expect((await post(JSON.stringify(anOrder({ unknown: "x".repeat(1_000_000) })))).statusCode).toBe(204);
  account.addFault({ match: { method: "POST" }, effect: "reset-before-commit", times: 1 });
  await expect(post("{}")).rejects.toMatchObject({ code: "UND_ERR_SOCKET" });
});
