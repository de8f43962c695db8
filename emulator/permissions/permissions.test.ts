import { expect, test } from "vitest";
import type { AccountOptions } from "../account-options.ts";
import { type Acme, acme, anOrder, RECORDS } from "../testing/acme.ts";
import { ASYNC } from "../testing/jobs.ts";
import { askSuiteql } from "../testing/suiteql.ts";

type RoleOption = NonNullable<AccountOptions["role"]>;
type Level = NonNullable<RoleOption["level"]>;

const withRole = (role: RoleOption): Acme => acme({ role });
const idOf = ({ account }: Acme): string => account.records.find("customer", { externalId: "C-1" })?.id ?? "";

const REQUESTS: Readonly<Record<string, (world: Acme) => Promise<{ status: number }>>> = {
  list: ({ call }) => call("GET", `${RECORDS}/customer`),
  get: (world) => world.call("GET", `${RECORDS}/customer/${idOf(world)}`),
  create: ({ call }) =>
    call("POST", `${RECORDS}/customer`, {
      body: { companyName: "New Ltd", subsidiary: { externalId: "ACME" } },
    }),
  update: (world) =>
    world.call("PATCH", `${RECORDS}/customer/${idOf(world)}`, { body: { email: "a@b.test" } }),
  upsert: ({ call }) => call("PUT", `${RECORDS}/customer/eid:C-1`, { body: { email: "a@b.test" } }),
  delete: (world) => world.call("DELETE", `${RECORDS}/customer/${idOf(world)}`),
};

/** NetSuite's levels, and what each opens. */
const OPENS: Readonly<Record<Level, readonly string[]>> = {
  none: [],
  view: ["list", "get"],
  create: ["list", "get", "create"],
  edit: ["list", "get", "create", "update", "upsert"],
  full: ["list", "get", "create", "update", "upsert", "delete"],
};

const CASES = (Object.keys(OPENS) as Level[]).flatMap((level) =>
  Object.keys(REQUESTS).map((request) => [level, request] as const),
);

test.each(CASES)("the level %s on a record type, asked to %s", async (level, request) => {
  const world = withRole({ levels: { customer: level } });
  const answer = await REQUESTS[request]?.(world);
  if (OPENS[level].includes(request)) expect(answer?.status).toBeLessThan(300);
  else expect(answer).toMatchObject({ status: 403, error: { "o:errorCode": "INSUFFICIENT_PERMISSION" } });
});

test("what a role is refused changes nothing, and other record types stay open", async () => {
  const world = withRole({ level: "full", levels: { customer: "none" } });
  await REQUESTS["delete"]?.(world);
  expect(idOf(world)).not.toBe("");
  expect((await world.call("POST", `${RECORDS}/salesOrder`, { body: anOrder() })).status).toBe(204);
});

test("a role can have one record type alone", async () => {
  const world = withRole({ level: "none", levels: { salesorder: "create" } });
  expect((await REQUESTS["get"]?.(world))?.status).toBe(403);
  expect((await world.call("POST", `${RECORDS}/salesOrder`, { body: anOrder() })).status).toBe(204);
});

test("an asynchronous request is taken in, and its task refused", async () => {
  const world = withRole({ levels: { customer: "view" } });
  const body = { companyName: "New Ltd", subsidiary: { externalId: "ACME" } };
  expect((await world.call("POST", `${RECORDS}/customer`, { body, headers: ASYNC })).status).toBe(202);
  await new Promise((resolve) => setImmediate(resolve));
  expect(world.account.records.find("customer", { companyName: "New Ltd" })).toBeUndefined();
  expect(world.account.asyncJobs()[0]).toMatchObject({ progress: "failed" });
});

test("without SuiteAnalytics Workbook lists and queries are refused, and a record by its id is not", async () => {
  const world = withRole({ analytics: false });
  const refused = {
    status: 400,
    error: {
      "o:errorCode": "USER_ERROR",
      detail:
        "Your current role does not have permission to perform this action. Please contact your account administrator.",
    },
  };
  expect(await REQUESTS["list"]?.(world)).toMatchObject(refused);
  expect(await askSuiteql(world, "SELECT id FROM customer")).toMatchObject(refused);
  expect((await REQUESTS["get"]?.(world))?.status).toBe(200);
  expect((await REQUESTS["update"]?.(world))?.status).toBe(204);
});

test("SuiteQL does not find a table whose records the role may not view", async () => {
  const world = withRole({ levels: { customer: "none" } });
  const { status, error } = await askSuiteql(world, "SELECT id FROM customer");
  expect({ status, detail: error?.["detail"] }).toEqual({
    status: 400,
    detail: expect.stringContaining("Record 'customer' was not found."),
  });
  expect((await askSuiteql(world, "SELECT nkey FROM customerAddressBookEntityAddress")).status).toBe(400);
  for (const table of ["subsidiary", "entity", "transaction", "item"]) {
    expect((await askSuiteql(world, `SELECT id FROM ${table}`)).status).toBe(200);
  }
  expect((await askSuiteql(world, "SELECT id FROM nothing")).error?.["detail"]).toContain(
    "Invalid search type",
  );
});

test("a level of a record type that nobody knows is an impossible option", () => {
  expect(() => withRole({ levels: { salesOrdr: "view" } })).toThrow(
    "the account has no record type salesOrdr",
  );
});

test("tokeninfo tells the role", async () => {
  const { json } = await withRole({ id: 1042, name: "Shop Integration" }).call("GET", "/rest/tokeninfo");
  expect(json).toMatchObject({ roleId: 1042, roleName: "Shop Integration" });
});
