import { expect, test } from "vitest";
import { IntegrationError, isIntegrationError } from "./errors.ts";

test("an integration error has a code, its message and its cause", () => {
  const cause = new Error("ENOSPC");
  const error = new IntegrationError({
    code: "LEDGER_FULL",
    message: "The disk is full. Free some space.",
    cause,
  });
  expect(error).toMatchObject({ name: "IntegrationError", code: "LEDGER_FULL", cause });
  expect(String(error)).toBe("IntegrationError: The disk is full. Free some space.");
});

test("an integration error is recognised across copies of the package, and nothing else is", () => {
  const error = new IntegrationError({ code: "LEDGER_FULL", message: "full" });
  const fromAnotherCopy = Object.assign(new Error("full"), {
    [Symbol.for("netsuite-drydock.IntegrationError")]: true,
  });
  expect([error, fromAnotherCopy].map(isIntegrationError)).toEqual([true, true]);
  expect([new Error("full"), { code: "LEDGER_FULL" }, null, "full"].some(isIntegrationError)).toBe(false);
});
