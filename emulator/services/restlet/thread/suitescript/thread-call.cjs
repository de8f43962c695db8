/** Calls of the thread that a script runs on: an error of its realm, as of a full stack, must not reach the script. */
"use strict";

/** What the thread gives, of the type that is expected; anything else is a stack that is full. */
function fromThread(call, type) {
  let given;
  try {
    given = call();
  } catch {
    given = undefined;
  }
  if (typeof given !== type) throw new RangeError("Maximum call stack size exceeded");
  return given;
}

module.exports = { fromThread };
