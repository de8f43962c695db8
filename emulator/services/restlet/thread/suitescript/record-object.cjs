/** record.Record: one record in a script's hands, until it is saved. */
"use strict";
const account = require("./account.cjs");
const { argumentsOf, definePromising } = require("./arguments.cjs");
const { fieldAt } = require("./field-object.cjs");
const { FieldSet, fieldName } = require("./field-set.cjs");
const { Sublists } = require("./sublists.cjs");

class Record {
  #body;
  #sublists;
  #handle;

  constructor({ handle, type, id, isDynamic, fields, sublists }) {
    Object.defineProperty(this, "type", { value: type, enumerable: true });
    Object.defineProperty(this, "isDynamic", { value: isDynamic, enumerable: true });
    Object.defineProperty(this, "id", { value: id, enumerable: true, configurable: true });
    this.#handle = handle;
    this.#body = new FieldSet(this, fields, { place: { type } });
    this.#sublists = new Sublists(this, sublists);
  }

  getValue(...given) {
    const name = one("Record.getValue", given);
    return name === "id" || name === "internalid" ? (this.id ?? "") : this.#body.value(name);
  }

  setValue(...given) {
    const { fieldId, value } = argumentsOf("Record.setValue", given, ["fieldId", "value"], 1);
    this.#body.set(fieldName(fieldId), value);
    return this;
  }

  getText(...given) {
    const name = one("Record.getText", given);
    return this.#body.text(name, (value) => this.#nameOf({ fieldId: name, value }));
  }

  setText(...given) {
    const { fieldId, text } = argumentsOf("Record.setText", given, ["fieldId", "text"], 1);
    this.#body.setText(fieldName(fieldId), text);
    return this;
  }

  getField(...given) {
    return fieldAt({ type: this.type, fieldId: one("Record.getField", given) });
  }

  getSublistField(...given) {
    const { sublistId, fieldId, line } = inLine("Record.getSublistField", given);
    this.#sublists.line(sublistId, line);
    return fieldAt({ type: this.type, sublistId, fieldId });
  }

