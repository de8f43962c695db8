/** Modules of NetSuite's that do nothing here: a script may load them, and hears what is missing when it calls one. */
"use strict";
const { session } = require("./account.cjs");
const { SuiteScriptError } = require("./errors.cjs");

/** Enumerations are read as soon as a file is, so a member is only missed when it is called. */
const membersOf = (path) => ({
  // What is awaited or printed is asked for these without the script's doing.
  get: (_target, name) =>
    typeof name === "symbol" || name === "then" ? undefined : member(`${path}.${name}`),
  set: () => true,
});

function member(path) {
  const refuse = () => {
    throw new SuiteScriptError({
      name: "SSS_METHOD_NOT_IMPLEMENTED",
      message: `${path} is not in this emulator.`,
      source: path,
    });
  };
  return new Proxy(refuse, { ...membersOf(path), construct: refuse });
}

const absentModule = (name) =>
  session.environment.absentModules.includes(name) ? new Proxy({}, membersOf(name)) : undefined;

module.exports = { absentModule };
