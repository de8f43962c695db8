import { expect, test } from "vitest";
import { type AdminChoices, adminOrder } from "./admin-orders.ts";

const LOCAL: AdminChoices = { host: "127.0.0.1", admin: "on" };

test.each<[string, Partial<AdminChoices>, Record<string, string>, string | undefined]>([
  ["none on loopback", {}, {}, undefined],
  ["the one that was given", { adminToken: "typed" }, { DRYDOCK_ADMIN_TOKEN: "kept" }, "typed"],
  ["the environment's", {}, { DRYDOCK_ADMIN_TOKEN: "kept" }, "kept"],
  ["none for an empty one", {}, { DRYDOCK_ADMIN_TOKEN: "" }, undefined],
  ["the given one elsewhere", { host: "10.0.0.5", adminToken: "typed" }, {}, "typed"],
])("the token is %s", (_name, choices, env, token) => {
  expect(adminOrder({ ...LOCAL, ...choices }, env)).toEqual({ token, isNew: false });
});

test("where others can call, a token is made, another one each time", () => {
  const made = [1, 2].map(() => adminOrder({ ...LOCAL, host: "0.0.0.0" }, {}));
  expect(made).toMatchObject([{ isNew: true }, { isNew: true }]);
  expect(made[0]?.token).toMatch(/^[\w-]{32}$/);
  expect(made[0]?.token).not.toBe(made[1]?.token);
});

test("an administration that is off has no token", () => {
  expect(adminOrder({ ...LOCAL, admin: "off", adminToken: "typed" }, {})).toBeUndefined();
});
