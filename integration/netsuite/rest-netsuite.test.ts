import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { systemClock } from "../clock.ts";
import type { HttpCall } from "../http/http-call.ts";
import type { SlotOutcome } from "./ask.ts";
import { createRestNetSuite, type NetSuiteOptions } from "./rest-netsuite.ts";

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

type Answer = (seen: Seen, response: ServerResponse) => void;

const NOW = 1_790_000_000_000;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A NetSuite of one answer on a real socket, and a client of it that notes what happens to its slots. */
async function aNetSuite(answer: Answer, changes: Partial<NetSuiteOptions> = {}) {
  const seen: Seen[] = [];
  const slots: SlotOutcome[] = [];
  const calls: HttpCall[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url = "", headers } = request;
      const entry = { method, url, headers, body: Buffer.concat(chunks).toString() };
      seen.push(entry);
      answer(entry, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const netsuite = createRestNetSuite({
    accountId: "1234567_SB1",
    baseUrl: `http://127.0.0.1:${port}`,
    credentials: { consumerKey: "ck", consumerSecret: "cs", tokenId: "tk", tokenSecret: "ts" },
    connections: 2,
    timeoutMs: 2000,
    clock: { now: () => NOW, sleep: systemClock.sleep },
    acquireSlot: async () => (outcome) => slots.push(outcome),
    onCall: (call) => calls.push(call),
    ...changes,
  });
  closers.push(
    () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
    () => netsuite.close(),
  );
  return { netsuite, seen, slots, calls };
}

function json(status: number, body: unknown): Answer {
  return (_, response) => {
    response.writeHead(status, {
      "content-type": "application/vnd.oracle.resource+json; type=error; charset=UTF-8",
    });
    response.end(JSON.stringify(body));
  };
}

function refusal(status: number, detail: string, code: string): Answer {
  return json(status, { status, "o:errorDetails": [{ detail, "o:errorCode": code }] });
}

const created: Answer = ({ headers }, response) => {
  response.writeHead(204, { location: `http://${headers.host}/services/rest/record/v1/salesorder/4711` });
  response.end();
};

const ORDER = {
  recordType: "salesOrder",
  externalId: "SHOP-1",
  body: { memo: "ü" },
  replace: ["item", "partners"],
};

test("an upsert is one signed PUT by external id that names the sublists to replace", async () => {
  const { netsuite, seen, slots, calls } = await aNetSuite(created);
  expect(await netsuite.upsert(ORDER)).toEqual({ ok: true, value: { internalId: "4711" } });
  const [request] = seen;
  expect(request?.method).toBe("PUT");
  expect(request?.url).toBe("/services/rest/record/v1/salesOrder/eid:SHOP-1?replace=item,partners");
  expect(request?.body).toBe('{"memo":"ü"}');
  expect(request?.headers["x-netsuite-propertynamevalidation"]).toBe("error");
  expect(request?.headers.authorization).toMatch(
    /^OAuth realm="1234567_SB1", .*oauth_timestamp="1790000000"/,
  );
  expect(slots).toEqual(["ok"]);
  expect(calls).toEqual([
    {
      method: "PUT",
      path: "/services/rest/record/v1/salesOrder/eid:SHOP-1",
      status: 204,
      ms: 0,
      sent: '{"memo":"ü"}',
    },
  ]);
});

test("a call is signed after its slot was given, with a nonce of its own", async () => {
  let now = NOW;
  const { netsuite, seen } = await aNetSuite(created, {
    clock: { now: () => now, sleep: systemClock.sleep },
    acquireSlot: async () => {
      now += 600_000;
      return () => undefined;
    },
  });
  await netsuite.upsert(ORDER);
  await netsuite.upsert(ORDER);
  const [first, second] = seen.map(({ headers }) => headers.authorization ?? "");
  expect(first).toContain('oauth_timestamp="1790000600"');
  expect(second).toContain('oauth_timestamp="1790001200"');
  const nonce = (header: string | undefined) => /oauth_nonce="(\w+)"/.exec(header ?? "")?.[1];
  expect(nonce(first)).not.toBe(nonce(second));
});

test("a write is announced when its slot is there, and before it leaves", async () => {
  const order: string[] = [];
  const { netsuite } = await aNetSuite(
    (request, response) => {
      order.push("arrived");
      created(request, response);
    },
    {
      acquireSlot: async () => {
        order.push("slot");
        return () => undefined;
      },
    },
  );
  await netsuite.upsert(ORDER, async () => void order.push("announced"));
  expect(order).toEqual(["slot", "announced", "arrived"]);
});

test("a write that may not leave gives its slot back, and is no call", async () => {
  const { netsuite, seen, slots, calls } = await aNetSuite(created);
  const lost = new Error("somebody else has it");
  await expect(netsuite.upsert(ORDER, () => Promise.reject(lost))).rejects.toBe(lost);
  expect([seen, slots, calls]).toEqual([[], ["ok"], []]);
});

test.each(["SHOP|1", "SHOP 1", "", "../../customer/1", "é"])(
  "the external id %j is refused before anything is sent",
  async (externalId) => {
    const { netsuite, seen } = await aNetSuite(created);
    const written = await netsuite.upsert({ ...ORDER, externalId });
    const read = await netsuite.findByExternalId("salesOrder", externalId);
    expect(written).toMatchObject({ ok: false, failure: { class: "data", code: "EXTERNAL_ID_INVALID" } });
    expect(read).toMatchObject({ ok: false, failure: { class: "data", code: "EXTERNAL_ID_INVALID" } });
    expect(seen).toEqual([]);
  },
);

test.each([
  [404, "The record instance does not exist. Provide a valid record instance ID.", "NONEXISTENT_ID"],
  [400, "Error while accessing a resource. Transaction type specified is incorrect.", "USER_ERROR"],
  [
    404,
    "The record instance for external ID 'SHOP-1' does not exist. Provide a valid record instance ID.",
    "NONEXISTENT_ID",
  ],
])("a record that is not there (%i) is null and no failure", async (status, detail, code) => {
  const { netsuite, slots } = await aNetSuite(refusal(status, detail, code));
  expect(await netsuite.findByExternalId("salesOrder", "SHOP-1")).toEqual({ ok: true, value: null });
  expect(slots).toEqual(["ok"]);
});

test.each([
  [404, "Record type 'salesOrdr' does not exist.", "NONEXISTENT_ID", "RECORD_TYPE_UNKNOWN"],
  [401, "Invalid login attempt.", "INVALID_LOGIN", "INVALID_LOGIN"],
])("%i with %j is never taken for a missing record", async (status, detail, code, ours) => {
  const { netsuite } = await aNetSuite(refusal(status, detail, code));
  expect(await netsuite.findByExternalId("salesOrder", "SHOP-1")).toMatchObject({
    ok: false,
    failure: { code: ours },
  });
});

test("a record is found by its external id", async () => {
  const { netsuite, seen } = await aNetSuite(json(200, { links: [], id: "134775" }));
  expect(await netsuite.findByExternalId("customer", "SHOP-C-1")).toEqual({
    ok: true,
    value: { internalId: "134775", fields: { id: "134775", links: [] } },
  });
  expect(seen[0]?.url).toBe("/services/rest/record/v1/customer/eid:SHOP-C-1");
});

test("a search by field quotes its value and reads the ids", async () => {
  const { netsuite, seen } = await aNetSuite(json(200, { items: [{ id: "7" }, { id: 8 }], count: 2 }));
  expect(await netsuite.findByField("inventoryItem", "itemId", "TENT & CO+ 50%")).toEqual({
    ok: true,
    value: ["7", "8"],
  });
  const url = new URL(seen[0]?.url ?? "", "http://x");
  expect(url.searchParams.get("q")).toBe('itemId IS "TENT & CO+ 50%"');
});

test.each(['TV 32"', "a\\b", "a\nb", "", "\ud800"])(
  "the value %j cannot be quoted and is not asked for",
  async (value) => {
    const { netsuite, seen } = await aNetSuite(json(200, { items: [] }));
    expect(await netsuite.findByField("inventoryItem", "itemId", value)).toMatchObject({
      ok: false,
      failure: { class: "data", code: "VALUE_UNQUOTABLE" },
    });
    expect(seen).toEqual([]);
  },
);

test("no free slot is told to the one who hands them out, and the failure is throttled", async () => {
  const { netsuite, slots } = await aNetSuite(
    refusal(429, "Concurrent request limit exceeded.", "CONCURRENCY_LIMIT_EXCEEDED"),
  );
  expect(await netsuite.upsert(ORDER)).toMatchObject({ ok: false, failure: { class: "throttled" } });
  expect(slots).toEqual(["refused"]);
});

test("a connection cut after a write was sent leaves the outcome unknown", async () => {
  const { netsuite, slots, calls } = await aNetSuite((_, response) => response.destroy());
  expect(await netsuite.upsert(ORDER)).toMatchObject({
    ok: false,
    failure: { class: "unknown-outcome", code: "CONNECTION_RESET" },
  });
  expect(await netsuite.findByExternalId("salesOrder", "SHOP-1")).toMatchObject({
    ok: false,
    failure: { class: "transient" },
  });
  expect(slots).toEqual(["failed", "failed"]);
  expect(calls.map(({ status }) => status)).toEqual([null, null]);
});

test("a write that is not answered in time leaves the outcome unknown", async () => {
  const { netsuite } = await aNetSuite(() => undefined, { timeoutMs: 50 });
  expect(await netsuite.upsert(ORDER)).toMatchObject({
    ok: false,
    failure: { class: "unknown-outcome", code: "TIMEOUT" },
  });
});

test("an answer that stops in the middle of its body leaves the outcome of a write unknown", async () => {
  const { netsuite } = await aNetSuite((_, response) => {
    response.writeHead(400, { "content-length": "500" });
    response.write("{");
    setImmediate(() => response.destroy());
  });
  expect(await netsuite.upsert(ORDER)).toMatchObject({ ok: false, failure: { class: "unknown-outcome" } });
});

test("a host that refuses connections has certainly not written", async () => {
  const { netsuite } = await aNetSuite(created, { baseUrl: "http://127.0.0.1:1" });
  expect(await netsuite.upsert(ORDER)).toMatchObject({
    ok: false,
    failure: { class: "transient", code: "NOT_CONNECTED" },
  });
});

test("a maintenance page with status 200 is no success", async () => {
  const { netsuite } = await aNetSuite((_, response) =>
    response.end("<html><body>Maintenance</body></html>"),
  );
  expect(await netsuite.upsert(ORDER)).toMatchObject({
    ok: false,
    failure: { class: "unknown-outcome", code: "HTML_ANSWER" },
  });
  expect(await netsuite.findByField("customer", "email", "a@b.c")).toMatchObject({
    ok: false,
    failure: { class: "transient" },
  });
});

test("two first writes that cross each other end in one record: the loser reads, finds it and writes again", async () => {
  let puts = 0;
  const { netsuite, seen } = await aNetSuite((entry, response) => {
    if (entry.method === "GET") return json(200, { id: "4711" })(entry, response);
    puts += 1;
    const answer =
      puts === 1
        ? refusal(400, "Error while accessing a resource. This entity already exists.", "USER_ERROR")
        : created;
    return answer(entry, response);
  });
  expect(await netsuite.upsert(ORDER)).toEqual({ ok: true, value: { internalId: "4711" } });
  expect(seen.map(({ method }) => method)).toEqual(["PUT", "GET", "PUT"]);
});

test("a name that another record holds stays a data failure", async () => {
  const { netsuite } = await aNetSuite((entry, response) =>
    entry.method === "GET"
      ? refusal(404, "The record instance does not exist.", "NONEXISTENT_ID")(entry, response)
      : refusal(
          400,
          "Error while accessing a resource. This entity already exists.",
          "USER_ERROR",
        )(entry, response),
  );
  expect(await netsuite.upsert(ORDER)).toMatchObject({
    ok: false,
    failure: { class: "data", code: "ALREADY_EXISTS" },
  });
});
