import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { createEmulator, startHttpDoor } from "../../index.ts";
import { authorization, RECORDS } from "../../testing/acme.ts";

const REALM = "7654321";
const MASTER_DATA = [{ recordType: "subsidiary", body: { name: "Acme", externalId: "ACME" } }];

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
}

/** A caller over real sockets, which may send one header several times. */
async function world() {
  const emulator = createEmulator({ accounts: [{ accountId: REALM, masterData: MASTER_DATA }] });
  const account = emulator.account(REALM);
  const door = await startHttpDoor(emulator);
  open.push(door.close);
  let calls = 0;
  const send = async (url: string, { method = "GET", headers = {}, body }: Sent = {}) => {
    calls += 1;
    const login = { realm: REALM, credentials: account.credentials, nonce: `nonce${calls}` };
    const signed = authorization({ ...login, method, url, now: emulator.clock.now() });
    const sent = httpRequest(url, { method, agent: false, headers: { ...headers, authorization: signed } });
    sent.end(body === undefined ? undefined : JSON.stringify(body));
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  };
  return { account, door, send };
}

test("a batch goes over HTTP: two Prefer headers, 202, the job followed by its own links, one result each", async () => {
  const { account, door, send } = await world();
  const items = ["A", "B", "C"].map((name) => ({
    companyName: name,
    externalId: name,
    subsidiary: { externalId: name === "B" ? "nobody" : "ACME" },
  }));
  const submitted = await send(`${door.url}${RECORDS}/customer`, {
    method: "POST",
    headers: {
      prefer: ["respond-async", 'batch-processing="parallel"'],
      "content-type": "application/vnd.oracle.resource+json; type=collection",
    },
    body: { items },
  });
  expect(submitted).toMatchObject({ status: 202, body: "" });
  expect(submitted.headers).toMatchObject({
    "preference-applied": "respond-async",
    "content-type": "application/json",
    "content-length": "0",
  });
  const location = submitted.headers.location ?? "";
  expect(location).toMatch(`${door.url}/services/rest/async/v1/job/`);
  const job = JSON.parse((await send(location)).body);
  expect(job).toMatchObject({ completed: true, progress: "failed" });
  const list = JSON.parse((await send(job.task.links[0].href)).body);
  const statuses: unknown[] = [];
  for (const item of list.items) {
    const task = JSON.parse((await send(item.links[0].href)).body);
    const result = task.links.find(({ rel }: { rel: string }) => rel === "related");
    statuses.push((await send(result.href)).status);
  }
  expect(statuses).toEqual([204, 400, 204]);
  expect(account.records.list("customer").map(({ externalId }) => externalId)).toEqual(["A", "C"]);
});
