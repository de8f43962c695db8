/** The one way from a script's context to the account: texts out, texts back. */
"use strict";
const { SuiteScriptError } = require("./errors.cjs");

const { parse, stringify } = JSON;
const { fromThread } = require("./thread-call.cjs");
const { beginTime, waitingFor } = require("./time.cjs");

const session = { ask: undefined, tell: undefined, environment: {}, remainingUsage: 0 };

function open(ask, tell, environment) {
  Object.assign(session, { ask, tell, environment, remainingUsage: environment.units });
  beginTime(environment.now);
}

/** Throws a SuiteScript error when the account says no. `source` is the module that its stack names. */
function request(operation, payload, source) {
  const reply = waitingFor(() => {
    const text = stringify({ operation, payload });
    return parse(fromThread(() => session.ask(text), "string"));
  });
  session.remainingUsage = reply.remainingUsage;
  if (reply.error !== undefined) throw refusal(reply.error, source);
  return reply.value;
}

const refusal = ({ code, message }, source = "N/serverRecordService") =>
  new SuiteScriptError({ name: code, message, source });

function log(level, title, details) {
  const line = stringify({ level, title: textOf(title), details: textOf(details) });
  fromThread(() => {
    session.tell("log", line);
    return true;
  }, "boolean");
}

function textOf(value) {
  if (value === undefined || value === null) return "";
  if (typeof value !== "object") return String(value);
  try {
    return stringify(value) ?? String(value);
  } catch {
    return "[a value that JSON cannot write]";
  }
}

module.exports = { open, request, refusal, log, session };
