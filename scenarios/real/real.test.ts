/** The parts that keep a run in a real account harmless: whom it writes to, what it marks, what it writes down. */
import { appendFile, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseMapping } from "../../integration/index.ts";
import { markedMapping } from "./marked-mapping.ts";
import { markOf, readRunJournal, startRunJournal } from "./run-journal.ts";
import { whyNotThisAddress, whyNotWritable } from "./sandbox-account.ts";

test.each(["1234567_SB1", "1234567_SB12", "TSTDRV1234567"])("%s may be written to", (accountId) => {
  expect(whyNotWritable(accountId)).toBeUndefined();
});

test.each(["1234567", "1234567_RP", "1234567_SB1_X", "1234567-sb1", "TSTDRV", "TD1234567", "1234567_sb1"])(
  "%s is refused: it may be production",
  (accountId) => {
    expect(whyNotWritable(accountId)).toContain("never to production");
  },
);

test.each(["http://127.0.0.1:9000", "https://localhost:9443", "http://[::1]:80"])(
  "%s is on this machine",
  (url) => {
    expect(whyNotThisAddress(url)).toBeUndefined();
  },
);

test.each([
  "https://1234567.suitetalk.api.netsuite.com",
  "http://127.0.0.1.example.com",
  "http://10.0.0.1",
  "nowhere",
])("%s is not on this machine", (url) => {
  expect(whyNotThisAddress(url)).toContain("not on this machine");
});

test("everything that a marked mapping makes carries the mark, the entity's own name too", async () => {
  const file = "examples/acme-store/mappings/shopify-orders.yaml";
  const text = await readFile(file, "utf8");
  const marked = parseMapping(markedMapping(text, "DD-x-"), file);
  const before = parseMapping(text, file);
  expect(marked.records.map(({ externalId }) => externalId.prefix)).toEqual(
    before.records.map(({ externalId }) => `DD-x-${externalId.prefix}`),
  );
  const [customer] = marked.records;
  expect(customer?.fields.find((row) => row.kind === "field" && row.to === "entityId")).toMatchObject({
    from: expect.stringMatching(/^"DD-x-" & \("SHOP-C-"/),
  });
  const refunds = "examples/acme-store/mappings/shopify-refunds.yaml";
  const followed = parseMapping(markedMapping(await readFile(refunds, "utf8"), "DD-x-"), refunds).follows;
  expect(followed?.externalId.prefix).toBe("DD-x-SHOP-");
});

const HEAD = {
  run: "abc",
  accountId: "1234567_SB1",
  baseUrl: "http://127.0.0.1:1",
  startedAt: "2026-11-27T00:00:00.000Z",
};

test("a journal tells whoever comes later what was announced, once each, whatever cut its last line off", async () => {
  const file = join(await mkdtemp(join(tmpdir(), "drydock-journal-")), "later", "run.jsonl");
  const journal = startRunJournal(file, HEAD);
  const record = { recordType: "customer", externalId: `${markOf("abc")}1` };
  journal.note(record);
  journal.note(record);
  journal.note({ ...record, recordType: "salesOrder" });
  await appendFile(file, '{"recordType":"salesOr');
  const read = readRunJournal(file);
  expect(read.head).toEqual(HEAD);
  expect(read.records).toEqual([record, { ...record, recordType: "salesOrder" }]);
  read.remove();
  await expect(readFile(file)).rejects.toThrow("ENOENT");
});
