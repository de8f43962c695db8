import fc from "fast-check";
import { expect, test } from "vitest";
import type { HttpOutcome } from "../http/transport.ts";
import type { Call } from "./ask.ts";
import { queryRows, sqlId, sqlText } from "./suiteql.ts";

const URL = "https://netsuite.example/services/rest/query/v1/suiteql";

const answer = (status: number, body: unknown): HttpOutcome => ({
  ...{ kind: "answer", status, headers: {}, text: JSON.stringify(body) },
});

/** Answers call after call, and notes what was asked. */
function answering(...answers: readonly HttpOutcome[]) {
  const calls: Call[] = [];
  const ask = async (call: Call): Promise<HttpOutcome> => {
    calls.push(call);
    return answers[calls.length - 1] ?? answer(500, {});
  };
  return { ask, calls };
}

test("every page of a result is read, and links are no column", async () => {
  const { ask, calls } = answering(
    answer(200, { items: [{ links: [], id: "1", itemid: "MUG" }], hasMore: true }),
    answer(200, { items: [{ links: [], id: "2" }], hasMore: false }),
  );
  const rows = await queryRows(ask, URL, "SELECT id, itemid FROM item");
  expect(rows).toEqual({ ok: true, value: [{ id: "1", itemid: "MUG" }, { id: "2" }] });
  expect(calls.map(({ url }) => url)).toEqual([
    `${URL}?limit=1000&offset=0`,
    `${URL}?limit=1000&offset=1000`,
  ]);
  expect(calls[0]).toMatchObject({ method: "POST", headers: { prefer: "transient" } });
});

test("a page that fails fails the whole result", async () => {
  const { ask } = answering(
    answer(200, { items: [{ id: "1" }], hasMore: true }),
    answer(503, "the service is down"),
  );
  expect(await queryRows(ask, URL, "SELECT id FROM item")).toMatchObject({
    ok: false,
    failure: { class: "transient" },
  });
});

test("a text cannot leave its quotes", () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      const quoted = sqlText(value);
      expect(quoted.slice(1, -1).replaceAll("''", "")).not.toContain("'");
      expect(quoted.slice(1, -1).replaceAll("''", "'")).toBe(value);
    }),
  );
});

test("only digits are an internal id", () => {
  expect([sqlId("4711"), sqlId("-5")]).toEqual(["4711", "-5"]);
  expect(() => sqlId("1 OR 1 = 1")).toThrow(RangeError);
});
