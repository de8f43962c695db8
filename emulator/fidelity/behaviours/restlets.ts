/** RESTlets and SuiteScript. */
import type { Behaviour } from "../behaviour.ts";

export const RESTLET_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "script and deployment by script id or internal id; `get` and `delete` take the query without the two, `post` and `put` the body",
    confidence: "documented",
    source:
      "bridgehead_4625649079; both kinds of ids in live-tested clients; that the two are left out inferred",
  },
  {
    rule: "Content-Type application/json, application/xml or text/plain, written exactly so; parameters such as charset are taken",
    status: "415",
    confidence: "documented",
    source: "section_4619215993; parameters, and a body of application/xml handed over as text, inferred",
  },
  {
    rule: "the answer has the request's type; without a body it is text, unless the request names another type all the same",
    confidence: "observed",
    source:
      "section_4619215993; INVALID_RETURN_DATA_FORMAT seen live for an object on a GET without type; texts go out as they are whatever the type (inferred)",
  },
  {
    rule: "nothing returned: an empty 200",
    confidence: "inferred",
    source: "no public body found",
  },
  {
    rule: "an unhandled error's name and message are code and message; native errors and thrown texts are UNEXPECTED_ERROR",
    status: "400",
    confidence: "inferred",
    source: "status, name and message section_4634920277; what nameless errors become inferred",
  },
  {
    rule: "5,000 units a call, by the table of section_157072844224; a call that would exceed them throws, and the script may catch it and end in good order",
    wording: "SSS_USAGE_LIMIT_EXCEEDED: Script Execution Usage Limit Exceeded",
    confidence: "conflict",
    source: "chapter_N3350651 says the script is terminated; public scripts catch the error",
    switch: "quirks.scriptOverUsage",
  },
  {
    rule: "300 seconds of the account's time, waits of the latency model included",
    wording: "SSS_TIME_LIMIT_EXCEEDED: Script Execution Time Exceeded.",
    confidence: "documented",
    source: "section_161591009480; words in a public copy of a live reply; status 400 inferred",
  },
  {
    rule: "records that a script saved stay saved, whatever becomes of the script",
    confidence: "inferred",
    source: "no public statement for RESTlets; SuiteScript has no transactions over several records",
  },
  {
    rule: "a script's errors carry SuiteScript's own codes where REST says USER_ERROR, without REST's prefix",
    confidence: "inferred",
    source:
      "codes and words section_N3539978; EXCEEDED_MAX_FIELD_LENGTH and INVALID_FLD_VALUE seen live from scripts; the others inferred",
  },
  {
    rule: "`getField` and `getSublistField` are null for what the record does not have; types are those of format.Type, a customer's `isperson` is radio",
    confidence: "inferred",
    source:
      "section_4435754577; null, and that fields which a form hides are there all the same, inferred; T and F for isperson in many public scripts",
  },
  {
    rule: "a subrecord of a field that holds none is refused",
    wording: "FIELD_1_IS_NOT_A_SUBRECORD_FIELD: Field memo is not a subrecord field.",
    confidence: "observed",
    source: "code section_4296709996, words in a public log",
  },
  {
    rule: "how long a script takes: the overhead of a request, and what each of its operations would take without it",
    confidence: "inferred",
    source: "no measurement published; section E2 of the latency model",
  },
  {
    rule: "in standard mode a value is read back the way it was set, value or text",
    wording: "SSS_INVALID_API_USAGE",
    confidence: "documented",
    source: "record.Record.getText and getValue; the words inferred",
  },
  {
    rule: "a record that was saved by somebody else since a script opened it is refused",
    wording: "RCRD_HAS_BEEN_CHANGED: Record has been changed",
    confidence: "observed",
    source: "public log of a live account",
  },
  {
    rule: "a search looks at its columns and filters when it runs, not when it is created",
    confidence: "observed",
    source: "public notes of a live account (SSS_INVALID_SRCH_COL comes out of each)",
  },
  {
    rule: "search.lookupFields of a record that is not there gives an empty object",
    confidence: "inferred",
    source: "no public statement",
  },
  {
    rule: "a sales order is found by a search once for its main line and once for every item line, unless mainline is asked for",
    confidence: "documented",
    source: "section_4345764122; tax and shipping lines, which NetSuite has too, are not modelled",
  },
  {
    rule: "a search knows `statusref` (`pendingFulfillment`), `memomain`, `numbertext`, `voided`, `cogs`, `closed`, `quantityshiprecv`, `fxamount`, `created`, `modified`, `namenohierarchy`, and the parts of addresses (`shipcity`; of an entity `city`, of the default one)",
    confidence: "observed",
    source: "names and values in public scripts; that nothing is voided here is the emulator's",
  },
  {
    rule: "N modules that the emulator does not have can be loaded, and so can enumerations of theirs be read; calling a member throws",
    wording: "SSS_METHOD_NOT_IMPLEMENTED: N/https.post is not in this emulator.",
    confidence: "inferred",
    source: "NetSuite has them all; half of the public RESTlets name one, many only beside what they do",
  },
  {
    rule: "query.create: components, joins over a field, columns, conditions and sorts are run as SuiteQL; parts of texts are found whatever the case, rows without a partner stay",
    confidence: "inferred",
    source:
      "objects and their methods documented (section_1532440865, section_1510784922); cases, missing partners and the words for an unknown field are not",
  },
];
