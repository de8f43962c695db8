/**
 * Says what it was given, or fails when it is told to.
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 */
define(["N/error"], (error) => {
  const echo = (method) => (given) => {
    if (given.fail === true) throw error.create({ name: "ECHO_FAILED", message: "As you asked." });
    return { method, given };
  };
  const asText = (method) => (given) => JSON.stringify(echo(method)(given));
  return { get: asText("get"), delete: asText("delete"), post: echo("post"), put: echo("put") };
});