  getFields() {
    return [...this.#body.cells.keys()];
  }

  getSublists() {
    return [...this.#sublists.lines.keys()];
  }

  getLineCount(...given) {
    return this.#sublists.count(one("Record.getLineCount", given, "sublistId"));
  }

  hasSubrecord(...given) {
    return this.#body.has(one("Record.hasSubrecord", given));
  }

  getSubrecord(...given) {
    return this.#body.subrecord(one("Record.getSubrecord", given));
  }

  removeSubrecord(...given) {
    this.#body.remove(one("Record.removeSubrecord", given));
    return this;
  }

  getSublistFields(...given) {
    const list = this.#sublists.list(one("Record.getSublistFields", given, "sublistId"));
    return [...new Set(list.flatMap((line) => [...line.cells.keys()]))];
  }

  getSublistValue(...given) {
    const { sublistId, fieldId, line } = inLine("Record.getSublistValue", given);
    return this.#sublists.line(sublistId, line).value(fieldId);
  }

  getSublistText(...given) {
    const { sublistId, fieldId, line } = inLine("Record.getSublistText", given);
    return this.#sublists
      .line(sublistId, line)
      .text(fieldId, (value) => this.#nameOf({ sublistId, fieldId, value }));
  }

  setSublistValue(...given) {
    const { sublistId, fieldId, line, value } = inLine("Record.setSublistValue", given, "value");
    this.#sublists.change(sublistId, line, (fields) => fields.set(fieldId, value));
    return this;
  }

  setSublistText(...given) {
    const { sublistId, fieldId, line, text } = inLine("Record.setSublistText", given, "text");
    this.#sublists.change(sublistId, line, (fields) => fields.setText(fieldId, text));
    return this;
  }

  getSublistSubrecord(...given) {
    const { sublistId, fieldId, line } = inLine("Record.getSublistSubrecord", given);
    return this.#sublists.line(sublistId, line, !this.isDynamic).subrecord(fieldId);
  }

  hasSublistSubrecord(...given) {
    const { sublistId, fieldId, line } = inLine("Record.hasSublistSubrecord", given);
    return this.#sublists.line(sublistId, line).has(fieldId);
  }

  removeSublistSubrecord(...given) {
    const { sublistId, fieldId, line } = inLine("Record.removeSublistSubrecord", given);
    this.#sublists.change(sublistId, line, (fields) => fields.remove(fieldId));
    return this;
  }

  insertLine(...given) {
    const { sublistId, line } = atLine("Record.insertLine", given);
    if (this.isDynamic) this.#sublists.select(sublistId, line);
    this.#sublists.insert(sublistId, line);
    return this;
  }

  removeLine(...given) {
    const { sublistId, line } = atLine("Record.removeLine", given);
    this.#sublists.remove(sublistId, line);
    return this;
  }

  findSublistLineWithValue(...given) {
    const names = ["sublistId", "fieldId", "value"];
    const { sublistId, fieldId, value } = argumentsOf("Record.findSublistLineWithValue", given, names);
    return this.#sublists.find(fieldName(sublistId), fieldName(fieldId), value);
  }

  selectNewLine(...given) {
    this.#sublists.select(one("Record.selectNewLine", given, "sublistId"));
    return this;
  }

  selectLine(...given) {
    const { sublistId, line } = atLine("Record.selectLine", given);
    this.#sublists.select(sublistId, line);
    return this;
  }

  commitLine(...given) {
    this.#sublists.commit(one("Record.commitLine", given, "sublistId"));
    return this;
  }

  cancelLine(...given) {
    this.#sublists.cancel(one("Record.cancelLine", given, "sublistId"));
    return this;
  }

  getCurrentSublistIndex(...given) {
    return this.#sublists.current.get(one("Record.getCurrentSublistIndex", given, "sublistId"))?.index ?? -1;
  }

  getCurrentSublistValue(...given) {
    const { sublistId, fieldId } = inCurrent("Record.getCurrentSublistValue", given);
    return this.#sublists.selected(sublistId).fields.value(fieldId);
  }

  getCurrentSublistText(...given) {
    const { sublistId, fieldId } = inCurrent("Record.getCurrentSublistText", given);
    const { fields } = this.#sublists.selected(sublistId);
    return fields.text(fieldId, (value) => this.#nameOf({ sublistId, fieldId, value }));
  }

  setCurrentSublistValue(...given) {
    const { sublistId, fieldId, value } = inCurrent("Record.setCurrentSublistValue", given, "value");
    this.#sublists.selected(sublistId).fields.set(fieldId, value);
    return this;
  }

  setCurrentSublistText(...given) {
    const { sublistId, fieldId, text } = inCurrent("Record.setCurrentSublistText", given, "text");
    this.#sublists.selected(sublistId).fields.setText(fieldId, text);
    return this;
  }

  getCurrentSublistSubrecord(...given) {
    const { sublistId, fieldId } = inCurrent("Record.getCurrentSublistSubrecord", given);
    return this.#sublists.selected(sublistId).fields.subrecord(fieldId);
  }

  hasCurrentSublistSubrecord(...given) {
    const { sublistId, fieldId } = inCurrent("Record.hasCurrentSublistSubrecord", given);
    return this.#sublists.selected(sublistId).fields.has(fieldId);
  }

  toJSON() {
    const values = (fields) =>
      Object.fromEntries([...fields.cells].map(([id, cell]) => [id, cell.subrecord ?? cell.value]));
    const sublists = [...this.#sublists.lines].map(([id, list]) => [id, list.map(values)]);
    return {
      id: this.id,
      type: this.type,
      isDynamic: this.isDynamic,
      fields: values(this.#body),
      sublists: Object.fromEntries(sublists),
    };
  }

  /** What the account needs to save it. */
  changes(ignoreMandatoryFields) {
    return {
      handle: this.#handle,
      type: this.type,
      ignoreMandatoryFields,
      fields: this.#body.changes(),
      sublists: this.#sublists.changes(),
    };
  }

  /** From here on, what is set is a new change. */
  saved() {
    this.#body.dirty.clear();
    this.#sublists.saved();
  }

  #nameOf(place) {
    if (place.value === null || place.value === undefined || place.value === "") return "";
    return account.request(
      "record.text",
      { type: this.type, ...place, value: String(place.value) },
      "N/record",
    );
  }
}

/** Returns the internal id, a number. */
definePromising(Record.prototype, "save", function save(options) {
  const changes = this.changes(options?.ignoreMandatoryFields === true);
  const { id } = account.request("record.save", changes, "N/serverRecordService");
  this.saved();
  Object.defineProperty(this, "id", { value: id, enumerable: true, configurable: true });
  return id;
});

const one = (method, given, name = "fieldId") => fieldName(argumentsOf(method, given, [name])[name]);

function atLine(method, given) {
  const { sublistId, line } = argumentsOf(method, given, ["sublistId", "line"]);
  return { sublistId: fieldName(sublistId), line: Number(line) };
}

function inLine(method, given, what) {
  const names = ["sublistId", "fieldId", "line", ...(what === undefined ? [] : [what])];
  const options = argumentsOf(method, given, names, 3);
  return {
    ...options,
    sublistId: fieldName(options.sublistId),
    fieldId: fieldName(options.fieldId),
    line: Number(options.line),
  };
}

function inCurrent(method, given, what) {
  const names = ["sublistId", "fieldId", ...(what === undefined ? [] : [what])];
  const options = argumentsOf(method, given, names, 2);
  return { ...options, sublistId: fieldName(options.sublistId), fieldId: fieldName(options.fieldId) };
}

module.exports = { Record };
