/** Errors as SuiteScript shapes them, and what is left of any thrown value once it leaves the script. */
"use strict";

/** Serialised as seen in public test data of live replies (nebkam/netsuite-restlet-php-sdk). */
class SuiteScriptError extends Error {
  constructor({ name, message, source, notifyOff = false, cause, userFacing = false }) {
    super(message);
    const stack = [`anonymous(${source})`, ...scriptFrames(this.stack)];
    const internal = { type: "internal error", code: name, details: message, userEvent: null };
    define(this, { type: "error.SuiteScriptError", name, stack, id: "", notifyOff, userFacing });
    define(this, { cause: cause ?? { ...internal, stackTrace: stack, notifyOff } });
  }

  toJSON() {
    const { type, name, message, stack, cause, id, notifyOff, userFacing } = this;
    return { type, name, message, stack, cause, id, notifyOff, userFacing };
  }

  toString() {
    return JSON.stringify(this);
  }
}

function define(error, values) {
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(error, name, { value, writable: true, enumerable: true, configurable: true });
}

/** The script's own lines of a V8 stack, as SuiteScript 2.0 writes them: doPost(/SuiteScripts/x.js:42). */
function scriptFrames(stack) {
  const found = String(stack).matchAll(
    /^\s+at (?:(?:async |new )?(\S+) \()?(\/SuiteScripts\/[^():]+):(\d+):\d+\)?$/gm,
  );
  return [...found].map(
    ([, name = "anonymous", path, line]) => `${name.replace(/^Object\./, "")}(${path}:${line})`,
  );
}

/** Names that only say what kind of mishap it was; any other name is a code. */
const UNNAMED =
  /^(?:|Error|AggregateError|EvalError|RangeError|ReferenceError|SyntaxError|TypeError|URIError)$/;

/** The error's name is the code (Oracle help section_4634920277); what has no name is unexpected. */
function thrownOutcome(error) {
  const [name, message] = [readText(error, "name"), readText(error, "message")];
  const stack = stackOf(error).slice(0, 20).map(String);
  if (!UNNAMED.test(name)) return { kind: "thrown", code: name, message, stack };
  const said = message === "" && name === "" ? describe(error) : [name, message].filter(Boolean).join(": ");
  return { kind: "thrown", code: "UNEXPECTED_ERROR", message: said, stack };
}

function stackOf(error) {
  try {
    return Array.isArray(error?.stack) ? error.stack : scriptFrames(readText(error, "stack"));
  } catch {
    return [];
  }
}

/** A thrown object may be anything, a proxy that throws included. */
function readText(error, property) {
  try {
    const value = error?.[property];
    return value === undefined || value === null || typeof value === "object" ? "" : String(value);
  } catch {
    return "";
  }
}

function describe(value) {
  try {
    return typeof value === "object" ? (JSON.stringify(value) ?? "") : String(value);
  } catch {
    return "";
  }
}

module.exports = { SuiteScriptError, thrownOutcome };
