/** N/search. */
"use strict";
const account = require("./account.cjs");
const { argumentsOf, definePromising, withPromise } = require("./arguments.cjs");
const { Column, columnOf, Filter, expressionOf } = require("./search-parts.cjs");
const { PagedData, ResultSet, SERVICE } = require("./search-results.cjs");

class Search {
  constructor({ type, filters, columns, id, title }) {
    this.searchType = String(type);
    this.searchId = id;
    this.title = title;
    this.filters = filters ?? [];
    this.columns = columns ?? [];
  }

  get filterExpression() {
    return expressionOf(this.filters);
  }

  set filterExpression(expression) {
    this.filters = expression;
  }

  run() {
    return new ResultSet(this.#order());
  }

  save() {
    throw account.refusal(
      { code: "SSS_METHOD_NOT_IMPLEMENTED", message: "Search.save is not in this emulator." },
      SERVICE,
    );
  }

  /** The search as it is when it runs; only then is it looked at (seen live: a bad column comes to light in each). */
  #order() {
    const listed = Array.isArray(this.columns) ? this.columns : [this.columns];
    return { type: this.searchType, filters: expressionOf(this.filters), columns: listed.map(columnOf) };
  }

  paged(options) {
    return new PagedData(this.#order(), options?.pageSize);
  }
}

definePromising(Search.prototype, "runPaged", function runPaged(options) {
  return this.paged(options);
});

const create = withPromise((options) => new Search(argumentsOf("search.create", [options], ["type"])));

/** A text for most fields, a list of choices for select fields, a boolean for boxes. */
function lookupFields(options) {
  const { type, id, columns } = argumentsOf("search.lookupFields", [options], ["type", "id", "columns"]);
  const names = (Array.isArray(columns) ? columns : [columns]).map((column) => columnOf(column).name);
  const payload = { type: String(type), id: String(id), columns: names };
  const cells = account.request("search.lookup", payload, SERVICE);
  if (cells === null) return {};
  return Object.fromEntries(names.map((name, index) => [name, lookedUp(cells[index])]));
}

function lookedUp({ value, text, isChoice }) {
  if (!isChoice) return value;
  if (value === "") return [];
  const texts = text.split(",");
  return value.split(",").map((id, index) => ({ value: id, text: texts[index] }));
}

function load(options) {
  const { id } = argumentsOf("search.load", [options], ["id"]);
  return account.request("search.load", { id: String(id) }, SERVICE);
}

const upper = (text) => text.toUpperCase();
const enumeration = (names) => Object.fromEntries(names.split(/\s+/).map((name) => [upper(name), name]));

const search = {
  create,
  load: withPromise(load),
  lookupFields: withPromise(lookupFields),
  createColumn: (options) => new Column(argumentsOf("search.createColumn", [options], ["name"])),
  createFilter: (options) => new Filter(argumentsOf("search.createFilter", [options], ["name", "operator"])),
  get Type() {
    const families = { TRANSACTION: "transaction", ITEM: "item", ENTITY: "entity" };
    return { ...account.session.environment.recordTypes, ...families };
  },
  Operator:
    enumeration(`after any anyof before between contains doesnotcontain doesnotstartwith equalto greaterthan
    greaterthanorequalto haskeywords is isempty isnot isnotempty lessthan lessthanorequalto noneof notafter notbefore notbetween
    notequalto notgreaterthan notgreaterthanorequalto notlessthan notlessthanorequalto noton notonorafter notonorbefore notwithin
    on onorafter onorbefore startswith within`),
  Sort: { ASC: "ASC", DESC: "DESC", NONE: "NONE" },
  Summary: { GROUP: "GROUP", COUNT: "COUNT", SUM: "SUM", AVG: "AVG", MIN: "MIN", MAX: "MAX" },
};

module.exports = { search };
