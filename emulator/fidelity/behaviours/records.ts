/** Reading and writing records. */
import type { Behaviour } from "../behaviour.ts";

export const RECORDS_BEHAVIOURS: readonly Behaviour[] = [
  { rule: "204 with Location, internal id after `eid:`", confidence: "observed", source: "observed" },
  {
    rule: "missing entity 404, missing transaction 400, unknown type 404",
    confidence: "observed",
    source: "recorded, replayed in `recorded/`",
  },
  {
    rule: "shape of records, pages and headers",
    confidence: "observed",
    source: "recorded, replayed in `recorded/`",
  },
  {
    rule: "one address of a book at most is the default to ship to, and one to bill: a box that is ticked takes the tick from the address that had it",
    confidence: "inferred",
    source: "as a form does it; no public statement for REST",
  },
  {
    rule: "lines append unless keyed by `line` (addresses: by `internalId` or `id`) or replaced by `?replace=`",
    confidence: "documented",
    source: "documented (section_1545142420, section_1545297048, section_N3441570); `id` inferred",
  },
  {
    rule: '`{"items":[]}` empties a sublist only with `?replace=`; `null` and `{"items":null}` always do',
    confidence: "documented",
    source: "documented (section_161717311354, section_1545295601)",
  },
  {
    rule: "line numbers that are 0, negative, broken or sent twice are refused",
    confidence: "inferred",
    source: "inferred",
  },
  {
    rule: "`replaceSelectedFields=true` restricts what `null` clears to the fields in `?replace=`",
    confidence: "documented",
    source: "documented (section_1545142173)",
  },
  {
    rule: "external ids: one a record group, whatever the case",
    confidence: "documented",
    source: "documented (section_N3436356, section_N3432681)",
  },
  {
    rule: "`eid:` with a bar: 400 `INVALID_ID`",
    confidence: "documented",
    source: "that it does not work documented (section_156334828635), the answer inferred",
  },
  {
    rule: "following select fields by URL",
    confidence: "documented",
    source: "documented (section_159894563219); the followed record's own self link inferred",
  },
  {
    rule: "fields a form requires cannot be emptied by PATCH; an emptied order number stays",
    confidence: "observed",
    source: "words observed, the rest inferred",
  },
  {
    rule: "a header discount over the item total, a customer's subsidiary once it has orders",
    confidence: "documented",
    source: "words documented (section_N3539978), status and code inferred",
  },
  { rule: "numbers from 10^15 on are refused", confidence: "inferred", source: "inferred" },
  {
    rule: "unknown field: 204 and `X-NetSuite-PropertyValidation: Unknown field name class. The field does not exist on this record instance.`, one for each, sorted; 400 on request",
    confidence: "observed",
    source:
      "204, words and order in recorded live creates of a journal and an item (hotgluexyz/target-netsuite-v2, 2025); of lines, and the words of the 400, inferred",
  },
  {
    rule: "wrong type: `INVALID_VALUE`",
    confidence: "observed",
    source: "code and words observed, status inferred",
  },
  {
    rule: "reference, uniqueness, required and length texts",
    confidence: "observed",
    source: "observed; the REST prefix is inferred where noted",
  },
  {
    rule: "one problem a reply, in the order required, reference, enumeration, uniqueness, length",
    confidence: "observed",
    source: "one a reply observed, the order inferred",
  },
  {
    rule: "field lengths",
    confidence: "inferred",
    source: "enforced where high or medium confidence; the rest is only noted",
    switch: "catalogue.lengths, catalogue.fields",
  },
  {
    rule: "lengths count characters (code points)",
    confidence: "inferred",
    source:
      "Oracle counts bytes for custom fields in other scripts than Latin (section_N2842731) and says nothing of standard ones",
    switch: "catalogue.lengthUnit",
  },
  {
    rule: "default values, `entityId` from the name, order status B",
    confidence: "observed",
    source: "partly observed, otherwise inferred",
  },
  {
    rule: "record types: fields of 25 read from Oracle's REST API Browser, of 13 derived from the SOAP schema and the Records Browser",
    confidence: "inferred",
    source:
      "documented (REST API Browser 2026.1); replayed on records that were read, the derivation found 80 % of the fields and 87 % of what it found was right",
  },
  {
    rule: "a reference to a list that every account comes with (terms, accounts, price levels …) is taken at the caller's word while the account keeps no record of it",
    confidence: "inferred",
    source: "the emulator's choice: NetSuite knows its own lists and refuses what is not in them",
    switch: "catalogue.emptyLists",
  },
  {
    rule: "a form that the record type does not have is refused as any other reference; without a list of forms any is taken",
    confidence: "inferred",
    source: "inferred: no public reply names a form",
    switch: "catalogue.forms",
  },
  {
    rule: "custom fields without a definition hold a boolean, a number, 300 characters, a selection or several; defined ones are read by their type",
    confidence: "inferred",
    source:
      "lengths and types documented (Oracle's SDF reference) and out of error texts; that undefined ones are taken is the emulator's choice",
    switch: "catalogue.customFields, catalogue.custom",
  },
  {
    rule: "a subrecord that is sent changes the one that is there field by field",
    confidence: "inferred",
    source:
      "omitted fields stay, as in the record around it (section_1545142173); no public statement on subrecords",
  },
  {
    rule: "a box is never empty: null unticks it, and queries find it as false although nobody ever sent it",
    confidence: "inferred",
    source: "SuiteQL's F is quoted in public guides; null for a box is not",
  },
  {
    rule: "custom records: path and names are script ids, `name` is required, ids from 1 on for each type; custom lists are not shown by REST",
    confidence: "inferred",
    source: "path, names and standard fields documented (Records Browser, SDF reference); the rest inferred",
    switch: "catalogue.customRecords, catalogue.customLists",
  },
  {
    rule: "a date may be sent with a time behind it (`2025-03-04T00:00:00+00:00`, `2025-05-26T00:00:00`); the day that is written counts",
    confidence: "observed",
    source:
      "taken in recorded live creates of invoices, bills, journals and payments (hotgluexyz/target-netsuite-v2, 2025); which day it becomes inferred",
  },
  {
    rule: "time of day `17:32:28`, seconds may be left out; a percent may be sent with its sign and reads back as a number",
    confidence: "inferred",
    source: "form on reading documented (section_157305090645), the other spellings inferred",
  },
  {
    rule: "`X-NetSuite-PropertyValueValidation` concerns values no field of the type can hold: Warning leaves them out and names them in `X-NetSuite-PropertyValidation`, Ignore leaves them out",
    confidence: "inferred",
    source:
      "levels, default and scope documented (section_156570709583); that the value is left out, the header's text and that another word counts as none inferred",
  },
  {
    rule: "a read-only field in a body is ignored",
    confidence: "inferred",
    source:
      "204 with the value unchanged reported by one project log; SOAP's table has words for a refusal (section_N3539978)",
    switch: "rules.readOnlyFields",
  },
  {
    rule: "a state must be a short name of its country's, for the United States, Canada and Australia",
    confidence: "inferred",
    source:
      "words documented (section_N3539978); which states NetSuite knows, and that full names are refused, inferred",
    switch: "rules.freeFormStates",
  },
  {
    rule: "a record that others refer to cannot be deleted",
    confidence: "inferred",
    source:
      "words of NetSuite's own page, quoted by administrators; which references count, status and code inferred",
    switch: "rules.dependentRecords",
  },
  {
    rule: "entity names are unique over customers, vendors and employees; a contact's only among contacts",
    confidence: "inferred",
    source: "words observed for entities, documented for contacts (section_N3539978); who counts inferred",
  },
  {
    rule: "`/lead` and `/prospect` show customers whose status is of that stage; a lead is found under `/customer`, too",
    confidence: "conflict",
    source:
      "Oracle's REST API Browser 2026.1 has no such paths and makes a lead a customer, its Records Browser has both types; one row of ids and names documented, the rest inferred",
    switch: "catalogue.leads",
  },
  {
    rule: "in a path below a record, `eid:` names the line that refers to the record of this external id",
    confidence: "documented",
    source:
      "documented with `customer/eid:CID001/subscriptions/eid:SUID042` (section_156334828635); that a line's references are meant inferred",
  },
  {
    rule: "sub-resources cannot be written by their own URL",
    status: "405",
    confidence: "inferred",
    source: "that there is no direct create or delete documented (section_159894563219), the answer inferred",
  },
  {
    rule: "a role without a record type's level is refused by its id as by a list; view, create, edit and full contain each other",
    status: "403 INSUFFICIENT_PERMISSION",
    confidence: "conflict",
    source:
      "status and code from an abbreviated capture; wording as over SOAP; which method takes which level inferred (GET view, POST create, PUT and PATCH edit, DELETE full)",
    switch: "role.levels",
  },
  {
    rule: "a role without SuiteAnalytics Workbook is refused lists, q= and SuiteQL, and keeps reading and writing by id",
    status: "400 USER_ERROR",
    confidence: "observed",
    source: "two public logs",
    switch: "role.analytics",
  },
  {
    rule: "SuiteQL does not find a table whose records the role may not see",
    status: "400",
    confidence: "inferred",
    source:
      "last sentence observed (hotgluexyz/target-netsuite-v2), the rest inferred; rows of a forbidden transaction type among allowed ones are not left out",
    switch: "role.levels",
  },
];
