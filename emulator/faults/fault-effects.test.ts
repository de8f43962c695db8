/** Every effect over a real socket, with undici as the client. */
import { Pool } from "undici";
import { afterEach, expect, test } from "vitest";
import { createEmulator, type Fault, startHttpDoor } from "../index.ts";
import { ACCOUNT_ID, anOrder, authorization, MASTER_DATA, RECORDS } from "../testing/acme.ts";
import { manualClock } from "../testing/manual-clock.ts";

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

const ORDERS = `${RECORDS}/salesOrder`;
const CUSTOMER = `${RECORDS}/customer/eid:C-1`;

async function world() {
  const clock = manualClock();
  const accounts = [{ accountId: ACCOUNT_ID, tier: "standard", masterData: MASTER_DATA }] as const;
  const emulator = createEmulator({ clock, accounts });
  const account = emulator.account(ACCOUNT_ID);
  const door = await startHttpDoor(emulator);
  const pool = new Pool(door.url, { connections: 4 });
  open.push(() => pool.destroy(), door.close);
  let calls = 0;
  const send = async (method: "GET" | "POST" | "PATCH", path: string, body?: object) => {
    calls += 1;
    const login = { realm: ACCOUNT_ID, credentials: account.credentials, nonce: `nonce${calls}` };
    const headers = {
      authorization: authorization({ ...login, method, url: door.url + path, now: clock.now() }),
    };
    const answer = await pool.request({
      method,
      path,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    });
    const type = String(answer.headers["content-type"]).split(";")[0] ?? "";
    return { status: answer.statusCode, type, text: await answer.body.text() };
  };
  return { account, clock, door, send };
}

type World = Awaited<ReturnType<typeof world>>;

/** What an order that is posted while the fault stands comes to. */
interface Outcome {
  /** Undefined when the connection breaks instead. */
  readonly status?: number;
  readonly type?: string;
  readonly text?: RegExp;
  /** Orders in the account afterwards. */
  readonly orders: number;
  readonly decision: string;
}

const JSON_ERROR = "application/vnd.oracle.resource+json";

