import { expect, test } from "vitest";
import { recordIdentity } from "./record-identity.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const identify = recordIdentity({ key: '"lead/" & id', version: "changed" });

test("expressions say who a record is, every digit kept, and its version is told apart by its bytes too", async () => {
  const first = await identify(bytes('{"id":820982911946154509,"changed":"2026-11-23T12:00:00Z","a":1}'));
  expect(first).toEqual({
    key: "lead/820982911946154509",
    version: expect.stringMatching(/^2026-11-23T12:00:00Z [0-9a-f]{16}$/),
    editionAt: Date.parse("2026-11-23T12:00:00Z"),
  });
  const second = await identify(bytes('{"id":820982911946154509,"changed":"2026-11-23T12:00:00Z","a":2}'));
  expect(second.version).not.toBe(first.version);
});

test("a version that is no time leaves the edition to the order of arrival, and a time of its own may be named", async () => {
  expect((await identify(bytes('{"id":1,"changed":"v7"}'))).editionAt).toBeNull();
  const named = recordIdentity({ key: "id", version: "v", editionAt: "at" });
  expect((await named(bytes('{"id":1,"v":7,"at":"2026-11-23T12:00:00Z"}'))).editionAt).toBe(
    Date.parse("2026-11-23T12:00:00Z"),
  );
});

test.each([
  ["counters", ["1", "7", "12", "13", "49", "50", "2026"]],
  ["seconds since 1970", ["1795716086", "1795716087"]],
  ["milliseconds since 1970, also as text", ["1795716086528", '"1795716086529"']],
  ["times of Salesforce", ['"2026-11-27T10:00:00.000+0000"', '"2026-11-27T10:00:00.001+0000"']],
  ["times as mail has them", ['"Fri, 27 Nov 2026 10:00:00 GMT"', '"Fri, 27 Nov 2026 10:00:01 GMT"']],
])("of editions told by %s the later one counts", async (_, versions) => {
  const identities = await Promise.all(versions.map((each) => identify(bytes(`{"id":1,"changed":${each}}`))));
  const ranks = identities.map(({ editionAt }) => editionAt ?? Number.NaN);
  expect(ranks.every((rank, index) => index === 0 || rank > (ranks[index - 1] ?? 0))).toBe(true);
});

test.each(["v7", "edition 7", "9007199254740993"])("%s says no time", async (changed) => {
  expect((await identify(bytes(`{"id":1,"changed":"${changed}"}`))).editionAt).toBeNull();
});

test.each([
  ["missing", '{"changed":"x"}'],
  ["null", '{"id":null,"changed":"x"}'],
  ["empty", '{"id":"","changed":"x"}'],
  ["an object", '{"id":{"a":1},"changed":"x"}'],
  ["a list", '{"id":["a","b"],"changed":"x"}'],
])("records whose id is %s are not one record, whatever stands before it", async (_, text) => {
  await expect(identify(bytes(text))).rejects.toMatchObject({
    code: "ORDER_UNREADABLE",
    message: expect.stringMatching(/a part of its key/),
  });
});

test("what a key may do without is said in the key, and texts in it are never missing", async () => {
  const optional = recordIdentity({ key: '"" & ($exists(site) ? site : "-") & id', version: "changed" });
  expect((await optional(bytes('{"id":1,"changed":"x"}'))).key).toBe("-1");
});

test.each([
  ["no key", '{"changed":"x"}', /gives no key|cannot be read/],
  ["an empty key", '{"id":"","changed":""}', /gives no/],
  ["no version", '{"id":1}', /gives no/],
  ["a list", "[1]", /not a JSON object/],
  ["no JSON", "{", /Cannot tell which record/],
  ["not UTF-8", "", /Cannot tell which record/],
])("a body with %s is refused in words", async (_, text, words) => {
  const identity = recordIdentity({ key: "id", version: "changed" });
  const raw = text === "" ? Uint8Array.from([0xff, 0xfe]) : bytes(text);
  await expect(identity(raw)).rejects.toMatchObject({
    code: "ORDER_UNREADABLE",
    message: expect.stringMatching(words),
  });
});
