import { expect, test } from "vitest";
import { settle } from "../../testing/jobs.ts";
import { postScript, returned, scriptWorld } from "../../testing/restlets.ts";

const TIME_LIMIT_MS = 300_000;

test("a script that has ended leaves no alarm behind", async () => {
  const world = scriptWorld(postScript('return "done";'));
  expect((await world.post()).status).toBe(200);
  expect(world.clock.sleeping).toEqual([]);
});

test("an endless loop is ended after 300 seconds of the account's time, while other requests go on", async () => {
  const world = scriptWorld(postScript("for (;;) {}"));
  const pending = world.post();
  await settle();
  const other = await world.call("GET", "/services/rest/record/v1/customer");
  expect(other.status).toBe(200);
  world.clock.advance(TIME_LIMIT_MS - 1);
  await settle();
  expect(world.account.governance().inFlight).toBe(1);
  world.clock.advance(1);
  expect(await pending).toMatchObject({ status: 400, json: { error: { code: "SSS_TIME_LIMIT_EXCEEDED" } } });
  expect(world.account.governance().inFlight).toBe(0);
});

test("the limit is divided by the time scale", async () => {
  const world = scriptWorld(postScript("for (;;) {}"), {}, 1_000);
  const pending = world.post();
  await settle();
  world.clock.advance(TIME_LIMIT_MS / 1_000);
  expect((await pending).json).toMatchObject({ error: { code: "SSS_TIME_LIMIT_EXCEEDED" } });
});

test.each([
  ["a loop of promises", "return (async () => { for (;;) await null; })();"],
  ["a regular expression that never comes back", 'return /^(a+)+$/.test("a".repeat(60) + "b");'],
])("%s is ended as any other loop", async (_name, statements) => {
  const world = scriptWorld(postScript(statements));
  const pending = world.post();
  await settle();
  world.clock.advance(TIME_LIMIT_MS);
  expect((await pending).json).toMatchObject({ error: { code: "SSS_TIME_LIMIT_EXCEEDED" } });
});

test("a script that takes all memory is ended, and the next call is served", async () => {
  const world = scriptWorld(
    postScript(
      `const kept = []; while (body.greedy) kept.push(new Array(1e6).fill(kept.length)); return { ok: true };`,
    ),
  );
  expect((await world.post({ greedy: true })).json).toMatchObject({
    error: { code: "SSS_MEMORY_USAGE_EXCEEDED" },
  });
  expect((await world.post({ greedy: false })).json).toEqual({ ok: true });
});

test("nothing of Node is in reach", async () => {
  const names = [
    "process",
    "Buffer",
    "fetch",
    "setTimeout",
    "console",
    "global",
    "module",
    "exports",
    "SharedArrayBuffer",
    "Atomics",
    "WebAssembly",
    "ArrayBuffer",
    "Uint8Array",
  ];
  const found = await returned(`return ${JSON.stringify(names)}.filter((name) => name in globalThis);`);
  expect(found).toEqual([]);
});

/** Every way to a function's constructor; each must end where there is no process. */
const WAYS_OUT = {
  "this context's own": "Function",
  "the global object's": "globalThis.constructor.constructor",
  "a module's function's": "record.load.constructor",
  "a record's": 'record.create({ type: "customer" }).constructor.constructor',
  "the argument's": "body.constructor.constructor",
  "an error's":
    '(() => { try { record.load({ type: "customer", id: 1 }); } catch (error) { return error.constructor.constructor; } })()',
  "a full stack's error's": `(() => {
    let found;
    const dig = () => { try { dig(); } catch { try { record.load({ type: "customer", id: 1 }); } catch (error) { found ??= error.constructor.constructor; } } };
    dig();
    return found;
  })()`,
  "a full stack's log error's": `(() => {
    let found;
    const dig = () => { try { dig(); } catch { try { log.debug("x", "y"); } catch (error) { found ??= error.constructor.constructor; } } };
    dig();
    return found ?? Function;
  })()`,
  "a full stack's clock error's": `(() => {
    let found;
    const dig = () => { try { dig(); } catch { try { Date.now(); } catch (error) { found ??= error.constructor.constructor; } } };
    dig();
    return found ?? Function;
  })()`,
};

