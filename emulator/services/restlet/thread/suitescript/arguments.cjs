/** Arguments as SuiteScript takes them: one object of options, or the same values in a row. */
"use strict";
const { SuiteScriptError } = require("./errors.cjs");

/** `names` in their order; those after `required` of them may be left out. */
function argumentsOf(method, given, names, required = names.length) {
  const [first] = given;
  const options = isOptions(first)
    ? first
    : Object.fromEntries(names.map((name, index) => [name, given[index]]));
  const missing = names
    .slice(0, required)
    .find((name) => options[name] === undefined || options[name] === null);
  if (missing !== undefined) throw missingArgument(method, missing);
  return options;
}

const isOptions = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Wording Oracle help section_0618021129. */
const missingArgument = (method, name) =>
  new SuiteScriptError({
    name: "SSS_MISSING_REQD_ARGUMENT",
    message: `${method}: Missing a required argument: ${name}`,
    source: "N/error",
  });

/** The same function with its `promise` twin. */
function withPromise(method) {
  method.promise = (...given) => new Promise((resolve) => resolve(method(...given)));
  return method;
}

/** The same for a method of every object of a class. */
function definePromising(prototype, name, method) {
  Object.defineProperty(prototype, name, {
    get() {
      return withPromise((...given) => method.apply(this, given));
    },
  });
}

module.exports = { argumentsOf, definePromising, missingArgument, withPromise };
