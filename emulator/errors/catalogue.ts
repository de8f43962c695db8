/** Every error body the emulator can answer: status, code, words, and where they come from. */

type Confidence =
  /** Seen in a live reply. */
  | "observed"
  /** Stated by Oracle. */
  | "documented"
  /** Built from neighbours; the part that is a guess is named in the source. */
  | "inferred";

export interface CatalogueEntry {
  readonly status: number;
  readonly code: string;
  /** `{name}` marks are filled from the refusal's values. */
  readonly text: string;
  readonly confidence: Confidence;
  readonly source: string;
}

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
  "concurrency-limit": {
    status: 429,
    code: "CONCURRENCY_LIMIT_EXCEEDED",
    text: "Concurrent request limit exceeded. Request blocked. Verify your concurrency limits at Setup > Integration > Integration Management > Integration Governance.",
    confidence: "observed",
    source: "Oracle help section_156570709583; longer detail seen in sil-org/pipedream-go; title inferred",
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
    source: "wording quoted in public test data",
  },
  "external-id-not-found": {
    status: 404,
    code: "NONEXISTENT_ID",
    text: "The record instance for external ID '{externalId}' does not exist. Provide a valid record instance ID.",
    confidence: "observed",
    source: "wording seen live; status inferred",
  },
  "external-id-reference": {
    status: 400,
    code: "NONEXISTENT_ID",
    text: "The record instance for external ID '{externalId}' does not exist. Provide a valid record instance ID.",
    confidence: "observed",
    source: "wording seen live; status and code inferred",
  },
  "content-invalid": {
    status: 400,
    code: "INVALID_CONTENT",
    text: "Invalid content in the request body.",
    confidence: "observed",
    source: "julbrs/netsuite-api-client test/request.test.ts; code inferred",
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
    confidence: "observed",
    source: "code and words quoted by several public REST clients; status inferred",
  },
  "field-value-invalid": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}You have entered an Invalid Field Value {value} for the following field: {field}.`,
    confidence: "observed",
    source: "live reply with o:errorPath naming the line",
  },
  "reference-key-invalid": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}Invalid {field} reference key {value}.`,
    confidence: "observed",
    source: "REST loader log and SOAP fixtures (NetSweet/netsuite); prefix inferred",
  },
  "reference-key-not-in-subsidiary": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}Invalid {field} reference key {value} for subsidiary {subsidiary}.`,
    confidence: "observed",
    source: "SOAP and commerce replies; also what an inactive record is said to give; prefix inferred",
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
    confidence: "observed",
    source: "quoted by several public clients; prefix inferred",
  },
  "field-too-long": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}The field {field} contained more than the maximum number ( {limit} ) of characters allowed.`,
    confidence: "observed",
    source: "Oracle help section_N3539978; quoted live many times; prefix inferred",
  },
  "entity-exists": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}This entity already exists.`,
    confidence: "observed",
    source: "several live replies",
  },
  "record-exists": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}This record already exists.`,
    confidence: "observed",
    source: "live reply for a transaction; other record types inferred",
  },
  "item-exists": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}Uniqueness error - there is already an item with that name or name/parent combination.`,
    confidence: "inferred",
    source: ERROR_TABLE,
  },
  "query-invalid": {
    status: 400,
    code: "INVALID_PARAMETER",
    text: "Invalid search query. Detailed unprocessed description follows. {why}",
    confidence: "observed",
    source: "sentence and code seen live on SuiteQL; on q= and for what follows inferred",
  },
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
  "method-not-allowed": {
    status: 405,
    code: "METHOD_NOT_ALLOWED",
    text: "The {method} method is not allowed for this resource.",
    confidence: "inferred",
    source: "no public body found",
  },
  "request-too-large": {
    status: 413,
    code: "REQUEST_TOO_LARGE",
    text: "The request body is larger than 104 MB.",
    confidence: "inferred",
    source: "limit from Oracle help chapter_161251386312; no public body found",
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
