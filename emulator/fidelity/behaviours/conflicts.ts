/** What the sources say differently: the default, and the switch that takes the other side. */
import type { Behaviour } from "../behaviour.ts";

export const CONFLICTS: readonly Behaviour[] = [
  {
    rule: "`type` of an error points at RFC 9110",
    confidence: "conflict",
    source:
      "live replies of 2026 for 400 and 404 (other statuses inferred) against the W3C addresses of the help (section_156570709583) and of replies until 2023",
    switch: "quirks.errorTypeUri",
  },
  {
    rule: "the path in an error is called `o:errorUrl`",
    confidence: "conflict",
    source: "live against `o:urlPath` in the help (section_156570709583)",
    switch: "quirks.errorUrlName",
  },
  {
    rule: "words for a record that is not there",
    wording: "The record instance does not exist. Provide a valid record instance ID.",
    confidence: "conflict",
    source: "live against `Record does not exist.` in the help",
    switch: "quirks.notFoundText",
  },
  {
    rule: "a bad reference: `USER_ERROR` at the line, against `INVALID_CONTENT` at the field, with other words",
    status: "400 USER_ERROR",
    confidence: "conflict",
    source: "live reply against the help's sample",
    switch: "quirks.referenceError",
  },
  {
    rule: "code for an external id that is not there",
    status: "404 NONEXISTENT_ID",
    confidence: "conflict",
    source: "live words without a code against the constant NONEXISTENT_EXTERNAL_ID of an old client",
    switch: "quirks.externalIdNotFound",
  },
  {
    rule: "title, detail and status over the concurrency limit",
    status: "429 CONCURRENCY_LIMIT_EXCEEDED",
    confidence: "conflict",
    source:
      "long detail seen live; the help's sample is titled Bad Request and has a second code; one public client's test has status 400",
    switch: "quirks.concurrencyReply",
  },
  {
    rule: "a create answers 204",
    status: "204",
    confidence: "conflict",
    source: "live and REST API Browser against 201 in the help (section_1545142420)",
    switch: "quirks.createStatus",
  },
  {
    rule: "the link to the page before is called `previous`",
    confidence: "conflict",
    source: "live against `prev` in the help (section_156414087576)",
    switch: "quirks.previousLink",
  },
  {
    rule: "the `last` link of a collection is wrong",
    confidence: "conflict",
    source:
      "recorded thirteen times out of thirteen, copied on purpose; the formula inferred; the help shows a right one",
    switch: "quirks.lastLink",
  },
  {
    rule: "the `self` link of a list repeats the caller's query",
    confidence: "conflict",
    source: "live against limit and offset written out in the help",
    switch: "quirks.selfLink",
  },
  {
    rule: "rows that nobody sorted come as they were created",
    confidence: "conflict",
    source:
      "recorded lists are in no order of ids, what orders them is not known; `scattered` is as surprising, and repeatable",
    switch: "quirks.rowOrder",
  },
  {
    rule: "a country reads back as id and name",
    confidence: "conflict",
    source: "live 2026 against the bare code in older help (chapter_156337267817)",
    switch: "quirks.country",
  },
  {
    rule: "record types in lower case are accepted",
    confidence: "conflict",
    source:
      "NetSuite's own links and the help's samples against one report of a 400 for vendorpayment; its body inferred",
    switch: "quirks.lowerCaseTypes",
  },
  {
    rule: "`Location` of a job is absolute",
    confidence: "conflict",
    source: "Oracle prints two of each (subsect_161278579295)",
    switch: "quirks.asyncLocation",
  },
  {
    rule: "a batch without `batch-processing` is processed in order",
    confidence: "conflict",
    source: "article_0127092747 against its own older text and the SOAP upgrade page (article_0129091558)",
    switch: "quirks.batchOrder",
  },
  {
    rule: "a SuiteQL page holds at most 1000 rows",
    confidence: "conflict",
    source: "Oracle (section_157909186990) against 3000 on a third-party page",
    switch: "quirks.suiteqlPage",
  },
  {
    rule: "SuiteQL takes WITH",
    confidence: "conflict",
    source: "articles with working queries against two public guides that say it is not supported",
    switch: "quirks.suiteqlWith",
  },
  {
    rule: "SuiteQL does not know `subsidiary` of `transaction`, only of its lines",
    confidence: "conflict",
    source:
      "a live reply of 2026 against recorded selections of it in a OneWorld account (hotgluexyz/target-netsuite-v2, 2025) and many public clients",
    switch: "quirks.suiteqlSubsidiary",
  },
  {
    rule: "error details are in English",
    confidence: "observed",
    source:
      "details in the user's language seen on REST, SuiteQL and RESTlets; of the Spanish words two sentences of SuiteQL are observed, the others and all Portuguese ones inferred, and what has no translation stays English",
    switch: "language",
  },
];
