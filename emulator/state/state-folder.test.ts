import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { type Account, type AccountSnapshot, createEmulator, type StateOptions } from "../index.ts";
import { type Acme, acme, anOrder, RECORDS } from "../testing/acme.ts";
import { ASYNC, settle, untilIdle } from "../testing/jobs.ts";

const ORDERS = `${RECORDS}/salesOrder`;
const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0).reverse()) cleanUp();
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "drydock-state-"));
  cleanUps.push(() => rmSync(folder, { recursive: true }));
  return folder;
}

function kept(
  folder: string,
  more: Partial<StateOptions> = {},
  options: Parameters<typeof acme>[0] = {},
): Acme {
  const world = acme(options, 1, { state: { folder, ...more } });
  cleanUps.push(() => world.emulator.close());
  return world;
}

/** The folder as a process leaves it that is killed at this moment: nothing of it was closed. */
function killedNow(folder: string): string {
  const left = newFolder();
  cpSync(folder, left, { recursive: true, filter: (file) => !file.endsWith(".tmp") });
  rmSync(join(left, "lock"));
  return left;
}

function fileIn(folder: string, kind: "snapshot" | "journal"): string {
  const own = join(folder, "accounts", "1234567_SB1");
  const names = readdirSync(own).filter((name) => name.startsWith(kind));
  return join(own, names.sort().at(-1) ?? "none");
}

test("a killed emulator comes back with its records, id counters, tokens and used nonces", async () => {
  const folder = newFolder();
  const first = kept(folder);
  await first.call("POST", ORDERS, { body: anOrder({ externalId: "S-1" }) });
  await first.call("POST", ORDERS, { body: anOrder({ externalId: "S-2" }) });
  await first.call("DELETE", `${ORDERS}/eid:S-1`);
  first.account.setTokenActive(false);
  const issued = first.account.issueToken();
  await settle();
  const left = killedNow(folder);
  const second = kept(left);
  expect(second.account.records.list("salesOrder")).toEqual(first.account.records.list("salesOrder"));
  expect(second.account.credentials).toEqual(issued);
  const create = ({ account }: Acme) => account.records.create("salesOrder", anOrder());
  expect(create(second)).toBe(create(first));
  expect(second.account.issueToken()).toEqual(first.account.issueToken());
  // Its caller counts its nonces from the beginning again, at the same time of day.
  const replayed = await second.call("GET", ORDERS, { credentials: issued });
  expect([replayed.status, second.account.auditTrail()[0]?.tokenId]).toEqual([200, issued.tokenId]);
  const third = kept(killedNow(left));
  await third.call("GET", ORDERS, { credentials: issued });
  expect(third.account.auditTrail()[0]).toMatchObject({ detail: "NonceUsed" });
});

test("an account that was added while the emulator ran is there after a restart, one that was removed is not", async () => {
  const folder = newFolder();
  const first = kept(folder);
  const ids = ({ emulator }: Acme) => emulator.accounts.map(({ accountId }) => accountId);
  const added = first.emulator.addAccount({ accountId: "7654321", tier: "standard", seed: 3 });
  first.emulator.addAccount({ accountId: "7654322" });
  added.records.create("subsidiary", { name: "Quay", externalId: "QUAY" });
  first.emulator.removeAccount("7654322");
  await settle();
  const left = killedNow(folder);
  const second = kept(left);
  expect(ids(second)).toEqual(["1234567_SB1", "7654321"]);
  const again = second.emulator.account("7654321");
  expect([again.tier, again.credentials]).toEqual(["standard", added.credentials]);
  expect(again.records.find("subsidiary", { externalId: "QUAY" })).toBeDefined();
  second.emulator.removeAccount("7654321");
  second.emulator.addAccount({ accountId: "7654321" });
  expect(
    second.emulator.account("7654321").records.find("subsidiary", { externalId: "QUAY" }),
  ).toBeUndefined();
  second.emulator.removeAccount("7654321");
  expect(ids(kept(killedNow(left)))).toEqual(["1234567_SB1"]);
});

