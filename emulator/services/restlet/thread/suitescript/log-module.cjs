/** N/log: lines that the account keeps. */
"use strict";
const account = require("./account.cjs");

/** Both log.debug({title, details}) and log.debug(title, details). */
const writer =
  (level) =>
  (...given) => {
    const [first, second] = given;
    const isOptions = typeof first === "object" && first !== null && ("title" in first || "details" in first);
    account.log(level, isOptions ? first.title : first, isOptions ? first.details : second);
  };

const log = {
  debug: writer("debug"),
  audit: writer("audit"),
  error: writer("error"),
  emergency: writer("emergency"),
};

module.exports = { log };
