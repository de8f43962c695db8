/** Every error body the emulator can answer: status, code, words, and where they come from. */
import { ASYNC_ERRORS } from "./async-errors.ts";
import type { CatalogueEntry } from "./catalogue-entry.ts";
import { OAUTH2_ERRORS } from "./oauth2-errors.ts";
import { QUERY_ERRORS } from "./query-errors.ts";
import { RECORD_ERRORS } from "./record-errors.ts";
import { RESTLET_ERRORS } from "./restlet-errors.ts";
import { RESTLET_SCRIPT_ERRORS } from "./restlet-script-errors.ts";
import { TRANSACTION_ERRORS } from "./transaction-errors.ts";

const PREFIX = "Error while accessing a resource. ";
const ERROR_TABLE = "wording Oracle help section_N3539978, REST status, code and prefix inferred";

export const ERROR_CATALOGUE = {
  "invalid-login": {
    status: 401,
    code: "INVALID_LOGIN",
    text: "Invalid login attempt. For more details, see the Login Audit Trail in the NetSuite UI at Setup > Users/Roles > User Management > View Login Audit Trail.",
    confidence: "documented",
    source: "Oracle help section_156570709583; verbatim in jacobsvante/netsuite issue 27",
  },
  "record-permission-missing": {
    status: 403,
    code: "INSUFFICIENT_PERMISSION",
    text: "Permission Violation: You need a higher level of the '{recordType}' permission to access this page. Please contact your account administrator.",
    confidence: { wording: "inferred", status: "observed" },
    source:
      "status and code in an abbreviated capture; wording as over SOAP (NetSweet/netsuite), which names the permission by its group, inferred",
  },
  "analytics-permission-missing": {
    status: 400,
    code: "USER_ERROR",
    text: "Your current role does not have permission to perform this action. Please contact your account administrator.",
    confidence: "observed",
    source: "two public logs of live replies to lists, q= and SuiteQL",
  },
  "rest-permission-missing": {
    status: 403,
    code: "INSUFFICIENT_PERMISSION",
    text: "Permission Violation: You need a higher level of the 'Setup -> REST Web Services' permission to access this page. Please contact your account administrator.",
    confidence: "inferred",
    source:
      "a client looks for 403 with a code of PERMISSION; wording as over SOAP (NetSweet/netsuite); `quirks.restPermissionStatus` chooses it, 401 is the default",
  },
  "concurrency-limit": {
    status: 429,
    code: "CONCURRENCY_LIMIT_EXCEEDED",
    text: "Concurrent request limit exceeded. Request blocked. Verify your concurrency limits at Setup > Integration > Integration Management > Integration Governance.",
    confidence: { wording: "observed", status: "documented" },
    source:
      "status and code Oracle help section_156570709583; longer detail seen in sil-org/pipedream-go; title inferred",
  },
  "entity-not-found": {
    status: 404,
    code: "NONEXISTENT_ID",
    text: "The record instance does not exist. Provide a valid record instance ID.",
    confidence: "observed",
    source: "live sandbox, recorded/error-404-get-nonexistent-entity.json",
  },
  "transaction-not-found": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}Transaction type specified is incorrect.`,
    confidence: "observed",
    source: "live sandbox, recorded/error-400-get-nonexistent-transaction.json",
  },
  "record-type-unknown": {
    status: 404,
    code: "NONEXISTENT_ID",
    text: "Record type '{recordType}' does not exist.",
    confidence: "observed",
    source: "live sandbox, recorded/error-404-unknown-record-type.json",
  },
  "id-malformed": {
    status: 400,
    code: "INVALID_ID",
    text: "Invalid record instance identifier '{id}'. Provide a valid record instance ID.",
    confidence: "observed",
    source:
      "whole body in public test data of a client, with /customer/000; for an external id with | inferred from Oracle help section_156334828635",
  },
  "external-id-not-found": {
    status: 404,
    code: "NONEXISTENT_ID",
    text: "The record instance for external ID '{externalId}' does not exist. Provide a valid record instance ID.",
    confidence: { wording: "observed", status: "inferred" },
    source:
      "wording in a client log and in bwc/netsuite-rest-record-php-library (library/RequestAbstract.php); status and code inferred",
  },
  "external-id-reference": {
    status: 400,
    code: "NONEXISTENT_ID",
    text: "The record instance for external ID '{externalId}' does not exist. Provide a valid record instance ID.",
    confidence: { wording: "observed", status: "inferred" },
    source:
      "wording in a client log and in bwc/netsuite-rest-record-php-library (library/RequestAbstract.php); status and code inferred",
  },
  "content-invalid": {
    status: 400,
    code: "INVALID_CONTENT",
    text: "Invalid content in the request body.",
    confidence: { wording: "observed", status: "inferred" },
    source: "words in the live tests of julbrs/netsuite-api-client (test/request.test.ts); code inferred",
  },
  "property-unknown": {
    status: 400,
    code: "INVALID_CONTENT",
    text: "Invalid content in the request body. Property '{field}' does not exist.",
    confidence: "inferred",
    source: "X-NetSuite-PropertyNameValidation, Oracle help section_156570709583; no public body found",
  },
  "value-invalid": {
    status: 400,
    code: "INVALID_VALUE",
    text: "Invalid value for the resource or sub-resource field '{field}'. Provide a valid value.",
    confidence: { wording: "observed", status: "inferred" },
    source:
      "code and words quoted by several public REST clients, none of them with a whole body; status inferred",
  },
  "field-value-invalid": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}You have entered an Invalid Field Value {value} for the following field: {field}.`,
    confidence: "observed",
    source:
      "live reply of an expense report with o:errorPath expense.items[2]; the same without a line inferred",
  },
  "reference-key-invalid": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}Invalid {field} reference key {value}.`,
    confidence: { wording: "observed", status: "inferred" },
    source:
      "words in a REST loader log and in SOAP fixtures (NetSweet/netsuite); prefix, status and code inferred",
  },
  "reference-key-not-in-subsidiary": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}Invalid {field} reference key {value} for subsidiary {subsidiary}.`,
    confidence: { wording: "observed", status: "inferred" },
    source:
      "words in SOAP replies (fylein/netsuite-sdk-py, netsuitesdk/errors/errors.py; NetSweet/netsuite); prefix, status, code and the same for an inactive record inferred",
  },
  "value-missing": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}Please enter value(s) for: {labels}.`,
    confidence: "observed",
    source: "ehmad11/netsuite-rest issue 26, verbatim",
  },
  "line-missing": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}You must enter at least one line item for this transaction.`,
    confidence: { wording: "observed", status: "inferred" },
    source: "words quoted by public clients; prefix, status and code inferred",
  },
  "field-too-long": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}The field {field} contained more than the maximum number ( {limit} ) of characters allowed.`,
    confidence: { wording: "documented", status: "observed" },
    source:
      "wording Oracle help section_N3539978; code USER_ERROR seen in a REST loader log (phone, 32); prefix inferred",
  },
  "entity-exists": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}This entity already exists.`,
    confidence: "observed",
    source: "three public logs of live replies to a second external id, one of them measured on purpose",
  },
  "record-exists": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}This record already exists.`,
    confidence: "observed",
    source:
      "one public log of a live reply to a second external id of a transaction; other record types inferred",
  },
  "item-exists": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}Uniqueness error - there is already an item with that name or name/parent combination.`,
    confidence: { wording: "documented", status: "inferred" },
    source: ERROR_TABLE,
  },
  "subsidiary-fixed": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}You cannot change the subsidiary of this entity because one or more transactions exist for this entity.`,
    confidence: { wording: "documented", status: "inferred" },
    source: ERROR_TABLE,
  },
  ...QUERY_ERRORS,
  "paging-invalid": {
    status: 400,
    code: "INVALID_PARAMETER",
    text: "Invalid value for query parameter {parameter}. {why}",
    confidence: "inferred",
    source: "rules from Oracle help section_156414087576; no public body found",
  },
  "request-malformed": {
    status: 400,
    code: "INVALID_REQUEST",
    text: "The request could not be understood by the server due to malformed syntax.",
    confidence: "documented",
    source: "Oracle help section_156570709583",
  },
  "path-not-found": {
    status: 404,
    code: "NONEXISTENT_ID",
    text: "The requested resource does not exist.",
    confidence: "inferred",
    source: "no public body found",
  },
  "company-id-invalid": {
    status: 400,
    code: "INVALID_REQUEST",
    text: "Company Id is invalid",
    confidence: { wording: "observed", status: "inferred" },
    source:
      "status and words seen live on /rest/datacenterurls (sangoi-exe/netsuite-suitecloud-sdk); code and envelope inferred",
  },
  "method-not-allowed": {
    status: 405,
    code: "METHOD_NOT_ALLOWED",
    text: "The {method} method is not allowed for this resource.",
    confidence: "inferred",
    source: "no public body found",
  },
  ...ASYNC_ERRORS,
  ...RECORD_ERRORS,
  ...TRANSACTION_ERRORS,
  ...RESTLET_ERRORS,
  ...RESTLET_SCRIPT_ERRORS,
  ...OAUTH2_ERRORS,
  "request-too-large": {
    status: 413,
    code: "REQUEST_TOO_LARGE",
    text: "The request body is larger than 104 MB.",
    confidence: "inferred",
    source: "limit from Oracle help chapter_161251386312; no public body found",
  },
  "content-encoding-unknown": {
    status: 415,
    code: "UNSUPPORTED_MEDIA_TYPE",
    text: "The content encoding of the request body is not supported.",
    confidence: "inferred",
    source: "RFC 9110 section 15.5.16; no public body found",
  },
  "headers-too-large": {
    status: 431,
    code: "INVALID_REQUEST",
    text: "The request header fields are too large.",
    confidence: "inferred",
    source: "RFC 6585 section 5; NetSuite's limit is not published, here 16 KB; no public body found",
  },
  "request-timed-out": {
    status: 408,
    code: "REQUEST_TIMEOUT",
    text: "The request did not arrive in time.",
    confidence: "inferred",
    source: "RFC 9110 section 15.5.9; no public body found",
  },
  unexpected: {
    status: 500,
    code: "UNEXPECTED_ERROR",
    text: "An unexpected error occurred. Error ID: {errorId}",
    confidence: "documented",
    source: "Oracle help section_156570709583",
  },
  injected: {
    status: 500,
    code: "INJECTED_FAULT",
    text: "A fault was injected by the emulator.",
    confidence: "inferred",
    source: "not a NetSuite error: the body of a status fault that brings none",
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorKey = keyof typeof ERROR_CATALOGUE;
