import { expect, test } from "vitest";
import type { AccountOptions } from "../account-options.ts";
import { type Acme, acme, RECORDS } from "../testing/acme.ts";

const CUSTOMERS = `${RECORDS}/customer`;
const FIVE = { tier: "standard", latency: "lean" } as const satisfies Partial<AccountOptions>;

/** Lets every promise that can go on go on. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

const calls = ({ call, account }: Acme, count: number, integration?: string) =>
  Array.from({ length: count }, () =>
    call("GET", CUSTOMERS, { credentials: account.integration(integration).credentials }),
  );

/** Ends every wait and tells how each call was answered. */
async function statuses({ clock }: Acme, pending: readonly Promise<{ status: number }>[]) {
  await settle();
  clock.advance(120_000);
  return (await Promise.all(pending)).map(({ status }) => status);
}

test("an integration at its allocation gets a 429 while the others are served", async () => {
  const world = acme({ ...FIVE, integrations: [{ name: "shop", allocation: 2 }, { name: "payroll" }] });
  const shop = calls(world, 3, "shop");
  const payroll = calls(world, 4, "payroll");
  expect(await statuses(world, [...shop, ...payroll])).toEqual([200, 200, 429, 200, 200, 200, 429]);
  expect(world.account.governance()).toMatchObject({
    peak: 5,
    total: 7,
    rejected: 2,
    integrations: [
      { name: "shop", allocation: 2, peak: 2, total: 3, rejected: 1 },
      { name: "payroll", allocation: null, peak: 3, total: 4, rejected: 1 },
    ],
  });
});

test("a tolerant account serves one more for less than a second", async () => {
  const world = acme({ ...FIVE, governance: { tolerance: 1 } });
  expect(await statuses(world, calls(world, 7))).toEqual([200, 200, 200, 200, 200, 200, 429]);
});

test("an overloaded account can answer as if the login had failed, after a minute and without a slot", async () => {
  const world = acme({ ...FIVE, governance: { overload: "failed-login" } }, 10);
  const pending = calls(world, 6);
  await settle();
  expect(world.clock.sleeping).toContain(6_000);
  expect(world.account.governance()).toMatchObject({ inFlight: 5, rejected: 1 });
  world.clock.advance(60_000);
  const last = await pending[5];
  expect(last).toMatchObject({ status: 401, error: { "o:errorCode": "INVALID_LOGIN" } });
  expect(last?.headers["www-authenticate"]).toContain("Invalid login attempt.");
  expect(world.account.auditTrail().every(({ outcome }) => outcome === "success")).toBe(true);
  expect(world.account.journal().at(-1)).toMatchObject({
    status: 401,
    decision: "over-limit",
    waitedMs: 60_000,
    reason: expect.stringContaining("concurrency limit"),
  });
});

test("an answer that looks like a failed login does not lock the user", async () => {
  const world = acme({ ...FIVE, governance: { overload: "failed-login" } });
  expect((await statuses(world, calls(world, 15))).filter((status) => status === 401)).toHaveLength(10);
  expect(await statuses(world, calls(world, 1))).toEqual([200]);
});

test("another integration occupies slots for a time, and the account's own calls feel it", async () => {
  const world = acme(FIVE);
  expect(world.account.occupySlots(4, 200_000).held).toBe(4);
  expect(await statuses(world, calls(world, 2))).toEqual([200, 429]);
  expect(world.account.governance()).toMatchObject({ inFlight: 4, peak: 5 });
  expect(world.account.governance().integrations.at(-1)).toMatchObject({
    name: "another integration",
    peak: 4,
  });
  world.clock.advance(80_000);
  await settle();
  expect(world.account.governance().inFlight).toBe(0);
  expect(await statuses(world, calls(world, 2))).toEqual([200, 200]);
});

test("another integration gets no more than the unallocated slots, and can stop early", async () => {
  const world = acme({ ...FIVE, integrations: [{ name: "shop", allocation: 2 }] });
  const occupation = world.account.occupySlots(9, 60_000);
  expect(occupation.held).toBe(3);
  expect(await statuses(world, calls(world, 2))).toEqual([200, 200]);
  occupation.end();
  expect(world.account.governance().inFlight).toBe(0);
});

test.each([
  [0, 1_000],
  [1.5, 1_000],
  [1, -1],
  [1, Number.NaN],
])("%s slots for %s ms cannot be occupied", (count, ms) => {
  expect(() => acme(FIVE).account.occupySlots(count, ms)).toThrow("cannot be occupied");
});
