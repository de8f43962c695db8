/** The global util object (Oracle help chapter on SuiteScript 2.x global objects). */
"use strict";

const ofType = (type) => (value) => Object.prototype.toString.call(value) === `[object ${type}]`;

const util = {
  each(items, callback) {
    for (const [key, value] of Object.entries(items ?? {}))
      callback(value, Array.isArray(items) ? Number(key) : key);
    return items;
  },
  extend: (receiver, contributor) => Object.assign(receiver, contributor),
  nanoTime: () => Date.now() * 1_000_000,
  isArray: Array.isArray,
  isBoolean: (value) => typeof value === "boolean",
  isDate: ofType("Date"),
  isFunction: (value) => typeof value === "function",
  isNumber: (value) => typeof value === "number",
  isObject: ofType("Object"),
  isRegExp: ofType("RegExp"),
  isString: (value) => typeof value === "string",
};

module.exports = { util };
