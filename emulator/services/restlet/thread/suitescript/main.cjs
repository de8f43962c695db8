/** Runs one call of a script inside its context, and tells the thread what came of it. */
"use strict";
const account = require("./account.cjs");
const { createLoader } = require("./loader.cjs");
const { installDate } = require("./time.cjs");
const { thrownOutcome } = require("./errors.cjs");
const { returnedOutcome } = require("./outcome.cjs");

/** What NetSuite does not have, and what would hold memory that no limit of the thread counts. */
const NOT_FOR_SCRIPTS =
  /^(?:console|WebAssembly|Atomics|SharedArrayBuffer|ArrayBuffer|DataView|(?:Big)?(?:Ui|I)nt\d+(?:Clamped)?Array|Float\d+Array)$/;

const { parse, stringify } = JSON;
const { then } = Promise.prototype;
const { apply } = Reflect;

function start(ask, tell, ticks) {
  for (const name of Reflect.ownKeys(globalThis))
    if (typeof name === "string" && NOT_FOR_SCRIPTS.test(name)) delete globalThis[name];
  installDate(ticks);
  const finish = (outcome) => tell("outcome", stringify(outcome));
  const fail = (error) => finish(thrownOutcome(error));
  return {
    run(text) {
      try {
        const call = parse(text);
        account.open(ask, tell, call.environment);
        const result = call.argument === undefined ? enter(call)() : enter(call)(call.argument);
        if (result instanceof Promise) apply(then, result, [(value) => finish(returnedOutcome(value)), fail]);
        else finish(returnedOutcome(result));
      } catch (error) {
        fail(error);
      }
    },
    abandon: () => fail(new Error("The promise that the entry point returned is never settled.")),
  };
}

function enter({ path, entry, method }) {
  const script = createLoader(path).entryPoints(entry);
  if (typeof script[method] === "function") return script[method];
  return () => {
    throw account.refusal({ code: "NO_ENTRY_POINT", message: method });
  };
}

module.exports = { start };
