/** A query as a script builds it: components joined to each other, columns, a condition, an order (Oracle help section_1532440865). */
"use strict";
const account = require("./account.cjs");
const { argumentsOf, definePromising, missingArgument } = require("./arguments.cjs");
const { pageQuestion, runQuestion, SERVICE } = require("./query-results.cjs");
const { questionOf } = require("./query-text.cjs");

class Column {
  constructor(component, options) {
    const { fieldId, formula, label, alias, aggregate, groupBy = false, type } = options;
    const context = typeof options.context === "string" ? { name: options.context } : options.context;
    Object.assign(this, { component, fieldId, formula, label, alias, aggregate, groupBy, type, context });
  }
}

/** A comparison, or others that are joined by AND, OR or NOT. */
class Condition {
  constructor(parts) {
    Object.assign(this, { children: [], ...parts });
  }
}

function joined(operator, children) {
  const isGiven = children.length > 0 && children.every((child) => child instanceof Condition);
  if (!isGiven) throw missingArgument(`Query.${operator.toLowerCase()}`, "condition");
  return new Condition({ operator, children });
}

class Sort {
  constructor({ column, ascending = true, nullsLast }) {
    Object.assign(this, { column, ascending, nullsLast });
  }
}

/** One table of a query, and how it is reached. */
class Component {
  constructor({ type, parent = null, on = null }) {
    Object.assign(this, { type, parent, on, child: {} });
    Object.defineProperty(this, "joined", { value: [] });
  }

  autoJoin(options) {
    const { fieldId } = argumentsOf("Component.autoJoin", [options], ["fieldId"]);
    const payload = { table: this.type, field: String(fieldId) };
    const { table, theirs } = account.request("query.join", payload, SERVICE);
    const [ours] = String(fieldId).split("^");
    return this.#join(fieldId, table, theirs === undefined ? { ours } : { theirs });
  }

  joinTo(options) {
    const { fieldId, target } = argumentsOf("Component.joinTo", [options], ["fieldId", "target"]);
    return this.#join(fieldId, target, { ours: fieldId });
  }

  joinFrom(options) {
    const { fieldId, source } = argumentsOf("Component.joinFrom", [options], ["fieldId", "source"]);
    return this.#join(fieldId, source, { theirs: fieldId });
  }

  /** A field may be joined more than once; `child` gives the last one. */
  #join(fieldId, type, on) {
    const component = new Component({ type: String(type), parent: this, on });
    this.joined.push(component);
    this.child[String(fieldId)] = component;
    return component;
  }

  createColumn(options) {
    if (options?.formula === undefined) argumentsOf("Component.createColumn", [options], ["fieldId"]);
    return new Column(this, options);
  }

  createCondition(options) {
    const needed = options?.formula === undefined ? ["fieldId", "operator"] : ["operator"];
    argumentsOf("Component.createCondition", [options], needed);
    const { fieldId, formula, operator, values = [], aggregate } = options;
    const listed = Array.isArray(values) ? values : [values];
    return new Condition({ component: this, fieldId, formula, operator, values: listed, aggregate });
  }

  createSort(options) {
    return new Sort(argumentsOf("Component.createSort", [options], ["column"]));
  }
}
Component.prototype.join = Component.prototype.autoJoin;

class Query {
  constructor({ type, columns = [], condition, sort = [] }) {
    Object.assign(this, { type: String(type), columns, condition, sort });
    this.root = new Component({ type: this.type });
  }

  get child() {
    return this.root.child;
  }

  and(...conditions) {
    return joined("AND", conditions.flat());
  }

  or(...conditions) {
    return joined("OR", conditions.flat());
  }

  not(condition) {
    return joined("NOT", [condition]);
  }

  toSuiteQL() {
    const question = questionOf(this);
    const { columns, type } = this;
    return {
      ...question,
      columns,
      type,
      run: () => runQuestion(question, columns),
      runPaged: (options) => pageQuestion(question, options, columns),
    };
  }
}
// Said of a query, they are said of its first component.
for (const name of [
  "autoJoin",
  "join",
  "joinTo",
  "joinFrom",
  "createColumn",
  "createCondition",
  "createSort",
]) {
  Query.prototype[name] = function onRoot(options) {
    return this.root[name](options);
  };
}
definePromising(Query.prototype, "run", function run() {
  return this.toSuiteQL().run();
});
definePromising(Query.prototype, "runPaged", function runPaged(options) {
  return this.toSuiteQL().runPaged(options);
});

module.exports = { Query };
