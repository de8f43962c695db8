/** What a search finds: in one go, by range, or page by page. */
"use strict";
const account = require("./account.cjs");
const { definePromising } = require("./arguments.cjs");
const { columnOf } = require("./search-parts.cjs");

const SERVICE = "N/search";
const [EACH_LIMIT, RANGE_LIMIT] = [4_000, 1_000];

class Result {
  #cells;

  constructor(columns, { type, id, cells }) {
    this.recordType = type;
    this.id = id;
    this.columns = columns;
    this.#cells = cells;
  }

  getValue(...given) {
    return this.#cell(given)?.value ?? null;
  }

  getText(...given) {
    const cell = this.#cell(given);
    return cell?.text ?? null;
  }

  /** By name, by column, or by an object like one. */
  #cell([given, join, summary]) {
    const wanted =
      typeof given === "object" && given !== null ? columnOf(given) : { name: String(given), join, summary };
    const same = (one, other) => String(one ?? "").toLowerCase() === String(other ?? "").toLowerCase();
    const at = this.columns.findIndex(
      (column) =>
        same(column.name, wanted.name) &&
        same(column.join, wanted.join) &&
        (same(column.summary, wanted.summary) || wanted.summary === undefined),
    );
    return this.#cells[at];
  }

  getAllValues() {
    const named = this.columns.map((column, index) => {
      const { value, text, isChoice } = this.#cells[index];
      const place = [column.join, column.name].filter(Boolean).join(".");
      const name = column.summary ? `${String(column.summary).toUpperCase()}(${place})` : place;
      return [name, isChoice ? (value === "" ? [] : [{ value, text }]) : value];
    });
    return Object.fromEntries(named);
  }

  toJSON() {
    return { recordType: this.recordType, id: this.id, values: this.getAllValues() };
  }
}

class ResultSet {
  #order;

  constructor(order) {
    this.#order = order;
    this.columns = order.columns;
  }

  #fetch(start, end) {
    const { results, total } = account.request(
      "search.results",
      { search: this.#order, start, end },
      SERVICE,
    );
    return { results: results.map((result) => new Result(this.columns, result)), total };
  }

  all(callback) {
    const { results, total } = this.#fetch(0, EACH_LIMIT);
    for (const result of results) if (callback(result) !== true) return;
    if (total > EACH_LIMIT) throw tooMany("SSS_SEARCH_FOR_EACH_LIMIT_EXCEEDED", EACH_LIMIT, "forEachResult");
  }

  range(given, last) {
    const { start, end } = typeof given === "object" && given !== null ? given : { start: given, end: last };
    if (!(end - start <= RANGE_LIMIT))
      throw tooMany("SSS_SEARCH_RESULT_LIMIT_EXCEEDED", RANGE_LIMIT, "getResults");
    return this.#fetch(Number(start), Number(end)).results;
  }
}

definePromising(ResultSet.prototype, "each", function each(callback) {
  this.all(callback);
});
definePromising(ResultSet.prototype, "getRange", function getRange(...given) {
  return this.range(...given);
});

/** Code and words of the second seen in a public log; the first by analogy. */
const tooMany = (code, limit, method) => {
  const way =
    method === "getResults"
      ? "Please narrow your range, or use nlobjSearchResultSet.forEachResult() instead."
      : "Please narrow your search.";
  const message = `No more than ${limit} search results may be requested at one time from nlobjSearchResultSet.${method}(). ${way}`;
  return account.refusal({ code, message }, SERVICE);
};

/** Pages of 5 to 1,000 results, 50 when nothing is said (Oracle help section_4486596158). */
class PagedData {
  #order;

  constructor(order, pageSize = 50) {
    this.#order = order;
    this.pageSize = Math.min(1_000, Math.max(5, Number(pageSize)));
    this.count = account.request("search.pages", { search: order }, SERVICE).total;
    const pages = Math.ceil(this.count / this.pageSize);
    this.pageRanges = Array.from({ length: pages }, (_, index) => ({
      index,
      compoundLabel: String(index + 1),
    }));
  }

  page(given) {
    const index = Number(typeof given === "object" && given !== null ? given.index : given);
    const start = index * this.pageSize;
    const range = { search: this.#order, start, end: start + this.pageSize };
    const { results } = account.request("search.page", range, SERVICE);
    return {
      data: results.map((result) => new Result(this.#order.columns, result)),
      pageRange: this.pageRanges[index],
      isFirst: index === 0,
      isLast: index >= this.pageRanges.length - 1,
      pagedData: this,
      next: () => this.page(index + 1),
      prev: () => this.page(index - 1),
    };
  }
}

definePromising(PagedData.prototype, "fetch", function fetch(given) {
  return this.page(given);
});

module.exports = { PagedData, ResultSet, SERVICE };
