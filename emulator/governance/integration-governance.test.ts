/** What an administrator sees and changes at Integration Governance while the account is at work. */
import { expect, test } from "vitest";
import { EmulatorError } from "../emulator-error.ts";
import { acme, RECORDS } from "../testing/acme.ts";
import { createTally } from "./tally.ts";

const LIMITS = "/services/rest/system/v1/governanceLimits";
const CUSTOMERS = `${RECORDS}/customer`;
const RESTLET = "/app/site/hosting/restlet.nl?script=1&deploy=1";
const TWO = { tier: "standard", integrations: [{ name: "shop" }, { name: "payroll" }] } as const;

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** How so many calls at once of one integration are answered. */
async function statuses(
  { account, call, clock }: ReturnType<typeof acme>,
  calls: readonly (readonly [integration: string, path: string])[],
): Promise<readonly number[]> {
  const pending = calls.map(([name, path]) =>
    call("GET", path, { credentials: account.integration(name).credentials }),
  );
  await settle();
  clock.advance(600_000);
  return (await Promise.all(pending)).map(({ status }) => status);
}

const times = (count: number, integration: string, path = CUSTOMERS) =>
  Array.from({ length: count }, () => [integration, path] as const);

const refusals = (answers: readonly number[]): number => answers.filter((status) => status === 429).length;

test("an allocation can be given, changed and taken away while the account is at work", async () => {
  const world = acme({ ...TWO, latency: "lean" });
  const shop = world.account.integration("shop");
  expect(refusals(await statuses(world, times(6, "shop")))).toBe(1);
  shop.allocate(2);
  expect(shop.allocation).toBe(2);
  expect(refusals(await statuses(world, [...times(3, "shop"), ...times(4, "payroll")]))).toBe(2);
  expect(world.account.governance().unallocatedLimit).toBe(3);
  shop.allocate(4);
  expect(refusals(await statuses(world, [...times(5, "shop"), ...times(2, "payroll")]))).toBe(2);
  shop.allocate(null);
  expect(refusals(await statuses(world, times(6, "shop")))).toBe(1);
});

test("requests in flight keep the slots they took under an earlier allocation", async () => {
  const world = acme({ ...TWO, latency: "lean" });
  const { account, call, clock } = world;
  const early = Array.from({ length: 4 }, () => call("GET", CUSTOMERS));
  await settle();
  account.integration("shop").allocate(3);
  const later = Array.from({ length: 2 }, () => call("GET", CUSTOMERS));
  await settle();
  expect(account.governance().inFlight).toBe(5);
  clock.advance(60_000);
  const answers = await Promise.all([...early, ...later]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(account.governance().inFlight).toBe(0);
});

test.each([5, 6, 0, -1, Number.NaN])(
  "an allocation of %d of five slots is refused and nothing changes",
  (count) => {
    const { account } = acme(TWO);
    const shop = account.integration("shop");
    shop.allocate(1);
    expect(() => shop.allocate(count)).toThrow(EmulatorError);
    expect(() => shop.allocate(count)).toThrow(expect.objectContaining({ code: "IMPOSSIBLE_ALLOCATION" }));
    expect([shop.allocation, account.governance().unallocatedLimit]).toEqual([1, 4]);
  },
);

/** Oracle help bridgehead_156224824287: whatever one integration has, one slot stays unallocated. */
test("what an integration may be given at most is its own and all unallocated slots but one", () => {
  const { account } = acme({ ...TWO, integrations: [{ name: "shop", allocation: 1 }, { name: "payroll" }] });
  account.integration("payroll").allocate(3);
  expect(() => account.integration("shop").allocate(2)).toThrow(EmulatorError);
  account.integration("payroll").allocate(2);
  account.integration("shop").allocate(2);
  expect(account.governance().unallocatedLimit).toBe(1);
});

test("governanceLimits and a snapshot know of a changed allocation", async () => {
  const { account, call } = acme(TWO);
  const snapshot = account.snapshot();
  account.integration("shop").allocate(2);
  expect((await call("GET", LIMITS)).json).toMatchObject({
    accountUnallocatedConcurrencyLimit: 3,
    integrationConcurrencyLimit: 2,
    integrationLimitType: "integrationSpecific",
  });
  account.restore(snapshot);
  expect((await call("GET", LIMITS)).json).toMatchObject({ integrationLimitType: "accountLimit" });
});

test("SuiteTalk REST and RESTlets share the slots, and each says no in its own words", async () => {
  const world = acme({ ...TWO, latency: "lean" });
  const rest = await statuses(world, [...times(5, "shop", RESTLET), ...times(1, "payroll")]);
  expect(rest.at(-1)).toBe(429);
  const restlet = await statuses(world, [...times(5, "payroll"), ...times(1, "shop", RESTLET)]);
  expect(restlet).toEqual([200, 200, 200, 200, 200, 400]);
  expect(
    world.account.journal().some(({ responseBody }) => responseBody.includes("SSS_REQUEST_LIMIT_EXCEEDED")),
  ).toBe(true);
});

test("peak, total and rejected look thirty days back in the account's time", async () => {
  const world = acme({ ...TWO, latency: "lean" });
  await statuses(world, times(7, "shop"));
  world.clock.advance(29 * 86_400_000);
  await statuses(world, times(1, "payroll"));
  expect(world.account.governance()).toMatchObject({ peak: 5, total: 8, rejected: 2 });
  world.clock.advance(86_400_000);
  expect(world.account.governance()).toMatchObject({ peak: 1, total: 1, rejected: 0 });
  expect(world.account.governance().integrations).toMatchObject([
    { name: "shop", peak: 0, total: 0, rejected: 0 },
    { name: "payroll", peak: 1, total: 1, rejected: 0 },
  ]);
});

test("a request that is in flight for days is in every day's peak", () => {
  const tally = createTally();
  tally.entered(0);
  expect(tally.figures(40 * 86_400_000)).toEqual({ inFlight: 1, peak: 1, total: 0, rejected: 0 });
});

test("a clock that is set back counts on", () => {
  const tally = createTally();
  tally.entered(10 * 86_400_000);
  tally.refused(0);
  expect(tally.figures(0)).toEqual({ inFlight: 1, peak: 1, total: 1, rejected: 1 });
});
