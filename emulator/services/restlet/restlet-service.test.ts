import { setTimeout as realTime } from "node:timers/promises";
import { expect, test } from "vitest";
import { settle } from "../../testing/jobs.ts";
import { JSON_TYPE, postScript, RESTLET, scriptWorld, stepped } from "../../testing/restlets.ts";
import { ABSENT_MODULES } from "./absent-modules.ts";

const ECHO = `/**
 * @NApiVersion 2.x
 * @NScriptType Restlet
 */
define(["N/log"], (log) => {
  let calls = 0;
  const echo = (method) => (given) => {
    calls += 1;
    log.audit({ title: method, details: given });
    return JSON.stringify({ method, given, calls });
  };
  return { get: echo("get"), post: echo("post"), put: echo("put"), delete: echo("delete") };
});
`;
const GET_ONLY = ECHO.replace(/return \{ get.*$/m, 'return { get: echo("get") };');
const ORIGIN = "/app/site/hosting/restlet.nl";

test.each(["GET", "DELETE"])(
  "%s takes its arguments from the query, without script and deployment",
  async (method) => {
    const { call } = scriptWorld(ECHO);
    const { status, headers, json, body } = await call(method, `${RESTLET}&a=1&b=x%20y`);
    expect([status, headers["content-type"], json]).toEqual([200, "text/plain;charset=utf-8", undefined]);
    expect(JSON.parse(body)).toEqual({ method: method.toLowerCase(), given: { a: "1", b: "x y" }, calls: 1 });
  },
);

test.each([
  ["application/json", '{"a":[1,{"b":null}]}', { a: [1, { b: null }] }],
  ["application/json; charset=utf-8", '"text"', "text"],
  ["text/plain", "a=1", "a=1"],
  ["application/xml", "<a/>", "<a/>"],
])(
  "a body of the type %s reaches post and put, and the answer is of that type",
  async (type, body, given) => {
    const { call } = scriptWorld(ECHO);
    for (const method of ["POST", "PUT"]) {
      const answer = await call(method, RESTLET, {
        body: Buffer.from(body),
        headers: { "content-type": type },
      });
      expect(answer.headers["content-type"]).toBe(`${type.split(";")[0]};charset=utf-8`);
      expect(JSON.parse(answer.body)).toMatchObject({ method: method.toLowerCase(), given });
    }
  },
);

test("nothing a script keeps outlives its call", async () => {
  const { post } = scriptWorld(ECHO);
  await post();
  expect((await post()).json).toMatchObject({ calls: 1 });
});

test.each([
  [undefined, '{"a":1}'],
  ["Application/JSON", '{"a":1}'],
  ["application/x-www-form-urlencoded", "a=1"],
])("a body of the type %s is refused with 415", async (type, body) => {
  const headers = type === undefined ? {} : { "content-type": type };
  const answer = await scriptWorld(ECHO).call("POST", RESTLET, { body: Buffer.from(body), headers });
  expect(answer.status).toBe(415);
  expect(answer.body).toContain(
    "You can only use application/json, application/xml or text/plain with RESTlets.",
  );
});

test.each([
  ["a body that is no JSON", "POST", RESTLET, "{a:1}", 400, "INVALID_REQUEST"],
  ["no body at all", "POST", RESTLET, "", 400, "INVALID_REQUEST"],
  ["a GET with a body", "GET", RESTLET, "{}", 400, "INVALID_REQUEST"],
  ["a method that RESTlets do not have", "PATCH", RESTLET, "{}", 405, "SSS_INVALID_SCRIPTLET_METHOD"],
  ["a method without entry point", "PUT", RESTLET, "{}", 405, "SSS_INVALID_SCRIPTLET_METHOD"],
  [
    "an unknown deployment",
    "GET",
    `${ORIGIN}?script=customscript_test&deploy=2`,
    "",
    400,
    "SSS_INVALID_SCRIPTLET_ID",
  ],
  ["an unknown script", "GET", `${ORIGIN}?script=7&deploy=1`, "", 400, "SSS_INVALID_SCRIPTLET_ID"],
  ["no script", "GET", ORIGIN, "", 400, "SSS_INVALID_SCRIPTLET_ID"],
])("%s is refused", async (_name, method, path, body, status, code) => {
  const script = code === "SSS_INVALID_SCRIPTLET_METHOD" ? GET_ONLY : ECHO;
  const answer = await scriptWorld(script).call(method, path, {
    body: Buffer.from(body),
    headers: JSON_TYPE,
  });
  expect([answer.status, answer.json]).toMatchObject([status, { error: { code } }]);
});

test("script and deployment are found by either id", async () => {
  const { file } = scriptWorld(ECHO);
  const restlet = {
    script: "customscript_test",
    deploy: "customdeploy_test",
    file,
    scriptId: 77,
    deployId: 3,
  };
  const { call } = scriptWorld(ECHO, { restlets: [restlet] });
  for (const query of [
    "script=77&deploy=3",
    "script=customscript_test&deploy=3",
    "script=77&deploy=customdeploy_test",
  ])
    expect((await call("GET", `${ORIGIN}?${query}`)).status).toBe(200);
});

test.each(["testing", "not-deployed"] as const)(
  "a deployment with the status %s is nowhere",
  async (status) => {
    const { file } = scriptWorld(ECHO);
    const restlets = [{ script: "customscript_test", deploy: "customdeploy_test", file, status }];
    const { body } = await scriptWorld(ECHO, { restlets }).get();
    expect(body).toBe(
      "error code: SSS_INVALID_SCRIPTLET_ID\nerror message: That Suitelet is invalid, disabled, or no longer exists.",
    );
  },
);

test.each([
  ["an object for a caller who named no type", "return { a: 1 }", {}, 400, "INVALID_RETURN_DATA_FORMAT"],
  ["an object for a caller of JSON", "return { a: 1 }", JSON_TYPE, 200, '{"a":1}'],
  ["a list for a caller of JSON", "return [1]", JSON_TYPE, 200, "[1]"],
  ["a text for a caller of JSON", 'return "a"', JSON_TYPE, 200, "a"],
  ["nothing", "return", JSON_TYPE, 200, ""],
  ["a promise", "return Promise.resolve({ a: 1 })", JSON_TYPE, 200, '{"a":1}'],
])("returning %s", async (_name, statements, headers, status, body) => {
  const script = postScript(statements).replace("post(body)", "get()");
  const answer = await scriptWorld(script).get("", headers);
  expect(answer.status).toBe(status);
  expect(answer.body).toContain(body);
});

test("what a script is told to return when it returned an object to a caller of text was seen live", async () => {
  const { body } = await scriptWorld(postScript("return {}").replace("post(body)", "get()")).get();
  expect(body).toBe(
    "error code: INVALID_RETURN_DATA_FORMAT\nerror message: Invalid data format. You should return text.",
  );
});

test("a script chooses another content type with restlet.createResponse", async () => {
  const script = ECHO.replace('"N/log"', '"N/log", "N/scriptTypes/restlet"')
    .replace("(log)", "(log, restlet)")
    .replace(
      "return JSON.stringify({ method, given, calls });",
      'return restlet.createResponse({ content: "<p>hi</p>", contentType: "text/html\\r\\nx: y" });',
    );
  const { headers, body } = await scriptWorld(script).get();
  expect([headers["content-type"], body]).toEqual(["text/htmlx: y", "<p>hi</p>"]);
});

test("an unhandled error of a script is a 400 with its name, and stands in the script's log", async () => {
  const world = scriptWorld(
    postScript('throw error.create({ name: "NO_TEA", message: "Out of tea", notifyOff: true });'),
  );
  const { status, body } = await world.post();
  expect([status, body]).toEqual([400, '{"error" : {"code" : "NO_TEA", "message" : "Out of tea"}}']);
  expect(world.account.scriptLog()).toMatchObject([
    { level: "error", title: "NO_TEA", details: expect.stringContaining("(/SuiteScripts/test.js:7)") },
  ]);
});

test("a script that catches its own error answers 200 with the error as NetSuite writes it", async () => {
  const world = scriptWorld(
    postScript(
      'try { record.load({ type: "customer", id: 1 }); } catch (e) { return { result: "error", e }; }',
    ),
  );
  const { status, json } = await world.post();
  const message = "That record does not exist.";
  const stack = ["anonymous(N/serverRecordService)", "post(/SuiteScripts/test.js:7)"];
  expect([status, json]).toEqual([
    200,
    {
      result: "error",
      e: {
        type: "error.SuiteScriptError",
        name: "RCRD_DSNT_EXIST",
        message,
        stack,
        cause: {
          type: "internal error",
          code: "RCRD_DSNT_EXIST",
          details: message,
          userEvent: null,
          stackTrace: stack,
          notifyOff: false,
        },
        id: "",
        notifyOff: false,
        userFacing: false,
      },
    },
  ]);
});

test("log lines are kept with script and deployment, cut and without passwords", async () => {
  const world = scriptWorld(
    postScript('log.error("t".repeat(200), { password: "hunter2" }); log.debug({ title: "d" }); return {};'),
  );
  await world.post();
  expect(world.account.scriptLog()).toMatchObject([
    {
      script: "customscript_test",
      deploy: "customdeploy_test",
      level: "error",
      title: "t".repeat(99),
      details: '{"password":"[redacted]"}',
    },
    { level: "debug", title: "d", details: "" },
  ]);
});

test("the journal names script and deployment", async () => {
  const world = scriptWorld(ECHO);
  await world.get();
  expect(world.account.journal()).toMatchObject([
    {
      operation: "restlet",
      script: "customscript_test",
      deploy: "customdeploy_test",
      decision: "served",
      status: 200,
    },
  ]);
});

test("a script's own files are modules, from its folder and from the file cabinet's top, read again when they change", async () => {
  const world = scriptWorld(
    ECHO.replace(
      '["N/log"], (log)',
      '["N/log", "./lib/names", "/SuiteScripts/top.js"], (log, names, top)',
    ).replace("calls });", "names, top });"),
  );
  await world.write("lib/names.js", 'define(["../top"], (top) => ({ who: "lib", top }));');
  await world.write("top.js", 'define({ who: "top" });');
  expect(JSON.parse((await world.get()).body)).toMatchObject({
    names: { who: "lib", top: { who: "top" } },
    top: { who: "top" },
  });
  await realTime(10);
  await world.write("top.js", 'define(function () { return { who: "another top" }; });');
  expect(JSON.parse((await world.get()).body)).toMatchObject({ top: { who: "another top" } });
});

test.each([
  ["N/nothing", "Module does not exist: N/nothing.js"],
  ["./missing", "Module does not exist: /SuiteScripts/missing.js"],
  ["../../../../etc/passwd", "Module does not exist: /etc/passwd.js"],
  ["/etc/passwd", "Module does not exist: /etc/passwd.js"],
])("a module that is not there is named: %s", async (name, message) => {
  const { json } = await scriptWorld(postScript(`require(["${name}"], () => {});`)).post();
  expect(json).toEqual({ error: { code: "MODULE_DOES_NOT_EXIST", message } });
});

test("modules of NetSuite's that are not here can be loaded, and are missed when they are called", async () => {
  const names = JSON.stringify(ABSENT_MODULES);
  const world = scriptWorld(
    postScript(`const loaded = ${names}.map((name) => typeof require(name));
      const https = require("N/https");
      const METHOD = https.Method.POST;
      try { https.post({ url: "https://example.test", method: METHOD }); } catch (error) { return { loaded, name: error.name, message: error.message }; }`),
  );
  expect((await world.post()).json).toEqual({
    loaded: ABSENT_MODULES.map(() => "object"),
    name: "SSS_METHOD_NOT_IMPLEMENTED",
    message: "N/https.post is not in this emulator.",
  });
});

test("a call that nobody catches says which member of which module is missing", async () => {
  const script = postScript(
    'await 0; const file = require("N/file"); await file; return file.load({ id: 1 });',
  );
  const { json } = await scriptWorld(script.replace("post(body)", "async post(body)")).post();
  expect(JSON.stringify(json)).toContain("N/file.load is not in this emulator.");
});

test("modules that need each other in a circle see nothing of the one that is not done", async () => {
  const world = scriptWorld(postScript('return require("./a");'));
  await world.write("a.js", 'define(["./b"], (b) => ({ a: 1, b }));');
  await world.write("b.js", 'define(["./a"], (a) => ({ seen: typeof a }));');
  expect((await world.post()).json).toEqual({ a: 1, b: { seen: "undefined" } });
});

test("CommonJS within define works as in AMD", async () => {
  const world = scriptWorld(postScript('return require("./a");'));
  await world.write(
    "a.js",
    'define(function (require, exports, module) { exports.log = typeof require("N/log").debug; });',
  );
  expect((await world.post()).json).toEqual({ log: "function" });
});

test("RESTlets share the account's slots with everything else", async () => {
  const world = scriptWorld(ECHO, { tier: "standard" });
  const occupied = world.account.occupySlots(5, 60_000);
  expect((await world.post()).json).toEqual({
    error: { code: "SSS_REQUEST_LIMIT_EXCEEDED", message: "Request Limit Exceeded!" },
  });
  occupied.end();
  expect((await world.post()).status).toBe(200);
});

test("many calls at once each get an answer of their own", async () => {
  const world = scriptWorld(
    postScript(
      'const r = record.create({ type: "location" }); r.setValue("name", "L" + body.n); return { id: r.save(), n: body.n };',
    ),
  );
  const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => world.post({ n })));
  expect(answers.map(({ json }) => json?.["n"])).toEqual(answers.map((_answer, n) => n));
  expect(new Set(answers.map(({ json }) => json?.["id"])).size).toBe(12);
});

