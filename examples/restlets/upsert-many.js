/**
 * Saves many records in one call, each by its external id: what is there is changed, what is not is created. Runs in NetSuite
 * and in Drydock's emulator alike.
 *
 * POST, Content-Type: application/json
 *
 *   { "records": [
 *       { "type": "customer", "externalId": "C-1", "fields": { "companyname": "Harbour Ltd", "subsidiary": "1" } },
 *       { "type": "salesorder", "externalId": "S-1",
 *         "fields": { "entity": { "type": "customer", "externalId": "C-1" }, "trandate": { "date": "2026-11-23" },
 *                     "shippingaddress": { "subrecord": { "country": "US", "addr1": "1 Pier" } } },
 *         "sublists": { "item": [ { "item": { "type": "item", "externalId": "ANCHOR" }, "quantity": 2, "rate": 10.5 } ] } } ] }
 *
 * Types, fields and sublists are named by their script ids. A value is
 *   a text, a number or a boolean            as Record.setValue takes it; of a select field, the internal id
 *   null                                     empties the field
 *   { "date": "2026-11-23" }                 a day
 *   { "text": "Acme Inc" }                   a select field's choice by its name
 *   { "type": "item", "externalId": "X" }    a select field's choice by its external id; it may be a record further up in the call
 *   { "subrecord": { … } }                   fields of a subrecord, such as an address
 *   [ … ]                                    a multiple select's internal ids
 * Fields that are not named stay as they are. A sublist that is named is replaced as a whole.
 *
 * 200, one result for each record, in the order of the call:
 *
 *   { "results": [ { "type": "customer", "externalId": "C-1", "status": "created", "id": 1001 },
 *                  { "type": "salesorder", "externalId": "S-1", "status": "failed", "code": "INVALID_KEY_OR_REF", "message": "…" } ],
 *     "remainingUsage": 4955 }
 *
 * status   created | updated   saved, with its internal id
 *          failed              not saved; code and message say why; the other records are saved all the same
 *          notProcessed        not tried: units or time of the call were nearly used up; send it again in another call
 *
 * Nothing is rolled back. The same call sent twice makes each record once. A record that fails in one call may be sent again.
 * 400 with the code UPSERT_MANY_MALFORMED: the call itself is malformed and nothing was saved. More than 1,000 records are malformed.
 * Units: about 30 for a transaction, 15 for another record, 10 for each type that is looked up by external id: a call of 150 orders fits.
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 */
define(["N/record", "N/search", "N/runtime", "N/error"], (record, search, runtime, error) => {
  const MOST_RECORDS = 1_000;
  /** Before the first record of a type has shown what it costs. */
  const DEAREST_UNITS = 30;
  /** NetSuite ends a RESTlet after 300 seconds; what is begun by then has a minute to end. */
  const TIME_FOR_SAVING_MS = 240_000;

  function post(body) {
    const records = checked(body);
    const startedAt = Date.now();
    const ids = lookUp(records);
    const costs = new Map();
    const isSpent = ({ type }) =>
      Date.now() - startedAt > TIME_FOR_SAVING_MS || remainingUsage() < (costs.get(type) ?? DEAREST_UNITS);
    const results = records.map((wanted) => {
      const { type, externalId } = wanted;
      if (isSpent(wanted)) return { type, externalId, status: "notProcessed" };
      const before = remainingUsage();
      const result = { type, externalId, ...attempt(wanted, ids) };
      costs.set(type, Math.max(costs.get(type) ?? 0, before - remainingUsage()));
      return result;
    });
    return { results, remainingUsage: remainingUsage() };
  }

  const remainingUsage = () => runtime.getCurrentScript().getRemainingUsage();
  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  const isName = (value) => typeof value === "string" && value !== "";

  /** The records, or an error that says which of them is malformed. */
  function checked(body) {
    const records = isObject(body) ? body.records : undefined;
    if (!Array.isArray(records)) throw malformed('Send {"records": […]}.');
    if (records.length > MOST_RECORDS)
      throw malformed(`Send at most ${MOST_RECORDS} records, not ${records.length}.`);
    records.forEach((one, index) => {
      const isWhole = isObject(one) && isName(one.type) && isName(one.externalId);
      if (!isWhole) throw malformed(`records[${index}] needs a type and an externalId.`);
      if (one.fields !== undefined && !isObject(one.fields))
        throw malformed(`records[${index}].fields is no object.`);
      const lists = one.sublists === undefined ? {} : one.sublists;
      const areLists =
        isObject(lists) && Object.values(lists).every((list) => Array.isArray(list) && list.every(isObject));
      if (!areLists) throw malformed(`records[${index}].sublists has something else than lists of lines.`);
    });
    return records;
  }

  const malformed = (message) => error.create({ name: "UPSERT_MANY_MALFORMED", message, notifyOff: true });

  /** Internal ids by type and external id: of the records, and of whatever they refer to. One search for each type. */
  function lookUp(records) {
    const wanted = new Map();
    const references = ({ fields = {}, sublists = {} }) =>
      [fields, ...Object.values(sublists).flat()].flatMap((values) =>
        Object.values(values).filter(isReference),
      );
    for (const { type, externalId } of records.flatMap((one) => [one, ...references(one)]))
      wanted.set(type, (wanted.get(type) ?? new Set()).add(externalId));
    const ids = new Map();
    for (const [type, externalIds] of wanted) ids.set(type, found(type, [...externalIds]));
    return ids;
  }

  const isReference = (value) => isObject(value) && isName(value.type) && isName(value.externalId);
  /** NetSuite compares external ids whatever their case. */
  const keyOf = (externalId) => externalId.toLowerCase();

  /** A type that cannot be searched has no records here; saving one will say why. */
  function found(type, externalIds) {
    const ids = new Map();
    try {
      const filters = [["externalid", "anyof", externalIds]];
      const paged = search.create({ type, filters, columns: ["externalid"] }).runPaged({ pageSize: 1_000 });
      for (const { index } of paged.pageRanges)
        for (const result of paged.fetch({ index }).data) ids.set(keyOf(nameIn(result)), result.id);
    } catch (problem) {
      log.debug({ title: `${type} is not searched`, details: problem.message });
    }
    return ids;
  }

  /** Some record types give the external id as a choice, some as a text. */
  const nameIn = (result) => String(result.getText("externalid") || result.getValue("externalid"));

  function attempt(wanted, ids) {
    try {
      const known = ids.get(wanted.type);
      const existing = known.get(keyOf(wanted.externalId));
      const id = save(wanted, existing, ids);
      known.set(keyOf(wanted.externalId), id);
      return { status: existing === undefined ? "created" : "updated", id: Number(id) };
    } catch ({ name, message }) {
      return { status: "failed", code: String(name), message: String(message) };
    }
  }

  function save({ type, externalId, fields = {}, sublists = {} }, existing, ids) {
    const saved = existing === undefined ? record.create({ type }) : record.load({ type, id: existing });
    if (existing === undefined) saved.setValue({ fieldId: "externalid", value: externalId });
    const body = {
      setValue: (fieldId, value) => saved.setValue({ fieldId, value }),
      setText: (fieldId, text) => saved.setText({ fieldId, text }),
      subrecord: (fieldId) => saved.getSubrecord({ fieldId }),
    };
    for (const [fieldId, value] of Object.entries(fields)) setField(body, fieldId, value, ids);
    for (const [sublistId, lines] of Object.entries(sublists)) replaceLines(saved, sublistId, lines, ids);
    return saved.save({ enableSourcing: true, ignoreMandatoryFields: false });
  }

  function replaceLines(saved, sublistId, lines, ids) {
    for (let line = saved.getLineCount({ sublistId }) - 1; line >= 0; line -= 1)
      saved.removeLine({ sublistId, line });
    lines.forEach((values, line) => {
      const place = {
        setValue: (fieldId, value) => saved.setSublistValue({ sublistId, fieldId, line, value }),
        setText: (fieldId, text) => saved.setSublistText({ sublistId, fieldId, line, text }),
        subrecord: (fieldId) => saved.getSublistSubrecord({ sublistId, fieldId, line }),
      };
      for (const [fieldId, value] of Object.entries(values)) setField(place, fieldId, value, ids);
    });
  }

  function setField(place, fieldId, value, ids) {
    if (!isObject(value)) place.setValue(fieldId, value === null ? "" : value);
    else if (isReference(value)) place.setValue(fieldId, referenced(fieldId, value, ids));
    else if (isName(value.date)) place.setValue(fieldId, dayOf(value.date));
    else if (isName(value.text)) place.setText(fieldId, value.text);
    else if (isObject(value.subrecord)) setSubrecord(place.subrecord(fieldId), value.subrecord);
    else
      throw error.create({
        name: "INVALID_FLD_VALUE",
        message: `The value of ${fieldId} is in no form that this script knows.`,
      });
  }

  function setSubrecord(subrecord, values) {
    for (const [fieldId, value] of Object.entries(values))
      subrecord.setValue({ fieldId, value: value === null ? "" : value });
  }

  function referenced(fieldId, { type, externalId }, ids) {
    const id = ids.get(type).get(keyOf(externalId));
    if (id !== undefined) return id;
    throw error.create({
      name: "INVALID_KEY_OR_REF",
      message: `Invalid ${fieldId} reference key ${externalId}.`,
    });
  }

  function dayOf(text) {
    const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
    if (year === undefined)
      throw error.create({
        name: "INVALID_FLD_VALUE",
        message: `${text} is no day. Write it as 2026-11-23.`,
      });
    return new Date(Number(year), Number(month) - 1, Number(day));
  }

  return { post };
});
