import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openLedger, systemClock } from "../../integration/index.ts";
import { runProgram } from "../program.ts";

const HOUR = 3_600_000;
const ANNA = ["--by", "anna", "--reason", "item created"];
const ORDER = { id: 1, name: "#1001", updated_at: "2026-11-23T12:00:00Z", email: "zoe@example.com" };

/** A ledger with so many dead letters, and the command on it. */
async function aLedger(count = 1) {
  const folder = await mkdtemp(join(tmpdir(), "drydock-dlq-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "ledger.sqlite");
  const ledger = await openLedger({ file }, { clock: systemClock });
  onTestFinished(() => ledger.close());
  for (let order = 1; order <= count; order += 1) {
    await ledger.accept({
      ...{
        source: "shopify",
        flow: "orders",
        key: `gid://shopify/Order/${order}`,
        version: "1",
        editionAt: 1,
      },
      ...{ deliveryId: null, headers: {}, receivedAt: systemClock.now() - order * HOUR },
      raw: new TextEncoder().encode(JSON.stringify({ ...ORDER, id: order, name: `#${1000 + order}` })),
      failure: {
        ...{ class: "data", code: order === 2 ? "VALUE_TOO_LONG" : "LOOKUP_NOT_FOUND" },
        ...{ message: "No customer has the e-mail zoe@example.com.", advice: "Create it, then re-run." },
      },
    });
  }
  async function run(args: readonly string[], given: { stdin?: string; env?: Record<string, string> } = {}) {
    const written = { out: "", err: "" };
    const code = await runProgram([...args, ...(args[1] === "--help" ? [] : ["--ledger", file])], {
      stdout: { write: (text) => (written.out += text) },
      stderr: { write: (text) => (written.err += text) },
      stdin: (async function* () {
        yield given.stdin ?? "";
      })(),
      env: given.env ?? {},
      stop: new AbortController().signal,
      scratchFolder: () => folder,
    });
    return { code, ...written };
  }
  return { ledger, folder, dlq: (...args: string[]) => run(["dlq", ...args]), run };
}

test("the list says what is wrong, whether a re-run is safe, and no customer's address", async () => {
  const { dlq } = await aLedger(2);
  const { code, err } = await dlq("list");
  expect(code).toBe(0);
  expect(err).toMatch(/1 x LOOKUP_NOT_FOUND/);
  expect(err).toMatch(/#1 {2}#1001 {2}LOOKUP_NOT_FOUND {2}\(safe to re-run: yes\)/);
  expect(err).not.toContain("zoe@");
  expect((await dlq("list", "--unmasked", "--json")).out).toContain("zoe@example.com");
});

test.each([
  [["--code", "VALUE_TOO_LONG"], [2]],
  [["--class", "defect"], []],
  [
    ["--older-than", "90m"],
    [2, 3],
  ],
  [
    ["--since", new Date(systemClock.now() - 2.5 * HOUR).toISOString()],
    [1, 2],
  ],
  [["--since", "2020-01-01", "--until", "2020-01-02"], []],
  [["--assignee", "ben"], [3]],
  [["--limit", "1"], [1]],
])("list %j shows the entries %j", async (options, entries) => {
  const { dlq } = await aLedger(3);
  await dlq("assign", "3", "--to", "ben", "--by", "anna");
  const listed = JSON.parse((await dlq("list", "--json", ...options)).out) as { entry: number }[];
  expect(listed.map(({ entry }) => entry)).toEqual(entries);
});

test.each([
  [["list", "--older-than", "a while"], /is not an age\. Write it as 30m, 6h or 2d/],
  [["list", "--since", "yesterday"], /is not a time/],
  [["assign", "1", "--by", "anna"], /Say --to <name>, or --nobody/],
  [["show", "99"], /Entry 99 does not exist/],
])("%j is refused with what to write instead", async (args, message) => {
  const { dlq } = await aLedger();
  const { code, err } = await dlq(...args);
  expect([code, err]).toEqual([2, expect.stringMatching(message)]);
});

test("a dry run counts and groups, a re-run moves, a second person is told who was faster", async () => {
  const { dlq, ledger } = await aLedger(3);
  const dry = await dlq("rerun", "--class", "data", "--dry-run", ...ANNA);
  expect(dry.err).toMatch(
    /^3 would be re-run, 0 left out\n {2}2 x LOOKUP_NOT_FOUND.*\n {2}1 x VALUE_TOO_LONG/,
  );
  expect((await ledger.counts()).dead).toBe(3);
  const bounded = await dlq("rerun", "--class", "data", "--limit", "2", ...ANNA);
  expect(bounded).toMatchObject({ code: 0, err: "2 re-run, 0 left out; more match, raise --limit\n" });
  const second = await dlq("rerun", "1", "--by", "ben", "--reason", "me too");
  expect(second.code).toBe(1);
  expect(second.err).toMatch(/#1: not dead: anna decided on rerun at .* \(item created\)/);
  expect((await dlq("list", "--pending")).err).toMatch(/#1 {2}#1001 {2}queued \(re-run 1 by anna\)/);
  expect(JSON.parse((await dlq("stats", "--json")).out)).toMatchObject({
    dead: 1,
    rerunPending: { queued: 2 },
  });
});

test.each([
  ["a file", async (folder: string) => ["--file", join(folder, "corrected.json")]],
  ["stdin", async () => ["--file", "-"]],
  ["an editor", async () => []],
])("an order is corrected in %s; both are shown", async (_, optionsIn) => {
  const { run, folder, ledger } = await aLedger();
  const corrected = JSON.stringify({ ...ORDER, zip: "12345" });
  await writeFile(join(folder, "corrected.json"), corrected);
  await writeFile(join(folder, "editor"), `#!/bin/sh\ncp "${folder}/corrected.json" "$1"\n`);
  await chmod(join(folder, "editor"), 0o700);
  const given = { stdin: corrected, env: { EDITOR: join(folder, "editor") } };
  const edit = await run(["dlq", "edit", "1", ...ANNA, ...(await optionsIn(folder))], given);
  expect(edit).toMatchObject({ code: 0, err: "#1 is edited; re-run it to send it.\n" });
  expect(new TextDecoder().decode((await ledger.get(1))?.edited ?? undefined)).toBe(corrected);
  const { err } = await run(["dlq", "show", "1", "--unmasked"]);
  expect(err).toContain(corrected);
  expect(err).toContain(JSON.stringify(ORDER));
  expect(err).toMatch(/edit by anna: item created/);
});

test("an editor that changes nothing, or another order, changes nothing", async () => {
  const { run, ledger } = await aLedger();
  expect((await run(["dlq", "edit", "1", ...ANNA], { env: { EDITOR: "true" } })).err).toMatch(
    /Nothing was edited/,
  );
  expect((await run(["dlq", "edit", "1", ...ANNA])).err).toMatch(/No \$EDITOR is set/);
  const other = { stdin: JSON.stringify({ ...ORDER, id: 2 }) };
  expect(await run(["dlq", "edit", "1", "--file", "-", ...ANNA], other)).toMatchObject({
    code: 2,
    err: expect.stringContaining("was not kept"),
  });
  const { err } = await run(["dlq", "edit", "1", "--file", "-", ...ANNA], { stdin: "no order at all" });
  expect(err).toMatch(/was not kept: .*[^.]\. Correct it and edit again\.\n$/s);
  expect(await ledger.get(1)).toMatchObject({ edited: null });
});

test("resolve, discard, note and tag say what became of the entry", async () => {
  const { dlq } = await aLedger(2);
  expect((await dlq("note", "1", "asked the warehouse", "--by", "anna")).err).toBe("#1 is noted.\n");
  expect((await dlq("tag", "1", "vip", "october", "--by", "anna")).code).toBe(0);
  const resolve = await dlq("resolve", "1", "--record", "salesOrder", "--id", "4711", ...ANNA);
  expect(resolve.err).toBe("#1 is resolved: it is salesOrder 4711.\n");
  expect((await dlq("discard", "2", ...ANNA, "--json")).out).toContain('"done": true');
  expect(await dlq("discard", "2", ...ANNA)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/anna decided on discard/),
  });
  const shown = (await dlq("show", "1")).err;
  for (const fact of ["salesOrder 4711", "asked the warehouse", "vip, october"])
    expect(shown).toContain(fact);
});

test("an export is CSV or JSON, masked unless asked for", async () => {
  const { dlq } = await aLedger(3);
  const csv = (await dlq("export")).out.trimEnd().split("\r\n");
  expect(csv).toHaveLength(4);
  expect(csv[0]).toMatch(/^entry,order,key/);
  const json = await dlq("export", "--format", "json");
  expect((JSON.parse(json.out) as { entry: number }[]).map(({ entry }) => entry)).toEqual([1, 2, 3]);
  expect(json.err).toBe("3 exported, masked.\n");
  expect(csv.join() + json.out).not.toContain("zoe@");
  expect((await dlq("export", "--unmasked")).out).toContain("zoe@example.com");
});

test("a ledger is copied beside the service, and never over a file that is there", async () => {
  const { run, folder } = await aLedger();
  const copy = join(folder, "copy.sqlite");
  expect((await run(["ledger", "backup", copy])).code).toBe(0);
  expect((await readFile(copy)).subarray(0, 15).toString()).toBe("SQLite format 3");
  expect(await run(["ledger", "backup", copy])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/does not exist yet/),
  });
});

test("finished orders are forgotten by key or by age; what waits for a human is not", async () => {
  const { run, dlq, ledger } = await aLedger(2);
  await dlq("discard", "1", ...ANNA);
  const redact = ["ledger", "redact", "--by", "anna", "--reason", "erasure request", "--flow", "orders"];
  expect((await run(redact)).err).toMatch(/Say either --key, or --finished-before/);
  const key = ["--key", "gid://shopify/Order/1"];
  expect((await run([...redact, ...key, "--json"])).out).toContain('"redacted": 1');
  expect((await ledger.get(1))?.raw).toHaveLength(0);
  expect((await run([...redact, "--finished-before", "2100-01-01"])).err).toBe("0 entries redacted.\n");
});

test("a ledger in PostgreSQL is copied by PostgreSQL's own means", async () => {
  const written = { err: "" };
  const code = await runProgram(
    ["ledger", "backup", "copy", "--ledger", "postgres://nobody@127.0.0.1/none"],
    {
      stdout: { write: () => undefined },
      stderr: { write: (text) => (written.err += text) },
      env: {},
      stop: new AbortController().signal,
      scratchFolder: () => tmpdir(),
    },
  );
  expect([code, written.err]).toEqual([2, expect.stringContaining("pg_dump")]);
});