test.each([
  ["reset-before-commit", 0],
  ["reset-after-commit", 1],
] as const)("with the fault %s the script has run %i times", async (effect, times) => {
  const world = scriptWorld(ECHO);
  world.account.addFault({ match: {}, effect, times: 1 });
  expect((await world.post()).reset).toBe(true);
  expect(world.account.scriptLog()).toHaveLength(times);
});

test("a request that its door gives up ends the script, and nothing is saved afterwards", async () => {
  const world = scriptWorld(postScript('log.debug("begun"); for (;;) {}'));
  const door = new AbortController();
  const handled: { request?: Promise<unknown> } = {};
  const { emulator, call } = world;
  const handle = emulator.handle;
  Object.assign(emulator, {
    handle: (request: object) => handle({ ...request, givenUp: door.signal } as never),
  });
  handled.request = call("POST", RESTLET, { body: {}, headers: JSON_TYPE });
  await expect.poll(() => world.account.scriptLog().length).toBe(1);
  door.abort();
  expect(await handled.request).toMatchObject({ reset: true });
  expect(world.account.governance().inFlight).toBe(0);
});

test("a script's operations take their time one after another, and its slot as long", async () => {
  const world = scriptWorld(
    postScript(
      'for (let n = 0; n < 3; n += 1) search.lookupFields({ type: "customer", id: 1, columns: ["email"] }); return {};',
    ),
    { latency: "typical" },
  );
  const pending = world.post();
  await settle();
  expect(world.account.governance().inFlight).toBe(1);
  const { waits } = await stepped(world, pending);
  const [entry] = world.account.journal();
  expect(waits).toBe(4);
  expect(entry?.waitedMs).toBeGreaterThan(500);
});
