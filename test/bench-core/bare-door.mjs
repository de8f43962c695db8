/**
 * The measure: a door that does as little as a durable one can. It checks the signature, writes the bytes, and answers when they
 * are on disk; which order it is and whether it was here before, it does not ask.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import Database from "better-sqlite3";
import pg from "pg";

const { secret, file, url, schema } = JSON.parse(process.argv[2]);
const keep = file === undefined ? await inPostgres() : inSqlite();

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    const told = Buffer.from(request.headers["x-shopify-hmac-sha256"] ?? "", "base64");
    const right = createHmac("sha256", secret).update(body).digest();
    const isRight = told.length === right.length && timingSafeEqual(told, right);
    if (!isRight) return response.writeHead(401).end();
    keep(body, () => response.writeHead(200).end());
  });
});
server.listen(0, "127.0.0.1", () =>
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` })}\n`),
);

/** All that arrive in one turn of the loop share a transaction. */
function inSqlite() {
  const database = new Database(file);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE payload (raw BLOB)");
  const insert = database.prepare("INSERT INTO payload (raw) VALUES (?)");
  let waiting = [];
  const flush = database.transaction((group) => {
    for (const { body } of group) insert.run(body);
  });
  return (body, done) => {
    waiting.push({ body, done });
    if (waiting.length > 1) return;
    setImmediate(() => {
      const group = waiting;
      waiting = [];
      flush(group);
      for (const each of group) each.done();
    });
  };
}

/** One insert each, over sixteen connections: the usual way, and not the quickest one. */
async function inPostgres() {
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  await pool.query(`CREATE SCHEMA ${schema}`);
  await pool.query(`CREATE TABLE ${schema}.payload (raw BYTEA)`);
  const insert = { name: "keep", text: `INSERT INTO ${schema}.payload (raw) VALUES ($1)` };
  return (body, done) => void pool.query({ ...insert, values: [body] }).then(done);
}
