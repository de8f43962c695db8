/** Field values: as they cross from the account, as a script reads them, and as they go back. */
"use strict";

/** From [kind, value, text] to what getValue and getText give. */
function cellOf([kind, value, text]) {
  return { ...READ[kind](value), text, setAs: undefined };
}

const READ = {
  plain: (value) => ({ value }),
  // A day is midnight here, an instant is an instant.
  date: (value) => ({ value: new Date(...dayOf(value)) }),
  "date-time": (value) => ({ value: new Date(value) }),
  many: (value) => ({ value: [...value] }),
  subrecord: (value) => ({ value: "", subrecord: value }),
};

function dayOf(text) {
  const [year, month, day] = text.split("-").map(Number);
  return [year, month - 1, day];
}

/** What the account is told of a value that the script has set. */
function writtenCell({ value, text, setAs, subrecord }) {
  if (subrecord !== undefined) return { kind: "subrecord", fields: subrecord.changes() };
  if (setAs === "text") return { kind: "text", text: textsOf(text) };
  if (value instanceof Date) return writtenDate(value);
  if (Array.isArray(value)) return { kind: "many", values: value.map(String) };
  if (typeof value === "number" || typeof value === "boolean") return { kind: "value", value };
  return { kind: "value", value: value === null || value === undefined ? null : String(value) };
}

const textsOf = (text) => (Array.isArray(text) ? text.map(String) : String(text ?? ""));

function writtenDate(date) {
  if (Number.isNaN(date.getTime())) return { kind: "value", value: "Invalid Date" };
  const two = (number) => String(number).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return { kind: "date", day, instant: `${date.toISOString().slice(0, 19)}Z` };
}

module.exports = { cellOf, writtenCell };
