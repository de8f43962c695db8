/** The same refusals from an emulated NetSuite in each of its languages, and from recorded bodies: the core reads them alike. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createEmulator, startHttpDoor } from "../emulator/index.ts";
import { systemClock } from "../integration/index.ts";
import { classify } from "../integration/netsuite/classify.ts";
import { createRestNetSuite } from "../integration/netsuite/rest-netsuite.ts";

const RECORDED = "emulator/recorded";
const NOT_THERE = ["NONEXISTENT_ID", "TRANSACTION_TYPE_INCORRECT", "RECORD_TYPE_UNKNOWN"];

test.each(readdirSync(RECORDED).filter((file) => file.startsWith("error-")))(
  "the recorded %s is told apart",
  (file) => {
    const recorded = JSON.parse(readFileSync(join(RECORDED, file), "utf8"));
    const { status, body } = recorded.response ?? recorded;
    const text = JSON.stringify(body);
    const failure = classify({
      operation: "read",
      outcome: { kind: "answer", status, headers: {}, text },
    });
    expect(NOT_THERE).toContain(failure.code);
    expect(text).toContain(JSON.stringify(failure.message));
  },
);

async function refusalsIn(language: "en" | "es" | "pt") {
  const masterData = [{ recordType: "subsidiary", body: { name: "Acme", externalId: "ACME" } }];
  const emulator = createEmulator({ accounts: [{ accountId: "1234567", language, masterData }] });
  const account = emulator.account("1234567");
  const door = await startHttpDoor(emulator);
  onTestFinished(() => door.close());
  const netsuite = createRestNetSuite({
    accountId: account.accountId,
    baseUrl: door.url,
    credentials: account.credentials,
    connections: 1,
    timeoutMs: 5_000,
    clock: systemClock,
    acquireSlot: async () => () => undefined,
  });
  onTestFinished(() => netsuite.close());
  const write = async (recordType: string, body: Record<string, unknown>) => {
    const result = await netsuite.upsert({ recordType, externalId: "X-1", body, replace: [] });
    if (result.ok) return "written";
    const { class: failureClass, code, field, value } = result.failure;
    return { failureClass, code, field, value };
  };
  const customer = { companyName: "Harbour Ltd", subsidiary: { externalId: "ACME" } };
  return {
    unknownReference: await write("customer", { ...customer, subsidiary: { externalId: "nowhere" } }),
    unknownId: await write("customer", { ...customer, subsidiary: { id: "99999" } }),
    missing: await write("customer", { subsidiary: { externalId: "ACME" } }),
    written: await write("customer", customer),
    noLines: await write("salesOrder", { entity: { externalId: "X-1" } }),
    unknownType: await write("spaceship", {}),
    absentEntity: await netsuite.findByExternalId("customer", "nobody"),
    absentTransaction: await netsuite.findByExternalId("salesOrder", "nothing"),
  };
}

test("a refusal is the same failure in each of NetSuite's languages, and an absence is no failure in any", async () => {
  const english = await refusalsIn("en");
  expect(english).toMatchObject({
    unknownReference: { failureClass: "data", code: "NONEXISTENT_EXTERNAL_ID" },
    written: "written",
    noLines: { failureClass: "data", code: "VALID_LINE_ITEM_REQD" },
    absentEntity: { ok: true, value: null },
    absentTransaction: { ok: true, value: null },
  });
  expect(await refusalsIn("es")).toEqual(english);
  expect(await refusalsIn("pt")).toEqual(english);
});
