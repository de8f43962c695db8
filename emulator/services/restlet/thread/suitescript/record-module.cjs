/** N/record. */
"use strict";
const account = require("./account.cjs");
const { argumentsOf, withPromise } = require("./arguments.cjs");
const { FieldSet, fieldName } = require("./field-set.cjs");
const { Record } = require("./record-object.cjs");

const SERVICE = "N/serverRecordService";

/** A method that gives a record. */
const opening = (operation, names) =>
  withPromise((options) => {
    const given = argumentsOf(`record.${operation}`, [options], names);
    const payload = Object.fromEntries(names.map((name) => [name, String(given[name])]));
    const opened = account.request(`record.${operation}`, payload, SERVICE);
    const record = new Record({ ...opened, isDynamic: given.isDynamic === true });
    for (const [fieldId, value] of Object.entries(given.defaultValues ?? {})) record.setValue(fieldId, value);
    return record;
  });

/** Both sides of attach and detach. */
const joining = (operation) =>
  withPromise((options) => {
    const { record: from, to, attributes } = argumentsOf(`record.${operation}`, [options], ["record", "to"]);
    const side = (given) => ({ type: String(given?.type), id: String(given?.id) });
    return account.request(
      `record.${operation}`,
      { record: side(from), to: side(to), role: attributes?.role },
      SERVICE,
    );
  });

function submitFields(options) {
  const {
    type,
    id,
    values,
    options: more,
  } = argumentsOf("record.submitFields", [options], ["type", "id", "values"]);
  const fields = new FieldSet({ isDynamic: false });
  for (const [name, value] of Object.entries(values)) fields.set(fieldName(name), value);
  const ignoreMandatoryFields = more?.ignoreMandatoryFields === true;
  const payload = { type: String(type), id: String(id), fields: fields.changes(), ignoreMandatoryFields };
  return account.request("record.submitFields", payload, SERVICE);
}

function remove(options) {
  const { type, id } = argumentsOf("record.delete", [options], ["type", "id"]);
  return account.request("record.delete", { type: String(type), id: String(id) }, SERVICE);
}

const record = {
  create: opening("create", ["type"]),
  load: opening("load", ["type", "id"]),
  copy: opening("copy", ["type", "id"]),
  transform: opening("transform", ["fromType", "fromId", "toType"]),
  submitFields: withPromise(submitFields),
  delete: withPromise(remove),
  attach: joining("attach"),
  detach: joining("detach"),
  get Type() {
    return { ...account.session.environment.recordTypes };
  },
};

module.exports = { record };
