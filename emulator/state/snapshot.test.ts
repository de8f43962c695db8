import { expect, test } from "vitest";
import { createEmulator } from "../index.ts";
import { acme, anOrder, RECORDS } from "../testing/acme.ts";
import { ASYNC, jobPath, settle, untilIdle } from "../testing/jobs.ts";
import type { AccountSnapshot } from "./account-memory.ts";

const ORDERS = `${RECORDS}/salesOrder`;
/** As it would come back from a file. */
const written = (snapshot: AccountSnapshot): AccountSnapshot => JSON.parse(JSON.stringify(snapshot));

test.each([
  ["as it is", (snapshot: AccountSnapshot) => snapshot],
  ["through JSON", written],
])("a restored account holds what it held and gives the same ids again, %s", async (_name, through) => {
  const world = acme();
  const { account } = world;
  await world.call("POST", ORDERS, { body: anOrder({ externalId: "S-1" }) });
  const before = account.records.list("salesOrder");
  const snapshot = through(account.snapshot());
  const write = () => account.records.create("salesOrder", anOrder({ externalId: "S-2" }));
  const id = write();
  account.records.update("customer", account.records.find("customer", {})?.id ?? "", { phone: "1" });
  account.records.remove("salesOrder", before[0]?.id ?? "");
  account.restore(snapshot);
  expect(account.records.list("salesOrder")).toEqual(before);
  expect(account.records.find("customer", { externalId: "c-1" })?.fields).not.toHaveProperty("phone");
  expect(account.records.find("salesOrder", { externalId: "S-2" })).toBeUndefined();
  expect(write()).toBe(id);
});

test("one snapshot can be restored as often as wanted, whatever happens in between", () => {
  const { account } = acme();
  account.records.create("salesOrder", anOrder({ externalId: "S-1" }));
  const snapshot = account.snapshot();
  const { id } = account.records.find("salesOrder", { externalId: "S-1" }) ?? { id: "" };
  for (const memo of ["first", "second"]) {
    account.records.update("salesOrder", id, { memo, externalId: memo });
    expect(account.records.find("salesOrder", { externalId: "S-1" })).toBeUndefined();
    account.restore(snapshot);
    expect(account.records.find("salesOrder", { externalId: "S-1" })?.fields).not.toHaveProperty("memo");
    expect(account.records.find("salesOrder", { externalId: memo })).toBeUndefined();
  }
});

test("reset goes back to the account's opening: master data, ids, tokens, faults, used nonces, and an empty journal", async () => {
  const world = acme();
  const { account } = world;
  const [fresh, used] = [acme().account, account];
  const { credentials } = used;
  used.addFault({ match: {}, effect: { status: 503 } });
  expect((await world.call("GET", ORDERS)).status).toBe(503);
  used.revokeToken();
  const [issued] = [used.issueToken()];
  used.integration().block();
  used.setAccess({ roleAssigned: false });
  used.records.create("salesOrder", anOrder());
  used.reset();
  expect(used.credentials).toEqual(credentials);
  expect(used.snapshot()).toEqual(fresh.snapshot());
  expect([used.journal(), used.auditTrail(), used.governance().total]).toEqual([[], [], 0]);
  expect((await world.call("GET", ORDERS)).status).toBe(200);
  expect((await world.call("GET", ORDERS, { credentials: issued })).status).toBe(401);
  expect(used.issueToken()).toEqual(issued);
});

test("a job that was under way when the account was restored changes nothing any more", async () => {
  const world = acme({ latency: "typical" });
  const { account, clock } = world;
  const snapshot = account.snapshot();
  const sent = world.call("POST", ORDERS, { body: anOrder({ externalId: "LATE" }), headers: ASYNC });
  await settle();
  clock.advance(60_000);
  expect((await sent).status).toBe(202);
  account.restore(snapshot);
  clock.advance(3_600_000);
  await settle();
  expect(account.asyncJobs()).toEqual([]);
  expect(account.records.find("salesOrder", { externalId: "LATE" })).toBeUndefined();
});

test("a job that a snapshot holds unfinished is worked through once it is restored, from JSON too", async () => {
  const world = acme({ latency: "typical" });
  const { account, clock } = world;
  const key = "0e4b1c1e-95c1-4c1c-8c1e-1c1e95c14c1c";
  const headers = { ...ASYNC, "x-netsuite-idempotency-key": key };
  const sent = world.call("POST", ORDERS, { body: anOrder({ externalId: "LATE" }), headers });
  await settle();
  clock.advance(60_000);
  const job = jobPath(await sent);
  const snapshot = written(account.snapshot());
  expect(JSON.stringify(snapshot)).not.toContain("oauth_signature");
  account.reset();
  expect(account.asyncJobs()).toEqual([]);
  account.restore(snapshot);
  await untilIdle(world);
  expect(account.records.find("salesOrder", { externalId: "LATE" })).toBeDefined();
  expect(account.asyncJobs()).toMatchObject([{ progress: "succeeded" }]);
  const finished = written(account.snapshot());
  account.restore(finished);
  const again = world.call("POST", ORDERS, { body: anOrder({ externalId: "LATE" }), headers });
  await settle();
  clock.advance(60_000);
  const refused = await again;
  expect([refused.status, jobPath(refused)]).toEqual([400, job]);
});

test("a snapshot that is not this account's, or is damaged, is refused and nothing changes", () => {
  const { account } = acme();
  const before = account.snapshot();
  const damaged = { ...before, parts: { ...before.parts, integrations: {} } };
  const other = createEmulator({ accounts: [{ accountId: "1" }] }).account("1");
  const refusals = [
    [damaged, "does not hold what this version of the emulator saves"],
    [other.snapshot(), "it is of account 1, and this is 1234567_SB1"],
    [{ ...before, version: 9 }, "it has version 9"],
    [{} as AccountSnapshot, "it is no snapshot"],
  ] as const;
  for (const [snapshot, why] of refusals) {
    expect(() => account.restore(snapshot)).toThrow(why);
    expect(account.snapshot()).toEqual(before);
  }
});
