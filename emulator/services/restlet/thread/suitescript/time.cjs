/** The script's Date: the account's time of day, which goes on by what the account took and by what the script itself takes. */
"use strict";
const HostDate = globalThis.Date;
const realNow = HostDate.now;

const time = { accountStart: 0, realStart: 0, blockedMs: 0, waitedMs: 0 };

function beginTime(accountNow) {
  Object.assign(time, { accountStart: accountNow, realStart: realNow(), blockedMs: 0, waitedMs: 0 });
}

/** Of the account's time passes what it says, however long this thread really stands still: waits may be scaled. */
function waitingFor(ask) {
  const since = realNow();
  const reply = ask();
  time.blockedMs += realNow() - since;
  time.waitedMs = reply.waitedMs;
  return reply;
}

const now = () =>
  Math.round(time.accountStart + time.waitedMs + (realNow() - time.realStart - time.blockedMs));

/** One Date for script and library, so that instanceof holds on both sides. */
function installDate() {
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