const STEPS: Readonly<Record<string, (account: Account, opening: AccountSnapshot) => void>> = {
  create: ({ records }) => void records.create("salesOrder", anOrder()),
  update: ({ records }) => {
    for (const { id } of records.list("salesOrder").slice(-1))
      records.update("salesOrder", id, { memo: "changed" });
  },
  remove: ({ records }) => {
    for (const { id } of records.list("salesOrder").slice(-1)) records.remove("salesOrder", id);
  },
  issue: (account) => void account.issueToken(),
  block: (account) => account.integration().block(),
  fault: (account) => void account.addFault({ match: {}, effect: { status: 503 }, times: 2 }),
  reset: (account) => account.reset(),
  restore: (account, opening) => account.restore(opening),
};

test("after any history, killed or closed, what comes back is what was there", async () => {
  const steps = fc.array(fc.constantFrom(...Object.keys(STEPS), "settle"), { maxLength: 12 });
  const written = ({ account }: Acme): unknown => JSON.parse(JSON.stringify(account.snapshot()));
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const folder = newFolder();
      const world = kept(folder);
      const opening = world.account.snapshot();
      for (const step of history) {
        STEPS[step]?.(world.account, opening);
        if (step === "settle") await settle();
      }
      await settle();
      const left = killedNow(folder);
      world.emulator.close();
      for (const each of [left, folder]) {
        const again = kept(each);
        expect(written(again)).toEqual(written(world));
        again.emulator.close();
      }
    }),
    { numRuns: 30 },
  );
});

test("a journal that has grown is folded into a snapshot while writing goes on", async () => {
  const folder = newFolder();
  const { account } = kept(folder, { journalBytes: 4_000 });
  const create = () => account.records.create("salesOrder", anOrder());
  const names = () => readdirSync(join(folder, "accounts", "1234567_SB1")).sort();
  while (!names().includes("snapshot-3.jsonl")) {
    create();
    await settle();
    const again = kept(killedNow(folder));
    expect(again.account.records.list("salesOrder")).toEqual(account.records.list("salesOrder"));
    again.emulator.close();
  }
  await expect.poll(names).not.toContain("journal-1.jsonl");
});

test("a job that was under way is finished by the next process, and its key still stands for it", async () => {
  const folder = newFolder();
  const first = kept(folder, {}, { latency: "typical" });
  const headers = { ...ASYNC, "x-netsuite-idempotency-key": "0e4b1c1e-95c1-4c1c-8c1e-1c1e95c14c1c" };
  const order = { body: anOrder({ externalId: "LATE" }), headers };
  const sent = first.call("POST", ORDERS, order);
  await settle();
  first.clock.advance(60_000);
  expect((await sent).status).toBe(202);
  const before = killedNow(folder);
  await untilIdle(first);
  const after = killedNow(folder);
  const again = kept(before, {}, { latency: "typical" });
  expect(again.account.records.list("salesOrder")).toEqual([]);
  await untilIdle(again);
  expect(again.account.records.list("salesOrder")).toHaveLength(1);
  const done = kept(after);
  await settle();
  expect(done.account.asyncJobs()).toMatchObject([{ progress: "succeeded" }]);
  expect(done.account.records.list("salesOrder")).toHaveLength(1);
});

test("a last line that was cut off is left out with a notice, and writing goes on after it", async () => {
  const folder = newFolder();
  kept(folder).account.records.create("salesOrder", anOrder({ externalId: "S-1" }));
  await settle();
  const left = killedNow(folder);
  appendFileSync(fileIn(left, "journal"), '{"records":{"nextIds":[["ent');
  const notices: string[] = [];
  const second = kept(left, { onNotice: (text) => notices.push(text) });
  expect(notices).toEqual([expect.stringMatching(/journal-1\.jsonl:2: the last line was cut off/)]);
  second.account.records.create("salesOrder", anOrder({ externalId: "S-2" }));
  await settle();
  const third = kept(killedNow(left), { onNotice: (text) => notices.push(text) });
  expect(third.account.records.list("salesOrder").map(({ externalId }) => externalId)).toEqual([
    "S-1",
    "S-2",
  ]);
  expect(notices).toHaveLength(1);
});

