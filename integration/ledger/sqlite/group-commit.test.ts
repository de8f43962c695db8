import { expect, onTestFinished, test } from "vitest";
import { type SqliteDatabase, sqliteDriver } from "./driver.ts";
import { createGroupCommit } from "./group-commit.ts";
import { temporaryFile } from "./temporary-ledger.contract.ts";

async function openCounting() {
  const database = (await sqliteDriver()).open(temporaryFile());
  onTestFinished(() => void database.close());
  database.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT");
  const sent: string[] = [];
  let failing = "";
  const counting: SqliteDatabase = {
    exec: (sql) => {
      sent.push(sql);
      if (sql === failing) {
        failing = "";
        throw new Error("disk I/O error");
      }
      return database.exec(sql);
    },
    prepare: (sql) => database.prepare(sql),
    close: () => database.close(),
  };
  const commits = createGroupCommit(counting, (cause) => new Error("not kept", { cause }));
  const insert = (n: number) =>
    commits.submit(() => database.prepare("INSERT INTO t VALUES (?)").run(n).changes);
  const rows = () => database.prepare("SELECT n FROM t ORDER BY n").all().length;
  const failNext = (sql: string): void => {
    failing = sql;
  };
  return {
    database,
    commits,
    insert,
    rows,
    failNext,
    count: (sql: string) => sent.filter((each) => each === sql).length,
  };
}

test("writers of one tick share one commit and all get their own result", async () => {
  const { insert, rows, count } = await openCounting();
  const results = await Promise.all(Array.from({ length: 100 }, (_, n) => insert(n)));
  expect(results.map(Number)).toEqual(new Array(100).fill(1));
  expect(rows()).toBe(100);
  expect(count("COMMIT")).toBe(1);
});

test("a later tick is a commit of its own", async () => {
  const { insert, count } = await openCounting();
  await insert(1);
  await insert(2);
  expect(count("COMMIT")).toBe(2);
});

test("nobody is told of a commit that did not happen", async () => {
  const { insert, rows, failNext } = await openCounting();
  failNext("COMMIT");
  await expect(insert(1)).rejects.toThrow("not kept");
  expect(rows()).toBe(0);
  await insert(1);
  expect(rows()).toBe(1);
});

test("a bad writer fails alone and the rest of its group is kept once", async () => {
  const { insert, rows } = await openCounting();
  const results = await Promise.allSettled([insert(1), insert(1), insert(2)]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(rows()).toBe(2);
});

test("a transaction that another process does not let begin refuses all, with the cause, and the next one works", async () => {
  const { commits, insert, rows, database } = await openCounting();
  database.exec("BEGIN");
  const results = await Promise.allSettled([insert(1), insert(2)]);
  database.exec("ROLLBACK");
  expect(results).toMatchObject([
    { status: "rejected", reason: { message: "not kept", cause: expect.any(Error) } },
    { status: "rejected", reason: { message: "not kept", cause: expect.any(Error) } },
  ]);
  await insert(3);
  await commits.drain();
  expect(rows()).toBe(1);
});

test("drain waits for what was submitted", async () => {
  const { commits, insert, rows } = await openCounting();
  const inserted = insert(1);
  await commits.drain();
  expect(rows()).toBe(1);
  await inserted;
});
