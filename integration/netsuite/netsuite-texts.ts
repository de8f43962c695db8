/**
 * NetSuite's own error texts as data. Almost every business rejection on REST is 400 `USER_ERROR`, so only the text tells one
 * from another. Named groups `field`, `value` and `limit` are carried into the failure and into the advice.
 */
import type { FailureClass } from "../failure.ts";

export interface NetSuiteText {
  /** The code of the failure: NetSuite's name for this error where it has one. */
  readonly code: string;
  readonly class: FailureClass;
  readonly pattern: RegExp;
  /** One sentence for a human; `{field}`, `{value}` and `{limit}` are filled in. */
  readonly advice: string;
  readonly source: string;
  /** What SuiteScript, and so a RESTlet, calls the same refusal. */
  readonly alsoCalled?: readonly string[];
}

const ERROR_TABLE = "Oracle help section_N3539978 (error codes)";

/** The first match counts: special texts stand before general ones. */
export const NETSUITE_TEXTS: readonly NetSuiteText[] = [
  {
    code: "CONCURRENCY_LIMIT_EXCEEDED",
    class: "throttled",
    pattern: /concurrent request limit exceeded|request limit exceeded/i,
    advice: "Wait: the call is sent again when a slot is free; if this persists, see the concurrency plan.",
    source: "Oracle help section_156570709583 and bridgehead_1525252812",
  },
  {
    code: "RCRD_HAS_BEEN_CHANGED",
    class: "transient",
    pattern: /record has been changed/i,
    advice: "Nothing to do: somebody else saved the record at the same moment, and the write is tried again.",
    source: "Oracle help section_N2877583",
    alsoCalled: ["CUSTOM_RECORD_COLLISION"],
  },
  {
    code: "ORDER_PROCESSED",
    class: "data",
    pattern: /order has been partially or fully processed and may not be edited/i,
    advice:
      "The order was fulfilled or billed in NetSuite already: make the change there by hand, then discard this entry.",
    source: ERROR_TABLE,
  },
  {
    code: "EXCEEDED_MAX_FIELD_LENGTH",
    class: "data",
    pattern:
      /the field (?<field>\S+) contained more than the maximum number \(\s*(?<limit>\d+)\s*\) of characters/i,
    advice:
      "Shorten what goes into {field} to {limit} characters, or give its row in the mapping an overflow policy, then re-run.",
    source: `${ERROR_TABLE}; as USER_ERROR on REST observed 2025 and 2026 (phone 32, addr1 150, city 50, state 30)`,
  },
  {
    code: "USER_ERROR",
    class: "data",
    pattern: /please enter value\(s\) for:\s*(?<field>.+?)\.?$/i,
    advice: "NetSuite demands {field}: fill it in the order or add it to the mapping, then re-run.",
    source: "observed 2023 on REST (customer without First Name, Last Name)",
  },
  {
    code: "INVALID_FLD_VALUE",
    class: "data",
    pattern:
      /you have entered an invalid field value (?<value>.+?) for the following field:\s*(?<field>[^\s.]+)/i,
    advice:
      "NetSuite does not know {value} in {field}: create or activate that record, or correct the look-up in the mapping, then re-run.",
    source: "observed 2026 on REST (sandbox); Oracle help section_156570709583 in older wording",
  },
  {
    code: "INVALID_KEY_OR_REF",
    class: "data",
    pattern:
      /invalid (?<field>\S+) reference key (?<value>\S+?)(?: for (?:subsidiary|entity) \S+?)?\.?(?:\s|$)/i,
    advice:
      "The record {value} used for {field} is missing, inactive, or not available to this subsidiary or customer: correct it in NetSuite, then re-run.",
    source: `${ERROR_TABLE}; observed on REST and SOAP clients`,
  },
  {
    code: "NONEXISTENT_EXTERNAL_ID",
    class: "data",
    pattern: /the record instance for external ID '(?<value>[^']*)' does not exist/i,
    advice:
      "No record has the external id {value}: create it in NetSuite or deliver the record it belongs to, then re-run.",
    source: "observed text on REST",
    alsoCalled: ["RCRD_DSNT_EXIST"],
  },
  {
    code: "RECORD_TYPE_UNKNOWN",
    class: "data",
    pattern: /record type '(?<value>[^']*)' does not exist/i,
    advice:
      "NetSuite has no record type {value}: correct its name in the mapping, or enable the feature that brings it.",
    source: "observed 2026-03 in a live sandbox",
    alsoCalled: ["INVALID_RCRD_TYPE"],
  },
  {
    code: "ALREADY_EXISTS",
    class: "data",
    pattern:
      /this (?:entity|record) already exists|a (?:customer|contact) record with this (?:id|name) already exists|uniqueness error/i,
    advice:
      "Another record in NetSuite holds this name or id: give it the external id of this entry, or rename it, then re-run.",
    source: `observed on REST (entities and transactions); ${ERROR_TABLE}`,
    alsoCalled: ["DUP_RCRD", "DUP_ENTITY", "DUP_ITEM", "UNIQUE_CUST_ID_REQD", "CONTACT_ALREADY_EXISTS"],
  },
  {
    code: "CLOSED_TRAN_PRD",
    class: "data",
    pattern: /(?:transaction|impact of a transaction)[^.]*closed period|no valid, open, posting period/i,
    advice:
      "The accounting period of this date is closed: open it in NetSuite or move the date into an open period, then re-run.",
    source: ERROR_TABLE,
    alsoCalled: ["VALID_PRD_REQD"],
  },
  {
    code: "DATE_PRD_MISMATCH",
    class: "data",
    pattern: /transaction date does not fall between/i,
    advice:
      "The date lies outside the accounting period that was given: correct one of the two, then re-run.",
    source: ERROR_TABLE,
  },
  {
    code: "VALID_LINE_ITEM_REQD",
    class: "data",
    pattern: /at least one (?:valid )?line item for this transaction/i,
    advice:
      "NetSuite accepted none of the lines: check that every item is active and sold by this subsidiary, then re-run.",
    source: `observed on REST; ${ERROR_TABLE}`,
  },
  {
    code: "DISCOUNT_EXCEED_TOTAL",
    class: "data",
    pattern: /discount can not exceed item total/i,
    advice:
      "The discount is larger than the items: correct the order in the source system or add it by hand, then discard this entry.",
    source: ERROR_TABLE,
  },
  {
    code: "COUNTRY_STATE_MISMATCH",
    class: "data",
    pattern: /country and state\/province are mismatched.*state\/province is (?<value>.+?)\. please/i,
    advice:
      "NetSuite does not know the state {value} in this country: correct the address in the source system or map the state, then re-run.",
    source: ERROR_TABLE,
  },
  {
    code: "INVALID_CUR",
    class: "data",
    pattern: /invalid currency symbol or internal id: (?<value>[^.]+)/i,
    advice: "Enable the currency {value} in NetSuite for this customer and subsidiary, then re-run.",
    source: ERROR_TABLE,
  },
  {
    code: "BALANCE_EXCEEDS_CREDIT_LIMIT",
    class: "data",
    pattern: /customer balance exceeds credit limit/i,
    advice: "The customer is over the credit limit: raise it or settle the balance in NetSuite, then re-run.",
    source: ERROR_TABLE,
  },
  {
    code: "EXCEEDED_MAX_TRANS_LINES",
    class: "data",
    pattern: /transactions may not contain more than (?<limit>\d+) lines/i,
    advice:
      "The order has more lines than the {limit} NetSuite takes: split it by hand, then discard this entry.",
    source: `${ERROR_TABLE}; limits in Oracle help section_N550610`,
  },
  {
    code: "LOCKED_BY_WORKFLOW",
    class: "data",
    pattern: /locked by a user defined workflow/i,
    advice: "A workflow locks this record: let it finish or unlock the record in NetSuite, then re-run.",
    source: "observed on REST",
  },
  {
    code: "INSUFFICIENT_PERMISSION",
    class: "credentials",
    pattern: /role does not have permission|permission violation|need a higher level of the/i,
    advice:
      "Give the integration's role the permission NetSuite names (for look-ups also SuiteAnalytics Workbook); the entries wait until then.",
    source: "observed 2026-08 on REST as 400 USER_ERROR; SOAP wording in public fixtures",
  },
  {
    code: "ELEMENT_NOT_SETTABLE",
    class: "data",
    pattern: /do not have permissions to set a value for element (?<field>\S+)/i,
    advice:
      "The field {field} cannot be written here: take it out of the mapping or enable its feature, then re-run.",
    source: ERROR_TABLE,
  },
  {
    code: "TRANSACTION_TYPE_INCORRECT",
    class: "data",
    pattern: /transaction type specified is incorrect/i,
    advice: "NetSuite has no such transaction under this id: check the record type and the id.",
    source: "observed 2026-03 in a live sandbox (400, not 404)",
  },
  {
    code: "INVALID_CONTENT",
    class: "data",
    pattern: /invalid content in the request body/i,
    advice: "NetSuite could not read the record as the mapping built it: correct the mapping, then re-run.",
    source: "observed on REST (start of the text)",
  },
];