test.each(Object.entries(WAYS_OUT))(
  "%s constructor makes functions of the script's own world only",
  async (_name, way) => {
    const statements = `const F = ${way}; return { found: F("return typeof process")() };`;
    expect(await returned(statements)).toEqual({ found: "undefined" });
  },
);

test("an import leads to no module, and its error to no other world", async () => {
  const statements = `return import("node:fs").then(() => ({ got: "a module" }), (error) => {
    try { return { got: error.constructor.constructor("return typeof process")() }; } catch { return { got: "nothing" }; }
  });`;
  expect(await returned(statements)).toEqual({ got: "nothing" });
});

test("what a script does to the language's own objects ends with its call", async () => {
  const world = scriptWorld(
    postScript(`
      const before = [[].polluted, globalThis.left, String(JSON.stringify).includes("native")];
      Object.prototype.polluted = "yes";
      globalThis.left = "behind";
      if (body.spoil) { Array.prototype.map = () => { throw new Error("no map"); }; Promise.prototype.then = () => {}; }
      return { before };`),
  );
  await world.post({ spoil: true });
  expect((await world.post()).json).toEqual({ before: [null, null, true] });
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test("a record whose field is called __proto__ spoils nothing", async () => {
  const statements = `
    const values = JSON.parse('{"__proto__":"x","constructor":"y","companyname":"Proto Ltd","subsidiary":"' + body.subsidiary + '"}');
    const customer = record.create({ type: "customer" });
    for (const name of Object.keys(values)) customer.setValue(name, values[name]);
    return { id: customer.save() };`;
  const world = scriptWorld(postScript(statements));
  const subsidiary = world.account.records.find("subsidiary", { externalId: "ACME" })?.id;
  const { json } = await world.post({ subsidiary });
  const [saved] = world.account.records.list("customer").slice(-1);
  expect([String(json?.["id"]), saved?.fields["companyName"]]).toEqual([saved?.id, "Proto Ltd"]);
});

test.each([
  ["a text", 'throw "out of tea"', "UNEXPECTED_ERROR", "out of tea"],
  ["a number", "throw 42", "UNEXPECTED_ERROR", "42"],
  ["nothing", "throw undefined", "UNEXPECTED_ERROR", "undefined"],
  ["an object with a name", 'throw { name: "NO_TEA", message: "Out of tea" }', "NO_TEA", "Out of tea"],
  ["an object without one", "throw { tea: 0 }", "UNEXPECTED_ERROR", '{"tea":0}'],
  ["a mistake", "null.tea", "UNEXPECTED_ERROR", "TypeError: Cannot read properties of null (reading 'tea')"],
  [
    "a proxy that throws when it is looked at",
    "throw new Proxy({}, { get() { throw 1; } })",
    "UNEXPECTED_ERROR",
    "",
  ],
  [
    "itself deeper and deeper",
    "(function dig() { dig(); })()",
    "UNEXPECTED_ERROR",
    "RangeError: Maximum call stack size exceeded",
  ],
])("throwing %s is a user error", async (_name, statements, code, message) => {
  const { status, json } = await scriptWorld(postScript(statements)).post();
  expect([status, json]).toEqual([400, { error: { code, message: expect.stringContaining(message) } }]);
});

test.each([
  ["a function", "return () => 1"],
  ["a circle", "const a = {}; a.a = a; return a"],
  ["a number", "return 42"],
  ["a big integer inside", "return { n: 1n }"],
  ["a symbol", "return Symbol()"],
])("returning %s is refused", async (_name, statements) => {
  const { status, json } = await scriptWorld(postScript(statements)).post();
  expect([status, json]).toMatchObject([400, { error: { code: "INVALID_RETURN_DATA_FORMAT" } }]);
});

test("a promise that is never settled is no endless wait", async () => {
  const { status, json } = await scriptWorld(postScript("return new Promise(() => {})")).post();
  expect([status, json]).toMatchObject([400, { error: { code: "UNEXPECTED_ERROR" } }]);
});

test("more than 10 MB in or out is refused", async () => {
  const world = scriptWorld(postScript('return "x".repeat(body.out)'));
  expect((await world.post({ out: 10 * 1024 * 1024 + 1 })).json).toMatchObject({
    error: { message: expect.stringContaining("output") },
  });
  expect((await world.post({ out: 1, in: "x".repeat(10 * 1024 * 1024) })).json).toMatchObject({
    error: { message: expect.stringContaining("input") },
  });
});
