/** The script's Date: the account's time of day, which goes on by what the account took and by what the script itself takes. */
"use strict";
const { fromThread } = require("./thread-call.cjs");

const HostDate = globalThis.Date;

const time = { ticks: undefined, accountStart: 0, realStart: 0, blockedMs: 0, waitedMs: 0 };

function beginTime(accountNow) {
  Object.assign(time, { accountStart: accountNow, realStart: ticked(), blockedMs: 0, waitedMs: 0 });
}

/** Milliseconds of a clock that nobody sets: one that is put forward would use up a script's 300 seconds. */
const ticked = () => fromThread(time.ticks, "number");

/** Of the account's time passes what it says, however long this thread really stands still: waits may be scaled. */
function waitingFor(ask) {
  const since = ticked();
  const reply = ask();
  time.blockedMs += ticked() - since;
  time.waitedMs = reply.waitedMs;
  return reply;
}

const now = () =>
  Math.round(time.accountStart + time.waitedMs + (ticked() - time.realStart - time.blockedMs));

/** One Date for script and library, so that instanceof holds on both sides. */
function installDate(ticks) {
  time.ticks = ticks;
  const ScriptDate = new Proxy(HostDate, {
    apply: () => new HostDate(now()).toString(),
    construct: (target, given, called) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, called),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
  HostDate.prototype.constructor = ScriptDate;
  globalThis.Date = ScriptDate;
}

module.exports = { beginTime, installDate, waitingFor };
