/** The N modules that are here, by name. */
"use strict";

const MODULES = {
  "N/record": () => require("./record-module.cjs").record,
  "N/search": () => require("./search-module.cjs").search,
  "N/query": () => require("./query-module.cjs").query,
  "N/log": () => require("./log-module.cjs").log,
  "N/error": () => require("./error-module.cjs").error,
  "N/runtime": () => require("./runtime-module.cjs").runtime,
  "N/format": () => require("./format-module.cjs").format,
  "N/util": () => require("./util-module.cjs").util,
  "N/scriptTypes/restlet": () => require("./response.cjs").restlet,
};

const moduleOf = (name) => (Object.hasOwn(MODULES, name) ? MODULES[name]() : undefined);

module.exports = { moduleOf };
