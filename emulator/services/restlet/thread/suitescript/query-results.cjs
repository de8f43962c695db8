/** What a query finds: in one go or page by page. */
"use strict";
const account = require("./account.cjs");

const SERVICE = "N/query";

class Result {
  constructor(columns, values) {
    this.values = values;
    Object.defineProperty(this, "columnNames", { value: columns });
  }

  getValue(index) {
    return typeof index === "string" ? this.asMap()[index] : this.values[index];
  }

  asMap() {
    return Object.fromEntries(this.columnNames.map((name, index) => [name, this.values[index]]));
  }
}

class ResultSet {
  /** `columns` are those of a query that a script has built; SuiteQL's are no more than their names. */
  constructor({ columns: names, rows }, columns = names.map((alias) => ({ alias, label: alias }))) {
    this.columns = columns;
    const keys = columns.map(({ alias, fieldId, label }, index) => alias ?? fieldId ?? label ?? names[index]);
    this.results = rows.map((values) => new Result(keys, values));
    this.types = names.map((_name, index) => typeOf(rows.map((row) => row[index])));
  }

  asMappedResults() {
    return this.results.map((result) => result.asMap());
  }

  iterator() {
    return iteratorOf(this.results);
  }
}

const typeOf = (values) => (values.some((value) => typeof value === "number") ? "FLOAT" : "STRING");

/** next() as in JavaScript, each() until the callback says no. */
function iteratorOf(items) {
  let at = 0;
  const next = () =>
    at < items.length ? { value: items[at++], done: false } : { value: undefined, done: true };
  return {
    next,
    each(callback) {
      for (let item = next(); !item.done; item = next()) if (callback(item) !== true) return;
    },
    [Symbol.iterator]() {
      return this;
    },
  };
}

class PagedData {
  #question;
  #columns;

  constructor(question, pageSize, columns) {
    const first = account.request("query.run", question, SERVICE);
    this.#question = question;
    this.#columns = columns;
    this.pageSize = pageSize;
    this.count = first.total;
    this.pageRanges = Array.from({ length: Math.ceil(first.total / pageSize) }, (_, index) => ({
      index,
      size: Math.min(pageSize, first.total - index * pageSize),
    }));
  }

  fetch(given) {
    const index = typeof given === "object" ? given.index : given;
    const page = { ...this.#question, start: index * this.pageSize, size: this.pageSize };
    const data = new ResultSet(account.request("query.page", page, SERVICE), this.#columns);
    const pageRange = this.pageRanges[index];
    return {
      data,
      pageRange,
      isFirst: index === 0,
      isLast: index === this.pageRanges.length - 1,
      pagedData: this,
    };
  }

  iterator() {
    const pages = this.pageRanges.map(({ index }) => index);
    const indexes = iteratorOf(pages);
    const next = () => {
      const { value, done } = indexes.next();
      return done ? { value: undefined, done } : { value: this.fetch(value), done };
    };
    return {
      next,
      each(callback) {
        for (let page = next(); !page.done; page = next()) if (callback(page) !== true) return;
      },
      [Symbol.iterator]() {
        return this;
      },
    };
  }
}

/** Pages of 5 to 1,000 rows, 50 when nothing is said (Oracle help section_1510779273). */
const pageSizeOf = (options) => Math.min(1_000, Math.max(5, options?.pageSize ?? 50));

/** `columns` as of ResultSet. */
const runQuestion = (question, columns) =>
  new ResultSet(account.request("query.run", question, SERVICE), columns);

const pageQuestion = (question, options, columns) => new PagedData(question, pageSizeOf(options), columns);

module.exports = { pageQuestion, runQuestion, SERVICE };
