/** The lines of a record: by number in standard mode, one at a time in dynamic mode. */
"use strict";
const { SuiteScriptError } = require("./errors.cjs");
const { FieldSet } = require("./field-set.cjs");

class Sublists {
  /** `lines` by sublist id, as they came from the account. */
  constructor(owner, lines) {
    this.owner = owner;
    this.lines = new Map(
      Object.entries(lines).map(([id, list]) => [
        id,
        list.map((cells, index) => new FieldSet(owner, cells, { place: this.placeOf(id), from: index })),
      ]),
    );
    this.dirty = new Set();
    this.current = new Map();
  }

  placeOf(sublistId) {
    return { type: this.owner.type, sublistId };
  }

  newLine(sublistId) {
    return new FieldSet(this.owner, {}, { place: this.placeOf(sublistId) });
  }

  count(sublistId) {
    return this.lines.get(sublistId)?.length ?? -1;
  }

  /** One line, or the next new one when `isNew` allows it. */
  line(sublistId, index, isNew = false) {
    const list = this.list(sublistId);
    if (isNew && index === list.length) {
      list.push(this.newLine(sublistId));
      this.dirty.add(sublistId);
    }
    const line = list[index];
    if (line === undefined) throw noSuchLine();
    return line;
  }

  list(sublistId) {
    const list = this.lines.get(sublistId);
    if (list === undefined) throw noSuchLine();
    return list;
  }

  change(sublistId, index, write) {
    this.needs("standard");
    write(this.line(sublistId, index, true));
    this.dirty.add(sublistId);
  }

  insert(sublistId, index) {
    const list = this.list(sublistId);
    if (!(index >= 0 && index <= list.length)) throw noSuchLine();
    list.splice(index, 0, this.newLine(sublistId));
    this.dirty.add(sublistId);
  }

  remove(sublistId, index) {
    this.line(sublistId, index);
    this.list(sublistId).splice(index, 1);
    this.dirty.add(sublistId);
  }

  /** Without an index, a new line after the last one. */
  select(sublistId, index = this.count(sublistId)) {
    this.needs("dynamic");
    const list = this.list(sublistId);
    if (!(index >= 0 && index <= list.length)) throw noSuchLine();
    const fields = list[index]?.copy() ?? this.newLine(sublistId);
    this.current.set(sublistId, { index, fields });
  }

  selected(sublistId) {
    this.needs("dynamic");
    const current = this.current.get(sublistId);
    if (current === undefined) throw noSuchLine();
    return current;
  }

  commit(sublistId) {
    const { index, fields } = this.selected(sublistId);
    if (sublistId === "item" && !fields.cells.has("item")) throw noItem();
    this.list(sublistId)[index] = fields;
    this.dirty.add(sublistId);
    this.current.delete(sublistId);
  }

  cancel(sublistId) {
    this.selected(sublistId);
    this.current.delete(sublistId);
  }

  find(sublistId, fieldId, wanted) {
    const isWanted = (line) =>
      line.cells.has(fieldId) && String(line.cells.get(fieldId).value) === String(wanted);
    return (this.lines.get(sublistId) ?? []).findIndex(isWanted);
  }

  /** Whole lists, so that the account knows which of its lines are kept. */
  changes() {
    const changed = [...this.lines].filter(
      ([id, list]) => this.dirty.has(id) || list.some((line) => line.dirty.size > 0),
    );
    return Object.fromEntries(
      changed.map(([id, list]) => [id, list.map((line) => ({ from: line.from, fields: line.changes() }))]),
    );
  }

  /** The account keeps the lines it had in their order, and new ones after them. */
  saved() {
    for (const id of Object.keys(this.changes())) {
      const list = this.lines.get(id);
      const kept = list
        .filter(({ from }) => from !== undefined)
        .toSorted((one, other) => one.from - other.from);
      const added = list.filter(({ from }) => from === undefined);
      for (const [index, line] of [...kept, ...added].entries()) {
        line.from = index;
        line.dirty.clear();
      }
    }
    this.dirty.clear();
  }

  /** Some methods are for one of the two modes only. */
  needs(mode) {
    if (this.owner.isDynamic === (mode === "dynamic")) return;
    throw new SuiteScriptError({
      name: "SSS_INVALID_API_USAGE",
      message: `Invalid API usage. This method is for records in ${mode} mode.`,
      source: "N/record",
    });
  }
}

/** Words of Oracle's table of SuiteScript errors, help chapter_4466126798. */
const noSuchLine = () =>
  new SuiteScriptError({
    name: "SSS_INVALID_SUBLIST_OPERATION",
    message:
      "You have attempted an invalid sublist or line item operation. You are either trying to access a field on a non-existent line or you are trying to add or remove lines from a static sublist.",
    source: "N/record",
  });

const noItem = () =>
  new SuiteScriptError({ name: "USER_ERROR", message: "Please choose an item to add", source: "N/record" });

module.exports = { Sublists };
