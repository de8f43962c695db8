/** N/error. */
"use strict";
const { argumentsOf } = require("./arguments.cjs");
const { SuiteScriptError } = require("./errors.cjs");

/** Codes that scripts compare with; any other text is a name, too. */
const NAMES =
  `DUP_RCRD DUP_ITEM EXCEEDED_MAX_FIELD_LENGTH INSUFFICIENT_PERMISSION INVALID_FLD_VALUE INVALID_KEY_OR_REF
  INVALID_RCRD_TYPE RCRD_DSNT_EXIST RCRD_HAS_BEEN_CHANGED SSS_INVALID_API_USAGE SSS_INVALID_SRCH_COL SSS_INVALID_SRCH_FILTER
  SSS_INVALID_SRCH_FILTER_EXPR SSS_INVALID_SRCH_OPERATOR SSS_INVALID_SUBLIST_OPERATION SSS_INVALID_TYPE_ARG
  SSS_MISSING_REQD_ARGUMENT SSS_REQUEST_LIMIT_EXCEEDED SSS_SEARCH_ERROR_OCCURRED SSS_TIME_LIMIT_EXCEEDED
  SSS_USAGE_LIMIT_EXCEEDED UNEXPECTED_ERROR USER_ERROR`.split(/\s+/);

const error = {
  create(...given) {
    const options = argumentsOf("error.create", given, ["name", "message", "notifyOff"], 0);
    const { name = "", message = "", notifyOff = false, cause } = options;
    // The cause repeats name and message, as seen in a public log of a live account.
    const own = cause ?? { name: String(name), message: String(message) };
    return new SuiteScriptError({
      name: String(name),
      message: String(message),
      source: "N/error",
      notifyOff,
      cause: own,
    });
  },
  Type: Object.fromEntries(NAMES.map((name) => [name, name])),
};

module.exports = { error };
