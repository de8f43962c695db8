import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../clock.ts";
import type { Connection } from "./connection.ts";
import { openConnection } from "./open-pool.ts";
import { postgresForTests } from "./temporary-postgres.contract.ts";

const postgres = postgresForTests();

async function connect(): Promise<Connection> {
  const { url, schema } = await postgres.open();
  const connection = await openConnection({ url, schema, connections: 1 }, systemClock.now());
  onTestFinished(() => connection.close());
  return connection;
}

const KEEP = { sql: "INSERT INTO cursor (name, value, updated_at) VALUES (?, ?, 0)" };
const KEPT = { sql: "SELECT name, value FROM cursor WHERE name LIKE 'test:%' ORDER BY name" };
const DIVIDE = { sql: "SELECT 1 / ?::int" };

test("a transaction waits for the statements that nobody has waited for", async () => {
  const connection = await connect();
  await connection.transaction(async (rows) => void rows.run(KEEP, ["test:kept", "1"]));
  expect(await connection.all(KEPT)).toEqual([{ name: "test:kept", value: "1" }]);
  await connection.run({ sql: "DELETE FROM cursor" });
});

test("a statement that fails takes the whole transaction back, though nobody waited for it", async () => {
  const connection = await connect();
  const work = connection.transaction(async (rows) => {
    void rows.run(KEEP, ["test:undone", "1"]);
    void rows.all(DIVIDE, [0]);
    return "done";
  });
  await expect(work).rejects.toThrow("division by zero");
  expect(await connection.all(KEPT)).toEqual([]);
});

test("of several failures the first is told: behind it the server refuses whatever is asked", async () => {
  const connection = await connect();
  const work = connection.transaction(async (rows) => {
    void rows.all(DIVIDE, [0]);
    return await rows.run(KEEP, ["test:refused", "1"]);
  });
  await expect(work).rejects.toThrow("division by zero");
});

test("what the work itself throws is told as it is, and nothing is kept", async () => {
  const connection = await connect();
  const work = connection.transaction(async (rows) => {
    void rows.run(KEEP, ["test:undone", "1"]);
    throw new RangeError("The work went wrong.");
  });
  await expect(work).rejects.toThrow("The work went wrong.");
  expect(await connection.all(KEPT)).toEqual([]);
});
