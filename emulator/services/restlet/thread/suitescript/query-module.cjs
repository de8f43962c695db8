/** N/query: SuiteQL, and queries that a script builds of components, columns and conditions. */
"use strict";
const account = require("./account.cjs");
const { argumentsOf, withPromise } = require("./arguments.cjs");
const { AGGREGATES, DISPLAY, OPERATORS } = require("./query-text.cjs");
const { Query } = require("./query-definition.cjs");
const { pageQuestion, runQuestion, SERVICE } = require("./query-results.cjs");

function questionIn([first, params]) {
  const options = typeof first === "string" ? { query: first, params } : first;
  const { query } = argumentsOf("query.runSuiteQL", [options], ["query"]);
  return { query: String(query), params: options.params ?? [] };
}

const notHere = (method, instead) => () => {
  const message = `${method} is not in this emulator. ${instead}`;
  throw account.refusal({ code: "SSS_METHOD_NOT_IMPLEMENTED", message }, SERVICE);
};

const sameAsKeys = (table) => Object.fromEntries(Object.keys(table).map((name) => [name, name]));

/** Families have tables of their own beside those of record types. */
const FAMILIES = {
  TRANSACTION: "transaction",
  TRANSACTION_LINE: "transactionline",
  ITEM: "item",
  ENTITY: "entity",
};

const query = {
  runSuiteQL: withPromise((...given) => runQuestion(questionIn(given))),
  runSuiteQLPaged: withPromise((options) => pageQuestion(questionIn([options]), options)),
  create: (options) => new Query(argumentsOf("query.create", [options], ["type"])),
  load: withPromise(notHere("query.load", "It keeps no workbooks: build the query with query.create.")),
  createPeriod: notHere("query.createPeriod", "Write the dates that it stands for."),
  createRelativeDate: notHere("query.createRelativeDate", "Write the date that it stands for."),
  get Type() {
    return { ...account.session.environment.recordTypes, ...FAMILIES };
  },
  Operator: sameAsKeys(OPERATORS),
  Aggregate: sameAsKeys(AGGREGATES),
  FieldContext: { DISPLAY, RAW: "RAW" },
  ReturnType: Object.fromEntries(
    ["ANY", "BOOLEAN", "CURRENCY", "DATE", "DATETIME", "FLOAT", "INTEGER", "STRING"].map((name) => [
      name,
      name,
    ]),
  ),
};

module.exports = { query };
