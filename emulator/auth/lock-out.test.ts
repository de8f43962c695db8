import { expect, test } from "vitest";
import { ACCOUNT_ID, type Acme, acme, authorization, ORIGIN, RECORDS } from "../testing/acme.ts";

const PATH = `${RECORDS}/customer`;
const MINUTE = 60_000;

async function knock({ call, account }: Acme, change: Partial<Acme["account"]["credentials"]> = {}) {
  const { status } = await call("GET", PATH, { credentials: { ...account.credentials, ...change } });
  return `${status} ${account.auditTrail().at(-1)?.detail}`;
}

const WRONG = { tokenSecret: "wrong" };

async function times(count: number, act: () => Promise<string>): Promise<readonly string[]> {
  const seen: string[] = [];
  for (let time = 0; time < count; time += 1) seen.push(await act());
  return seen;
}

test("five wrong signatures lock the user for thirty minutes of the account's clock", async () => {
  const world = acme();
  expect(new Set(await times(5, () => knock(world, WRONG)))).toEqual(new Set(["401 InvalidSignature"]));
  expect(await knock(world)).toBe("401 temporary_locked");
  world.clock.advance(30 * MINUTE - 1);
  expect(await knock(world)).toBe("401 temporary_locked");
  world.clock.advance(1);
  expect(await knock(world)).toBe("200 Success");
});

test("the lock is the user's: it keeps every integration record's token out, and new tokens too", async () => {
  const world = acme({ integrations: [{ name: "shop" }, { name: "payroll" }] });
  await times(5, () => knock(world, WRONG));
  expect(await knock(world, world.account.integration("payroll").credentials)).toBe("401 temporary_locked");
  world.account.issueToken();
  expect(await knock(world)).toBe("401 temporary_locked");
});

test("a good login in between starts the count anew", async () => {
  const world = acme();
  await times(4, () => knock(world, WRONG));
  expect(await knock(world)).toBe("200 Success");
  await times(4, () => knock(world, WRONG));
  expect(await knock(world)).toBe("200 Success");
});

test("failures while the user is locked do not lengthen the lock", async () => {
  const world = acme();
  await times(5, () => knock(world, WRONG));
  world.clock.advance(20 * MINUTE);
  await times(9, () => knock(world, WRONG));
  world.clock.advance(10 * MINUTE);
  expect(await knock(world)).toBe("200 Success");
});

test.each([
  ["a token nobody has", { tokenId: "unknown" }],
  ["a consumer nobody has", { consumerKey: "unknown" }],
])("%s names no user to lock, however often it is tried", async (_name, change) => {
  const world = acme();
  await times(9, () => knock(world, change));
  expect(await knock(world)).toBe("200 Success");
});

test("a revoked token in an old deployment does not lock the user of the new one", async () => {
  const world = acme();
  const old = world.account.credentials;
  world.account.revokeToken();
  world.account.issueToken();
  expect((await times(9, () => knock(world, old))).at(-1)).toBe("401 token_rejected");
  expect(await knock(world)).toBe("200 Success");
});

test("the lock can be switched off", async () => {
  const world = acme({ lockOut: false });
  await times(20, () => knock(world, WRONG));
  expect(await knock(world)).toBe("200 Success");
});

test("how many, how long and which failures count can be set", async () => {
  const world = acme({ lockOut: { after: 2, minutes: 1, counts: ["InvalidTimestamp"] } });
  await times(9, () => knock(world, WRONG));
  const late = () => {
    const { account, clock, call } = world;
    const login = { method: "GET", url: `${ORIGIN}${PATH}`, realm: ACCOUNT_ID, nonce: "abcdefg" };
    const now = clock.now() - 6 * MINUTE;
    const header = authorization({ ...login, credentials: account.credentials, now });
    return call("GET", PATH, { headers: { authorization: header } });
  };
  await late();
  expect(await knock(world)).toBe("200 Success");
  await late();
  await late();
  expect(await knock(world)).toBe("401 temporary_locked");
  world.clock.advance(MINUTE);
  expect(await knock(world)).toBe("200 Success");
});
