/** Columns and filters, in all the forms that scripts write them in. */
"use strict";

class Column {
  constructor({ name, join, summary, formula, label, sort, function: applied }) {
    Object.assign(this, { name: String(name), join, summary, formula, label, sort, function: applied });
  }

  setWhenOrderedBy() {
    return this;
  }
}

class Filter {
  constructor({ name, join, operator, values, summary, formula }) {
    Object.assign(this, { name: String(name), join, operator: String(operator), values, summary, formula });
  }
}

/** From a name, a Column or an object like one. */
function columnOf(given) {
  const { name, join, summary, formula, sort } =
    typeof given === "object" && given !== null ? given : { name: given };
  return { name: String(name), join, summary, formula, sort };
}

/** An expression stays one; Filter objects in a list, or one alone, become terms that must all hold. */
function expressionOf(filters) {
  if (isFilter(filters)) return termOf(filters);
  if (!Array.isArray(filters)) return filters;
  return filters.map((part) => (isFilter(part) ? termOf(part) : part));
}

const isFilter = (part) =>
  typeof part === "object" && part !== null && !Array.isArray(part) && "operator" in part;

function termOf({ name, join, operator, values }) {
  const place = join === undefined || join === null ? name : `${join}.${name}`;
  return [place, operator, ...(Array.isArray(values) ? values : [values])];
}

module.exports = { Column, Filter, columnOf, expressionOf };
