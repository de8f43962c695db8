// The same script after its first cutover: taken in safely, mapped by name, sent so that twice is once, held when it cannot go.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { netsuite } from "./netsuite-login.mjs";
import { salesOrderOf } from "./repaired-mapping.mjs";
import { openQueue } from "./repaired-queue.mjs";

const { PORT, STATE_DIR, WEBHOOK_SECRET, NETSUITE_TIMEOUT_MS = "30000" } = process.env;
const queue = openQueue(STATE_DIR);
const LONGEST_WAIT_MS = Number(NETSUITE_TIMEOUT_MS);
let slots = Number(process.env.NETSUITE_CONCURRENCY ?? 5);
let shrunkAt = 0;
let inFlight = 0;
const waiting = [];

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a person has to mend: it is held with this sentence, and is tried again only when somebody says so. */
class Held extends Error {}
/** No answer came: it may have been done, or not. */
class Unknown extends Error {}

/** Others use the account too: fewer at once when it says that it is too much, at most once a second. */
function shrink() {
  if (Date.now() - shrunkAt < 1000) return;
  shrunkAt = Date.now();
  slots = Math.max(1, slots - Math.ceil(slots / 4));
}

/** One call within our slots; refused for being one too many, it waits and is made again. */
async function call(method, path, body) {
  while (inFlight >= slots) await new Promise((resolve) => waiting.push(resolve));
  inFlight += 1;
  try {
    const response = await netsuite(method, path, body, {
      signal: AbortSignal.timeout(LONGEST_WAIT_MS),
    }).catch((error) => {
      throw new Unknown(`${method} ${path}: ${error.cause?.message ?? error.message}`);
    });
    const text = await response.text();
    if (response.status === 429) shrink();
    if (response.status === 400) throw new Held(JSON.parse(text)["o:errorDetails"]?.[0]?.detail ?? text);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return text === "" ? {} : JSON.parse(text);
  } finally {
    inFlight -= 1;
    waiting.shift()?.();
  }
}

const found = new Map();

/** By name, never by internal id: those differ between sandbox and production. What is asked for once is remembered. */
function find(type, field, value) {
  const query = `${type}?q=${encodeURIComponent(`${field} IS "${String(value).replaceAll('"', '\\"')}"`)}`;
  if (!found.has(query)) {
    found.set(query, one(query, `${type} with ${field} ${value}`));
    found.get(query).catch(() => found.delete(query));
  }
  return found.get(query);
}

async function one(query, what) {
  const { items = [] } = await call("GET", query);
  if (items.length === 1) return { id: items[0].id };
  throw new Held(`NetSuite has ${items.length} records of type ${what}; there must be one.`);
}

async function deliver(order) {
  const { customer, salesOrder } = await salesOrderOf(order, { find, Held });
  if (customer) await call("PUT", `customer/eid:${customer.externalId}?replace=addressBook`, customer.body);
  const record = `salesOrder/eid:${salesOrder.externalId}`;
  try {
    // PUT by external id: the same order sent twice makes one record, and its lines are replaced, not added to.
    await call("PUT", `${record}?replace=item`, salesOrder.body);
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    // Perhaps it is there: that is looked up before anything is sent again.
    const there = await call("GET", record).catch(() => null);
    if (there?.total !== salesOrder.total) throw error;
  }
}

/** Tries until it is through or held; whatever is nobody's fault waits and is tried again. */
async function work(key) {
  for (let wait = 100; ; wait = Math.min(wait * 2, 1000)) {
    const entry = queue.read(key);
    if (entry === null || entry.reason !== null) return;
    try {
      await deliver(JSON.parse(entry.raw));
      if (queue.finish(key, entry)) return;
      wait = 50; // a later edition came meanwhile
    } catch (error) {
      if (error instanceof Held) return queue.hold(key, error.message);
      console.log(key, error.message);
      await sleep(wait);
    }
  }
}

const busy = new Map();
/** One order at a time goes one after the other, whatever comes in meanwhile. */
function begin(key) {
  if (busy.has(key)) return;
  busy.set(
    key,
    work(key).finally(() => {
      busy.delete(key);
      if (queue.read(key)?.reason === null) begin(key);
    }),
  );
}

const isSigned = (body, given = "") => {
  const ours = createHmac("sha256", WEBHOOK_SECRET).update(body).digest();
  const theirs = Buffer.from(given, "base64");
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
};

/** Answers only when the order is on the disk. */
function takeIn(body, signature) {
  if (!isSigned(body, signature)) return 401;
  try {
    // The exact digits: as a number, a long id would lose its last ones.
    const [, key] = /"admin_graphql_api_id":\s*"gid:\/\/shopify\/Order\/(\d+)"/.exec(body) ?? [];
    const { updated_at: edition } = JSON.parse(body);
    if (key === undefined) return 400;
    if (queue.put(key, { raw: body.toString(), edition: Date.parse(edition) })) begin(key);
    return 200;
  } catch {
    return 400;
  }
}

createServer(async (request, response) => {
  const { method, url } = request;
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { pathname, searchParams } = new URL(url, "http://localhost");
  if (method === "POST" && pathname === "/orders") {
    response.statusCode = takeIn(Buffer.concat(chunks), request.headers["x-shopify-hmac-sha256"]);
    return response.end();
  }
  if (method === "GET" && pathname === "/dead-letters") return response.end(JSON.stringify(queue.held()));
  if (method === "POST" && pathname === "/dead-letters/rerun") {
    const key = searchParams.get("key") ?? "";
    queue.release(key);
    begin(key);
    return response.end();
  }
  response.statusCode = 404;
  response.end();
}).listen(PORT, "127.0.0.1");

for (const key of queue.unfinished()) begin(key);
