import { expect, test } from "vitest";
import { IntegrationError, isIntegrationError } from "../../../errors.ts";
import { fromSent, toSent } from "./messages.ts";

const carried = (error: unknown): Error => fromSent(structuredClone(toSent(error)));

test("an error of the core arrives as one, with what the driver said", () => {
  const driver = Object.assign(new Error("database or disk is full"), {
    name: "SqliteError",
    code: "SQLITE_FULL",
  });
  const error = new IntegrationError({ code: "LEDGER_FULL", message: "The disk is full.", cause: driver });
  const arrived = carried(error);
  expect(isIntegrationError(arrived)).toBe(true);
  expect(arrived).toMatchObject({ code: "LEDGER_FULL", message: "The disk is full.", stack: error.stack });
  expect(arrived.cause).toMatchObject({ name: "SqliteError", code: "SQLITE_FULL", message: driver.message });
  expect(isIntegrationError(arrived.cause)).toBe(false);
});

test.each([
  ["a defect", new TypeError("no such thing"), { name: "TypeError", message: "no such thing" }],
  ["what is no error at all", "gone", { name: "Error", message: "gone" }],
])("%s keeps its name and its words", (_what, thrown, expected) => {
  const arrived = carried(thrown);
  expect(arrived).toMatchObject(expected);
  expect(isIntegrationError(arrived)).toBe(false);
});
