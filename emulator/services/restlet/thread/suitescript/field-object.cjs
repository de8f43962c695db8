/** record.Field: what a script may know of a field without its value. */
"use strict";
const account = require("./account.cjs");

/** null for a field that is not there. */
function fieldAt(place) {
  const facts = account.request("record.field", place, "N/record");
  return facts === null ? null : Object.freeze(facts);
}

module.exports = { fieldAt };