test.each([
  [
    "a line of the journal",
    "journal",
    (text: string) => `{"records":\n${text}`,
    /journal-1\.jsonl:1: it is damaged/,
  ],
  [
    "a part nobody knows",
    "journal",
    () => '{"tides":1}\n',
    /journal-1\.jsonl:1: this account has no part tides/,
  ],
  ["a snapshot without its end", "snapshot", (text: string) => text.slice(0, -20), /snapshot-1\.jsonl:\d+: /],
  ["a snapshot of nothing", "snapshot", () => "{}\n", /snapshot-1\.jsonl:1: it is no snapshot/],
] as const)(
  "damage is told with file and line, and changes nothing: %s",
  async (_name, kind, damage, told) => {
    const folder = newFolder();
    kept(folder).account.records.create("salesOrder", anOrder());
    await settle();
    const left = killedNow(folder);
    const file = fileIn(left, kind);
    const damagedText = damage(readFileSync(file, "utf8"));
    writeFileSync(file, damagedText);
    const open = () => createEmulator({ accounts: [{ accountId: "1234567_SB1" }], state: { folder: left } });
    expect(open).toThrow(told);
    expect(readFileSync(file, "utf8")).toBe(damagedText);
    expect(existsSync(join(left, "lock"))).toBe(false);
  },
);

test("a folder of another version, of other accounts, or of something else is refused with its reason", () => {
  const open = (folder: string, accountId = "1") =>
    createEmulator({ accounts: [{ accountId }], state: { folder } }).close();
  const folder = newFolder();
  open(folder);
  expect(() => open(folder, "2")).toThrow(/keeps the accounts 1, and asked for are 2/);
  const manifest = join(folder, "drydock-state.json");
  writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"version": 1', '"version": 7'));
  expect(() => open(folder)).toThrow(/drydock-state\.json: it is of version 7, and this is version 1/);
  writeFileSync(manifest, "{");
  expect(() => open(folder)).toThrow(/drydock-state\.json: it is damaged/);
  const strange = newFolder();
  writeFileSync(join(strange, "holiday.jpg"), "");
  expect(() => open(strange)).toThrow(/holds holiday\.jpg and is no state folder/);
});

test("one folder serves one emulator at a time; a lock of a process that is gone does not count", () => {
  const folder = newFolder();
  const accounts = [{ accountId: "1" }];
  const first = createEmulator({ accounts, state: { folder } });
  expect(() => createEmulator({ accounts, state: { folder } })).toThrow(/in use by the process \d+/);
  first.close();
  // The process that started this one is alive and well.
  writeFileSync(join(folder, "lock"), ownerOf(process.ppid));
  expect(() => createEmulator({ accounts, state: { folder } })).toThrow(
    `in use by the process ${process.ppid}`,
  );
  writeFileSync(join(folder, "lock"), "4194305 1");
  createEmulator({ accounts, state: { folder } }).close();
});

function ownerOf(pid: number): string {
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, "utf8") : "";
  return `${pid} ${stat.split(") ").at(-1)?.split(" ")[19] ?? ""}`;
}

test("only its owner can read it, and what others keep there stays", () => {
  const folder = join(newFolder(), "new", "state");
  mkdirSync(join(folder, "ca"), { recursive: true, mode: 0o755 });
  const { emulator } = kept(folder);
  const modes = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name !== "ca")
    .map((name) => statSync(join(folder, name)))
    .map((stat) => [stat.isDirectory(), (stat.mode & 0o777).toString(8)]);
  expect(modes.filter(([isFolder]) => isFolder)).toEqual([
    [true, "700"],
    [true, "700"],
  ]);
  expect(new Set(modes.filter(([isFolder]) => isFolder === false).map(([, mode]) => mode))).toEqual(
    new Set(["600"]),
  );
  expect((statSync(folder).mode & 0o777).toString(8)).toBe("700");
  emulator.close();
  expect(readdirSync(folder)).toContain("ca");
});
