/** Modules of NetSuite's that do nothing here: a script may load them, and hears what is missing when it calls one. */
"use strict";
const { SuiteScriptError } = require("./errors.cjs");

const ABSENT = new Set(
  `action auth cache certificateControl compress config crypto crypto/certificate crypto/random currency currentRecord dataset
   datasetLink email encode file format/i18n http https https/clientCertificate keyControl llm piremoval plugin portlet
   record/recordContext recordContext redirect render sftp suiteAppInfo task task/accounting/recognition transaction translation
   ui/dialog ui/message ui/serverWidget url util/guid workbook workflow xml`
    .split(/\s+/)
    .map((name) => `N/${name}`),
);

/** Enumerations are read as soon as a file is, so a member is only missed when it is called. */
const membersOf = (path) => ({
  // What is awaited or printed is asked for these without the script's doing.
  get: (_target, name) =>
    typeof name === "symbol" || name === "then" ? undefined : member(`${path}.${name}`),
  set: () => true,
});

function member(path) {
  const refuse = () => {
    throw new SuiteScriptError({
      name: "SSS_METHOD_NOT_IMPLEMENTED",
      message: `${path} is not in this emulator.`,
      source: path,
    });
  };
  return new Proxy(refuse, { ...membersOf(path), construct: refuse });
}

const absentModule = (name) => (ABSENT.has(name) ? new Proxy({}, membersOf(name)) : undefined);

module.exports = { absentModule };
