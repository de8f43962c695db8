/** What components and their fields are called in the text of a query. */
"use strict";
const account = require("./account.cjs");

/** Each component has a name of its own, for a table may be joined twice. */
function namesOf(root) {
  const names = new Map();
  const name = (component) => {
    names.set(component, `t${names.size}`);
    for (const joined of component.joined) name(joined);
  };
  name(root);
  const of = (component) => {
    const known = names.get(component);
    if (known === undefined)
      throw refused(
        "A column or condition was not created by this query. Create it with its createColumn or createCondition.",
      );
    return known;
  };
  return { of, field: (component, fieldId) => `${of(component)}.${fieldIn(component, fieldId)}` };
}

/** Nothing but a name gets into the text, whatever a script was sent as one. */
const isName = (text) => /^[a-z_]\w*$/i.test(text);

function tableIn({ type }) {
  if (!isName(type)) throw searchError(`Invalid search type: ${type}.`);
  return type;
}

function fieldIn({ type }, fieldId) {
  if (!isName(fieldId)) throw searchError(`Field '${fieldId}' for record '${type}' was not found.`);
  return fieldId;
}

const searchError = (why) =>
  account.refusal({ code: "SSS_SEARCH_ERROR_OCCURRED", message: `Search error occurred: ${why}` }, "N/query");

const refused = (message) => account.refusal({ code: "SSS_METHOD_NOT_IMPLEMENTED", message }, "N/query");

module.exports = { namesOf, refused, tableIn };
