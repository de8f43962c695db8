/** What an entry point returned, in a form that can leave the context. */
"use strict";
const { Response } = require("./response.cjs");

const { stringify } = JSON;

function returnedOutcome(value) {
  if (value === undefined || value === null) return { kind: "returned", form: "nothing", text: "" };
  if (typeof value === "string") return { kind: "returned", form: "text", text: value };
  if (value instanceof Response)
    return { kind: "returned", form: "response", text: value.content, contentType: value.contentType };
  const text = typeof value === "object" ? written(value) : undefined;
  if (text === undefined) return { kind: "returned", form: "unwritable", text: "" };
  return { kind: "returned", form: "object", text };
}

/** Undefined for what JSON cannot hold, circles included. */
function written(value) {
  try {
    const text = stringify(value);
    return typeof text === "string" ? text : undefined;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

module.exports = { returnedOutcome };
