/**
 * The thread that scripts run in, one call after another, each in a context of its own. Plain JavaScript, so that the same file
 * runs from source and from the package. Nothing of Node is left here for a script that gets out of its context.
 */
"use strict";
const { readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { performance } = require("node:perf_hooks");
const { constants, createContext, Script } = require("node:vm");
const { parentPort, receiveMessageOnPort, workerData } = require("node:worker_threads");

const { setImmediate } = globalThis;
const answered = new Int32Array(workerData.answered);

/** The files of the folder beside this one, as one script: they are text to be run inside a context, not modules of Node's. */
function librarySource() {
  const folder = join(__dirname, "suitescript");
  const files = readdirSync(folder).filter((name) => name.endsWith(".cjs"));
  const table = files.map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    return `${JSON.stringify(`./${name}`)}: function (module, exports, require) {${text}\n}`;
  });
  return `(function (ask, tell, ticks) { "use strict";
    const files = { ${table.join(",\n")} };
    const loaded = {};
    function require(name) {
      if (loaded[name] !== undefined) return loaded[name].exports;
      const module = (loaded[name] = { exports: {} });
      files[name](module, module.exports, require);
      return module.exports;
    }
    return require("./main.cjs").start(ask, tell, ticks);
  })`;
}

const library = new Script(librarySource(), { filename: "N/library" });

/** A stack that overflows while this realm is at work hands a script one of this realm's errors; from there it finds nothing. */
function lockDown() {
  const ofTheLanguage = new Set(new Script("Reflect.ownKeys(globalThis)").runInContext(freshContext()));
  for (const name of Reflect.ownKeys(globalThis)) if (!ofTheLanguage.has(name)) delete globalThis[name];
  for (const sample of [() => 0, async () => 0, function* () {}, async function* () {}])
    Object.defineProperty(Object.getPrototypeOf(sample), "constructor", { value: undefined });
}

const freshContext = () => createContext(constants.DONT_CONTEXTIFY);

/** Blocks this thread until the account has answered. Only texts go in and out. */
function ask(text) {
  if (typeof text !== "string") return "";
  Atomics.store(answered, 0, 0);
  parentPort.postMessage({ kind: "ask", text });
  Atomics.wait(answered, 0, 0);
  return receiveMessageOnPort(parentPort).message.text;
}

/** "log", or "outcome", which ends the call. */
function tell(kind, text) {
  if (typeof text !== "string" || (kind !== "log" && kind !== "outcome")) return;
  if (kind === "outcome" && isOver) return;
  if (kind === "outcome") isOver = true;
  parentPort.postMessage({ kind, text });
}

let isOver = true;

/** Functions without a prototype lead nowhere. */
const bare = (host) => Object.setPrototypeOf(host, null);

const prepare = () =>
  library.runInContext(freshContext())(
    bare((text) => ask(text)),
    bare((kind, text) => tell(kind, text)),
    bare(() => performance.now()),
  );

/** Made before it is needed, so that a call does not wait for it. */
let next;

function run(text) {
  isOver = false;
  const script = next ?? prepare();
  next = undefined;
  script.run(text);
  // Scripts have no timers: what is not settled when all microtasks are done never will be.
  setImmediate(() => {
    if (!isOver) script.abandon();
    next = prepare();
  });
}

lockDown();
next = prepare();
parentPort.on("message", ({ text }) => run(text));
