/** N/scriptTypes/restlet: an answer with a content type of its own (Oracle help section_0618021129). */
"use strict";
const { argumentsOf } = require("./arguments.cjs");

class Response {
  constructor(content, contentType) {
    this.content = String(content);
    this.contentType = String(contentType);
    Object.freeze(this);
  }
}

const restlet = {
  createResponse(...given) {
    const { content, contentType } = argumentsOf("restlet.createResponse", given, ["content", "contentType"]);
    return new Response(content, contentType);
  },
};

module.exports = { Response, restlet };