test.each<[string, Fault["effect"], Outcome]>([
  ["a reset before the commit", "reset-before-commit", { orders: 0, decision: "fault" }],
  ["a reset after the commit", "reset-after-commit", { orders: 1, decision: "fault" }],
  ...[500, 502, 503, 504].map((status): [string, Fault["effect"], Outcome] => [
    `a ${status} in NetSuite's form`,
    { status },
    { status, type: JSON_ERROR, text: new RegExp(`"status":${status}`), orders: 0, decision: "fault" },
  ]),
  [
    "a proxy's page",
    { status: 502, page: "proxy" },
    { status: 502, type: "text/html", text: /<h1>502 Bad Gateway<\/h1>/, orders: 0, decision: "fault" },
  ],
  [
    "a gateway that lost patience after the commit",
    { status: 504, page: "proxy", afterCommit: true },
    { status: 504, type: "text/html", text: /504 Gateway Timeout/, orders: 1, decision: "fault" },
  ],
  [
    "a body of one's own",
    { status: 503, body: "{}" },
    { status: 503, type: JSON_ERROR, text: /^\{\}$/, orders: 0, decision: "fault" },
  ],
  [
    "a maintenance page",
    "maintenance-page",
    { status: 200, type: "text/html", text: /down for maintenance/, orders: 0, decision: "fault" },
  ],
  [
    "garbage where JSON should be",
    "garbage-json",
    { status: 200, type: "application/json", text: /^\{"links":\[$/, orders: 1, decision: "fault" },
  ],
  [
    "a wrong content type",
    { contentType: "text/plain" },
    { status: 204, type: "text/plain", text: /^$/, orders: 1, decision: "fault" },
  ],
  [
    "a 429 without a full account",
    "over-limit",
    { status: 429, type: JSON_ERROR, text: /CONCURRENCY_LIMIT_EXCEEDED/, orders: 0, decision: "over-limit" },
  ],
])("%s", async (_name, effect, { status, type, text, orders, decision }) => {
  const { account, send } = await world();
  account.addFault({ name: "it", match: { method: "POST" }, effect });
  const sent = send("POST", ORDERS, anOrder());
  if (status === undefined) {
    await expect(sent).rejects.toMatchObject({ code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) });
  } else {
    expect(await sent).toEqual({ status, type, text: expect.stringMatching(text ?? /.*/) });
  }
  expect(account.records.list("salesOrder")).toHaveLength(orders);
  expect(account.journal().at(-1)).toMatchObject({ decision, faults: ["it"] });
  expect(account.faults()).toMatchObject([{ name: "it", hits: 1 }]);
  account.removeFault("it");
  expect((await send("POST", ORDERS, anOrder())).status).toBe(204);
});

/** Moves the clock once the request waits for it. */
async function after(ms: number, { clock }: World): Promise<void> {
  await expect.poll(() => clock.sleeping.length).toBeGreaterThan(0);
  clock.advance(ms);
}

test.each<[Fault["effect"], number, number]>([
  [{ delayMs: 30_000 }, 30_000, 30_000],
  [{ delayMs: { from: 1_000, to: 9_000 } }, 1_000, 9_000],
])("%j lets the request wait and then serves it", async (effect, least, most) => {
  const here = await world();
  here.account.addFault({ effect });
  const sent = here.send("GET", CUSTOMER);
  await expect.poll(() => here.clock.sleeping.length).toBe(1);
  const [waits = 0] = here.clock.sleeping;
  expect([waits >= least, waits <= most]).toEqual([true, true]);
  here.clock.advance(waits);
  expect((await sent).status).toBe(200);
});

test.each<Fault["effect"]>([
  { slowBody: { chunkBytes: 400, pauseMs: 2_000 } },
  { slowBody: { bytesPerSecond: 4_000 } },
])("%j sends the whole body, slowly, and keeps the slot until it is out", async (effect) => {
  const here = await world();
  const whole = await here.send("GET", CUSTOMER);
  here.account.addFault({ effect });
  const slow = here.send("GET", CUSTOMER);
  await expect.poll(() => here.clock.sleeping.length).toBe(1);
  expect(here.account.governance().inFlight).toBe(1);
  let isOut = false;
  void slow.finally(() => {
    isOut = true;
  });
  for (let pauses = 0; !isOut && pauses < 20; pauses += 1) {
    here.clock.advance(2_000);
    await expect.poll(() => isOut || here.clock.sleeping.length > 0).toBe(true);
  }
  expect((await slow).text).toBe(whole.text);
  await expect.poll(() => here.account.governance().inFlight).toBe(0);
});

test("a body that is cut short breaks off and gives the slot back", async () => {
  const { account, send } = await world();
  account.addFault({ effect: { cutBodyAfterBytes: 20 }, times: 1 });
  await expect(send("GET", CUSTOMER)).rejects.toMatchObject({ code: "UND_ERR_SOCKET" });
  await expect.poll(() => account.governance().inFlight).toBe(0);
  expect((await send("GET", CUSTOMER)).status).toBe(200);
});

test.each<[string, Fault["effect"]]>([
  ["so many writes", { staleRead: { writesAgo: 1 } }],
  ["so long", { staleRead: { msAgo: 60_000 } }],
])("a stale read shows a record as it was %s ago, and writes see the present", async (_name, effect) => {
  const { account, send, clock } = await world();
  clock.advance(120_000);
  await send("PATCH", CUSTOMER, { phone: "555-0100" });
  const phone = async () => (JSON.parse((await send("GET", CUSTOMER)).text) as { phone?: string }).phone;
  expect(await phone()).toBe("555-0100");
  account.addFault({ name: "stale", match: { operation: "get" }, effect });
  expect(await phone()).toBeUndefined();
  expect((await send("PATCH", CUSTOMER, { comments: "x" })).status).toBe(204);
  account.removeFault("stale");
  expect(await phone()).toBe("555-0100");
});

test("an order that was just made is not found by a stale query", async () => {
  const { account, send } = await world();
  await send("POST", ORDERS, anOrder({ externalId: "S-1" }));
  account.addFault({ effect: { staleRead: { writesAgo: 1 } }, times: 1 });
  expect((await send("GET", `${ORDERS}/eid:S-1`)).status).toBe(404);
  expect((await send("GET", `${ORDERS}/eid:S-1`)).status).toBe(200);
});

test("another integration takes the slots just before the request", async () => {
  const { account, send, clock } = await world();
  account.addFault({ effect: { occupySlots: { count: 5, ms: 60_000 } }, times: 1 });
  expect([(await send("GET", CUSTOMER)).status, (await send("GET", CUSTOMER)).status]).toEqual([429, 429]);
  clock.advance(60_000);
  await expect.poll(() => account.governance().inFlight).toBe(0);
  expect((await send("GET", CUSTOMER)).status).toBe(200);
});

test.each([
  [4 * 60_000, 200],
  [6 * 60_000, 401],
  [-6 * 60_000, 401],
])("a clock that is off by %i ms moves the login window: %i", async (clockSkewMs, status) => {
  const { account, send } = await world();
  account.addFault({ name: "skew", effect: { clockSkewMs } });
  expect((await send("GET", CUSTOMER)).status).toBe(status);
  expect(account.auditTrail().at(-1)?.detail).toBe(status === 401 ? "InvalidTimestamp" : "Success");
  expect(account.journal().at(-1)?.faults).toEqual(["skew"]);
});

test("overload told as a failed login takes a minute and no slot", async () => {
  const here = await world();
  here.account.addFault({ effect: "failed-login", times: 1 });
  const sent = here.send("GET", CUSTOMER);
  await after(60_000, here);
  expect(await sent).toMatchObject({ status: 401, text: expect.stringContaining("INVALID_LOGIN") });
  expect(here.account.governance()).toMatchObject({ peak: 0, rejected: 1 });
});

test("a burst of 429s ends by itself and is counted as rejected", async () => {
  const { account, send, clock } = await world();
  account.addFault({ effect: "over-limit", window: { forMs: 10_000 } });
  expect([(await send("GET", CUSTOMER)).status, (await send("GET", CUSTOMER)).status]).toEqual([429, 429]);
  clock.advance(10_000);
  expect((await send("GET", CUSTOMER)).status).toBe(200);
  expect(account.governance()).toMatchObject({ total: 3, rejected: 2 });
});

test("a fault can be ordered with the account", () => {
  const emulator = createEmulator({
    accounts: [{ accountId: "1", faults: [{ name: "from the start", effect: { status: 503 }, nth: 3 }] }],
  });
  expect(emulator.account("1").faults()).toMatchObject([{ name: "from the start", nth: 3, isArmed: true }]);
});

test("a snapshot holds the faults, how far each has come and its place in its draws", async () => {
  const { account, send } = await world();
  account.addFault({ name: "now and then", match: { method: "GET" }, effect: { status: 503 }, rate: 0.5 });
  const statuses = async () => {
    const seen: number[] = [];
    for (let calls = 0; calls < 10; calls += 1) seen.push((await send("GET", CUSTOMER)).status);
    return seen;
  };
  await statuses();
  const snapshot = JSON.parse(JSON.stringify(account.snapshot())) as ReturnType<typeof account.snapshot>;
  const before = account.faults();
  const first = await statuses();
  expect(new Set(first)).toEqual(new Set([200, 503]));
  account.restore(snapshot);
  expect(account.faults()).toEqual(before);
  expect(await statuses()).toEqual(first);
  account.reset();
  expect(account.faults()).toEqual([]);
});

test.each<[Fault["effect"], number, RegExp]>([
  [{ status: 503 }, 503, /^error code: INJECTED_FAULT\nerror message: A fault was injected/],
  ["over-limit", 400, /SSS_REQUEST_LIMIT_EXCEEDED/],
  ["maintenance-page", 200, /down for maintenance/],
])(
  "on the channel restlet, %j speaks as a RESTlet does, and SuiteTalk REST is left alone",
  async (effect, status, text) => {
    const { account, send } = await world();
    account.addFault({ match: { channel: "restlet" }, effect });
    const answer = await send("GET", "/app/site/hosting/restlet.nl?script=1&deploy=1");
    expect(answer).toMatchObject({ status, text: expect.stringMatching(text) });
    expect((await send("GET", CUSTOMER)).status).toBe(200);
  },
);
