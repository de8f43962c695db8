import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../clock.ts";
import { acceptDead, anIncoming, claimOne, LEASE_MS, NOON } from "../sample-entries.contract.ts";
import { openDatabase } from "./open-database.ts";
import { openTemporaryLedger, temporaryFile } from "./temporary-ledger.contract.ts";

const from = (path: string): string => JSON.stringify(new URL(path, import.meta.url).href);

/** A program of its own, with `ledger` open and `say` for one line that reaches us before the next statement runs. */
const PROGRAM = `
import { writeSync } from "node:fs";
import { systemClock } from ${from("../../clock.ts")};
import { openSqliteLedger } from ${from("./sqlite-ledger.ts")};
import { anIncoming, claimOne, fenceOf, NOON, SENDING } from ${from("../sample-entries.contract.ts")};
const say = (line) => writeSync(1, line + "\\n");
`;

interface Child {
  readonly process: ChildProcess;
  readonly lines: AsyncIterator<string>;
  readonly ended: Promise<unknown>;
}

function run(file: string, body: string): Child {
  const program = join(dirname(file), `child-${crypto.randomUUID()}.mts`);
  writeFileSync(program, PROGRAM + body);
  const repository = fileURLToPath(new URL("../../..", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", program, file], {
    cwd: repository,
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return {
    process: child,
    lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
    ended: once(child, "exit"),
  };
}

async function readLine({ lines }: Child): Promise<string> {
  const { done, value } = await lines.next();
  if (done === true) throw new Error("the child ended before it said what was expected");
  return value;
}

async function readRest({ lines }: Child): Promise<string[]> {
  const rest: string[] = [];
  for (let line = await lines.next(); line.done !== true; line = await lines.next()) rest.push(line.value);
  return rest;
}

test.each([0, 7, 31])(
  "kill -9 after %i more acknowledgements: everything acknowledged is there, whole",
  async (more) => {
    const file = temporaryFile();
    const child = run(
      file,
      `const ledger = await openSqliteLedger({ file: process.argv[2], clock: systemClock });
     const raw = new Uint8Array(8_000).fill(7);
     for (let order = 1; ; order += 3) {
       const ids = await Promise.all([0, 1, 2].map((n) => ledger.accept(anIncoming({ order: order + n, raw }))));
       for (const { id } of ids) say(String(id));
     }`,
    );
    const acknowledged = [await readLine(child)];
    while (acknowledged.length <= more) acknowledged.push(await readLine(child));
    child.process.kill("SIGKILL");
    acknowledged.push(...(await readRest(child)));
    await child.ended;

    const { ledger } = await openTemporaryLedger(file);
    for (const id of acknowledged) {
      const entry = await ledger.get(Number(id));
      expect(entry).toMatchObject({ state: "queued", key: `gid://shopify/Order/${id}` });
      expect(entry?.raw).toEqual(new Uint8Array(8_000).fill(7));
    }
    const database = await openDatabase({ file, clock: systemClock });
    expect(database.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
    database.close();
  },
  60_000,
);

test("kill -9 between sending and settling: the entry is looked up, not sent again", async () => {
  const file = temporaryFile();
  const child = run(
    file,
    `const ledger = await openSqliteLedger({ file: process.argv[2], clock: systemClock });
     await ledger.accept(anIncoming());
     const entry = await claimOne(ledger);
     await ledger.markSending(fenceOf(entry), SENDING);
     say("sent");
     setInterval(() => undefined, 1000);`,
  );
  expect(await readLine(child)).toBe("sent");
  child.process.kill("SIGKILL");
  await child.ended;

  const { ledger } = await openTemporaryLedger(file);
  expect(await ledger.releaseExpired(NOON + LEASE_MS)).toBe(1);
  const entry = await claimOne(ledger, { now: NOON + LEASE_MS });
  expect(entry).toMatchObject({ sentAt: NOON, claims: 2, attempts: 1 });
}, 60_000);

test("two processes that create and fill one file at the same time lose and double nothing", async () => {
  const file = temporaryFile();
  const body = `
     const ledger = await openSqliteLedger({ file: process.argv[2], clock: systemClock });
     for (let order = 1; order <= 60; order += 1) {
       const { id, duplicate } = await ledger.accept(anIncoming({ order }));
       say(order + " " + id + " " + duplicate);
     }
     await ledger.close();`;
  const children = [run(file, body), run(file, body)];
  const lines = (await Promise.all(children.map(readRest))).flat().map((line) => line.split(" "));
  expect(lines).toHaveLength(120);
  expect(lines.filter(([, , duplicate]) => duplicate === "false")).toHaveLength(60);
  const { ledger } = await openTemporaryLedger(file);
  expect((await ledger.counts()).queued).toBe(60);
}, 60_000);

test("another process lists and re-runs while the ledger is open here", async () => {
  const { ledger, file } = await openTemporaryLedger();
  const id = await acceptDead(ledger);
  await ledger.accept(anIncoming({ order: 2 }));
  const child = run(
    file,
    `const ledger = await openSqliteLedger({ file: process.argv[2], clock: systemClock, create: false });
     const [dead] = await ledger.find({ states: ["dead"] });
     await ledger.rerun({ id: dead.id, by: "anna", reason: "item made", now: NOON });
     await ledger.close();
     say(String(dead.id));`,
  );
  expect(await readLine(child)).toBe(String(id));
  await child.ended;
  expect(await ledger.get(id)).toMatchObject({ state: "queued", reruns: 1 });
}, 60_000);
