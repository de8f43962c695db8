/** Values by field id, with what was changed: a record's body, a line, a subrecord. */
"use strict";
const { cellOf, writtenCell } = require("./cells.cjs");
const { SuiteScriptError } = require("./errors.cjs");
const { fieldAt } = require("./field-object.cjs");

class FieldSet {
  /** `cells` as they came from the account; `place` says of what, `from` which line it was. */
  constructor(owner, cells = {}, { place, from } = {}) {
    this.owner = owner;
    this.place = place;
    this.from = from;
    this.cells = new Map(Object.entries(cells).map(([id, cell]) => [id, cellOf(cell)]));
    this.dirty = new Set();
  }

  value(fieldId) {
    const cell = this.cells.get(fieldId);
    if (this.owner.isDynamic || cell?.setAs !== "text") return cell?.value ?? "";
    throw wrongGetter("getText", "setText");
  }

  text(fieldId, lookUp) {
    const cell = this.cells.get(fieldId);
    if (cell === undefined) return "";
    if (cell.setAs === "value" && !this.owner.isDynamic) throw wrongGetter("getValue", "setValue");
    if (cell.setAs === "value" && cell.text === undefined) cell.text = lookUp(cell.value);
    return cell.text ?? (cell.value === undefined ? "" : String(cell.value));
  }

  set(fieldId, value) {
    this.cells.set(fieldId, { value, setAs: "value" });
    this.dirty.add(fieldId);
  }

  setText(fieldId, text) {
    this.cells.set(fieldId, { value: undefined, text, setAs: "text" });
    this.dirty.add(fieldId);
  }

  has(fieldId) {
    return this.cells.get(fieldId)?.subrecord !== undefined;
  }

  /** The one that is there, or a new one in its place. */
  subrecord(fieldId) {
    const cell = this.cells.get(fieldId);
    if (cell?.subrecord instanceof Subrecord) return cell.subrecord;
    const place = { ...this.place, fieldId };
    if (cell?.subrecord === undefined && fieldAt(place)?.type !== "summary") throw noSubrecord(fieldId);
    const onChange = () => this.dirty.add(fieldId);
    const subrecord = new Subrecord(this.owner, { cells: cell?.subrecord, place, onChange });
    this.cells.set(fieldId, { value: "", subrecord });
    return subrecord;
  }

  remove(fieldId) {
    this.set(fieldId, null);
  }

  /** Values as they stand, for a line that is being edited. */
  copy() {
    const copy = new FieldSet(this.owner, {}, this);
    copy.cells = new Map([...this.cells].map(([id, cell]) => [id, { ...cell }]));
    copy.dirty = new Set(this.dirty);
    return copy;
  }

  changes() {
    return Object.fromEntries([...this.dirty].map((id) => [id, writtenCell(this.cells.get(id))]));
  }
}

/** A summary field such as an address. */
class Subrecord {
  #fields;
  #place;
  #onChange;

  constructor(owner, { cells, place, onChange }) {
    this.#fields = new FieldSet(owner, cells);
    this.#place = place;
    this.#onChange = onChange;
  }

  getField(...given) {
    const { fieldId: subrecordId, ...place } = this.#place;
    return fieldAt({ ...place, subrecordId, fieldId: nameIn(given) });
  }

  getValue(...given) {
    return this.#fields.value(nameIn(given));
  }

  getText(...given) {
    return this.#fields.text(nameIn(given), String);
  }

  setValue(...given) {
    this.#fields.set(nameIn(given), valueIn(given, "value"));
    this.#onChange();
    return this;
  }

  setText(...given) {
    this.#fields.setText(nameIn(given), valueIn(given, "text"));
    this.#onChange();
    return this;
  }

  getFields() {
    return [...this.#fields.cells.keys()];
  }

  changes() {
    return this.#fields.changes();
  }

  toJSON() {
    return Object.fromEntries(this.getFields().map((id) => [id, this.#fields.cells.get(id).value]));
  }
}

const nameIn = ([first]) => fieldName(typeof first === "object" && first !== null ? first.fieldId : first);
const valueIn = ([first, second], name) =>
  typeof first === "object" && first !== null ? first[name] : second;
const fieldName = (given) => String(given ?? "").toLowerCase();

/** Code: Oracle help section_4296709996; words in a public log. */
const noSubrecord = (fieldId) =>
  new SuiteScriptError({
    name: "FIELD_1_IS_NOT_A_SUBRECORD_FIELD",
    message: `Field ${fieldId} is not a subrecord field.`,
    source: "N/record",
  });

/** In standard mode a value that was set is read back the way it was set. */
const wrongGetter = (right, after) =>
  new SuiteScriptError({
    name: "SSS_INVALID_API_USAGE",
    message: `Invalid API usage. You must use ${right} to return the value set with ${after}.`,
    source: "N/record",
  });

module.exports = { FieldSet, fieldName };
