/** N/format: values to texts and back, as a US account is set up (M/D/YYYY). */
"use strict";
const { argumentsOf } = require("./arguments.cjs");

const Type = {
  DATE: "date",
  DATETIME: "datetime",
  DATETIMETZ: "datetimetz",
  TIME: "time",
  TIMEOFDAY: "timeofday",
  INTEGER: "integer",
  POSINTEGER: "posinteger",
  FLOAT: "float",
  POSFLOAT: "posfloat",
  NONNEGFLOAT: "nonnegfloat",
  CURRENCY: "currency",
  CURRENCY2: "currency2",
  PERCENT: "percent",
  RATE: "rate",
  CHECKBOX: "checkbox",
  TEXT: "text",
  EMAIL: "email",
  PHONE: "phone",
  SELECT: "select",
};

const DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?)?$/i;

/** A text that is no date comes back as it is, as in NetSuite. */
function parseDate(text) {
  const [, month, day, year, hour = "0", minute = "0", second = "0", half = ""] =
    DATE.exec(String(text).trim()) ?? [];
  if (month === undefined) return text;
  const hours = half === "" ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === "pm" ? 12 : 0);
  return new Date(Number(year), Number(month) - 1, Number(day), hours, Number(minute), Number(second));
}

const day = (date) => `${date.getMonth() + 1}/${date.getDate()}/${date.getFullYear()}`;
const two = (number) => String(number).padStart(2, "0");
const clock = (date, seconds) =>
  `${date.getHours() % 12 || 12}:${two(date.getMinutes())}${seconds ? `:${two(date.getSeconds())}` : ""} ${date.getHours() < 12 ? "am" : "pm"}`;

const ofDate = (write) => (value) => (value instanceof Date ? write(value) : value);
const asNumber = (read) => (text) => {
  const number = read(String(text).replace(/[,%$\s]/g, ""));
  return Number.isNaN(number) ? text : number;
};
const withDigits = (digits) => (value) => {
  const number = Number(value);
  return Number.isNaN(number) ? value : number.toFixed(digits);
};

const toInteger = asNumber((text) => Number.parseInt(text, 10));
const toNumber = asNumber(Number);
const isTrue = (text) => text === true || text === "T" || text === "true";

const PARSERS = {
  date: parseDate,
  datetime: parseDate,
  datetimetz: parseDate,
  integer: toInteger,
  posinteger: toInteger,
  float: toNumber,
  posfloat: toNumber,
  nonnegfloat: toNumber,
  currency: toNumber,
  currency2: toNumber,
  percent: toNumber,
  rate: toNumber,
  checkbox: isTrue,
};

const FORMATTERS = {
  date: ofDate(day),
  datetime: ofDate((date) => `${day(date)} ${clock(date, true)}`),
  datetimetz: ofDate((date) => `${day(date)} ${clock(date, true)}`),
  timeofday: ofDate((date) => clock(date, false)),
  time: ofDate((date) => clock(date, false)),
  integer: (value) => String(toInteger(value)),
  posinteger: (value) => String(toInteger(value)),
  currency: withDigits(2),
  currency2: withDigits(2),
  percent: (value) => `${String(toNumber(value))}%`,
  checkbox: (value) => (isTrue(value) ? "T" : "F"),
};

const converter = (method, table) => (given) => {
  const { value, type } = argumentsOf(method, [given], ["value", "type"], 0);
  if (value === undefined || value === null || value === "") return value;
  const convert = Object.hasOwn(table, type) ? table[type] : undefined;
  return convert === undefined ? String(value) : convert(value);
};

const format = {
  parse: converter("format.parse", PARSERS),
  format: converter("format.format", FORMATTERS),
  Type,
};

module.exports = { format };
