/**
 * Saves many records in one call, each as the record service of SuiteTalk REST takes it by external id: what is there is
 * changed, what is not is created. Runs in NetSuite and in Drydock's emulator alike.
 *
 * POST, Content-Type: application/json
 *
 *   { "records": [
 *       { "recordType": "customer", "externalId": "C-1",
 *         "body": { "companyName": "Harbour Ltd", "subsidiary": { "refName": "Acme Inc" } } },
 *       { "recordType": "salesOrder", "externalId": "S-1", "replace": ["item"],
 *         "body": { "entity": { "externalId": "C-1" }, "tranDate": "2026-11-23", "shippingAddress": { "country": "US", "addr1": "1 Pier" },
 *                   "item": { "items": [ { "item": { "externalId": "ANCHOR" }, "quantity": 2, "rate": 10.5 } ] } } } ] }
 *
 * `body` is what `PUT …/record/v1/salesOrder/eid:S-1` would be sent, `replace` its query parameter. Names are NetSuite's, whatever
 * their case. A value is
 *   a text, a number or a boolean   days as 2026-11-23, instants as 2026-11-23T10:00:00Z; of a select field, the internal id
 *   null                            empties the field
 *   { "id": "7" }                   a select field's choice by its internal id,
 *   { "refName": "Acme Inc" }       by its name,
 *   { "externalId": "X" }           by its external id; it may be a record further up in the call. What a field points to is in
 *                                   REFERENCES below; for another field say it: { "type": "customrecord_size", "externalId": "X" }
 *   { "items": [ … ] }              lines of a sublist; choices of a multiple select
 *   { … }                           fields of a subrecord, such as an address
 * Fields that are not named stay as they are. Lines of a sublist are added, or with `replace` exchanged for those that were there.
 *
 * 200, one result for each record, in the order of the call:
 *
 *   { "results": [ { "recordType": "customer", "externalId": "C-1", "status": "created", "id": 1001 },
 *                  { "recordType": "salesOrder", "externalId": "S-1", "status": "failed", "code": "INVALID_KEY_OR_REF", "message": "…" } ],
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

  /** What a field points to, as a search calls it. */
  const REFERENCES = {
    entity: "entity",
    customer: "customer",
    vendor: "vendor",
    job: "job",
    contact: "contact",
    employee: "employee",
    salesrep: "employee",
    item: "item",
    createdfrom: "transaction",
    subsidiary: "subsidiary",
    location: "location",
    department: "department",
    class: "classification",
    currency: "currency",
    terms: "term",
    pricelevel: "pricelevel",
    account: "account",
  };
  /** The addresses of a transaction are customer's until this field says that they are its own (Oracle help section_4703173812). */
  const ADDRESS_CHOICES = { shippingaddress: "shipaddresslist", billingaddress: "billaddresslist" };

  function post(body) {
    const records = checked(body).map(inScriptIds);
    const startedAt = Date.now();
    const ids = lookUp(records);
    const costs = new Map();
    const isSpent = ({ type }) =>
      Date.now() - startedAt > TIME_FOR_SAVING_MS || remainingUsage() < (costs.get(type) ?? DEAREST_UNITS);
    const results = records.map((wanted) => {
      const { recordType, type, externalId } = wanted;
      if (isSpent(wanted)) return { recordType, externalId, status: "notProcessed" };
      const before = remainingUsage();
      const result = { recordType, externalId, ...attempt(wanted, ids) };
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
      const isWhole = isObject(one) && isName(one.recordType) && isName(one.externalId);
      if (!isWhole) throw malformed(`records[${index}] needs a recordType and an externalId.`);
      if (!isObject(one.body)) throw malformed(`records[${index}].body is no object.`);
      const { replace = [] } = one;
      if (!Array.isArray(replace) || !replace.every(isName))
        throw malformed(`records[${index}].replace is no list of sublists.`);
    });
    return records;
  }

  const malformed = (message) => error.create({ name: "UPSERT_MANY_MALFORMED", message, notifyOff: true });

  /** REST tells items for sale, purchase and resale apart by their type, SuiteScript by a field that is fixed at the creation. */
  const SUBTYPED = /^(noninventory|service|othercharge)(sale|purchase|resale)item$/;

  /** SuiteScript's names are those of REST in small letters. */
  function inScriptIds({ recordType, externalId, body, replace = [] }) {
    const name = recordType.toLowerCase();
    const [, kind, subtype] = SUBTYPED.exec(name) ?? [];
    const type = kind === undefined ? name : `${kind}item`;
    const start = kind === undefined ? {} : { subtype: subtype[0].toUpperCase() + subtype.slice(1) };
    const replaced = new Set(replace.map((sublist) => sublist.toLowerCase()));
    return { recordType, type, start, externalId, fields: inSmallLetters(body), replaced };
  }

  const inSmallLetters = (fields) =>
    Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]);

  /** Internal ids by type and external id: of the records, and of whatever they refer to. One search for each type. */
  function lookUp(records) {
    const wanted = new Map();
    const want = (type, externalId) => wanted.set(type, (wanted.get(type) ?? new Set()).add(externalId));
    for (const { type, externalId, fields } of records) {
      want(type, externalId);
      for (const [fieldId, { type: said, externalId: referred }] of referencesIn(fields))
        want(said ?? REFERENCES[fieldId], referred);
    }
    wanted.delete(undefined);
    const ids = new Map();
    for (const [type, externalIds] of wanted) ids.set(type, found(type, [...externalIds]));
    return ids;
  }

  function referencesIn(fields) {
    return fields.flatMap(([fieldId, value]) => {
      if (isReference(value)) return [[fieldId, value]];
      return itemsIn(value)
        .filter(isObject)
        .flatMap((item) => (isReference(item) ? [[fieldId, item]] : referencesIn(inSmallLetters(item))));
    });
  }

  const isReference = (value) => isObject(value) && isName(value.externalId);
  const itemsIn = (value) => (isObject(value) && Array.isArray(value.items) ? value.items : []);
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
      remember(ids, wanted, id);
      return { status: existing === undefined ? "created" : "updated", id: Number(id) };
    } catch ({ name, message }) {
      return { status: "failed", code: String(name), message: String(message) };
    }
  }

  /** The next record may refer to this one, by its own type or by a type that stands for several. */
  function remember(ids, { type, externalId }, id) {
    const families = Object.values(REFERENCES).filter((family) => ids.has(family) && isOf(type, family));
    for (const name of new Set([type, ...families])) ids.get(name).set(keyOf(externalId), id);
  }

  const ENTITIES = new Set([
    "customer",
    "lead",
    "prospect",
    "vendor",
    "job",
    "contact",
    "employee",
    "partner",
  ]);

  function isOf(type, family) {
    if (family === "entity") return ENTITIES.has(type);
    if (family === "item") return type.endsWith("item");
    return false;
  }

  function save({ type, start, externalId, fields, replaced }, existing, ids) {
    const saved =
      existing === undefined
        ? record.create({ type, defaultValues: start })
        : record.load({ type, id: existing });
    if (existing === undefined) saved.setValue({ fieldId: "externalid", value: externalId });
    const sublists = new Set(saved.getSublists());
    for (const [fieldId, value] of fields) {
      if (sublists.has(fieldId))
        setLines({ saved, type, sublistId: fieldId }, value, { ids, isReplaced: replaced.has(fieldId) });
      else setField(bodyOf(saved, type), fieldId, value, ids);
    }
    return saved.save({ enableSourcing: true, ignoreMandatoryFields: false });
  }

  function setLines({ saved, type, sublistId }, value, { ids, isReplaced }) {
    const count = Math.max(0, saved.getLineCount({ sublistId }));
    for (let line = count - 1; isReplaced && line >= 0; line -= 1) saved.removeLine({ sublistId, line });
    itemsIn(value).forEach((values, index) => {
      const line = isReplaced ? index : count + index;
      saved.insertLine({ sublistId, line });
      const place = lineOf(saved, { type, sublistId, line });
      for (const [fieldId, one] of inSmallLetters(values)) setField(place, fieldId, one, ids);
    });
  }

  const bodyOf = (saved, type) => ({
    name: type,
    field: (fieldId) => saved.getField({ fieldId }),
    fieldIds: () => saved.getFields(),
    setValue: (fieldId, value) => saved.setValue({ fieldId, value }),
    setText: (fieldId, text) => saved.setText({ fieldId, text }),
    subrecord(fieldId) {
      const choice = ADDRESS_CHOICES[fieldId];
      if (choice !== undefined && saved.getField({ fieldId: choice }) !== null)
        saved.setValue({ fieldId: choice, value: null });
      return saved.getSubrecord({ fieldId });
    },
  });

  const lineOf = (saved, { type, sublistId, line }) => ({
    name: `${type}.${sublistId}`,
    field: (fieldId) => saved.getSublistField({ sublistId, fieldId, line }),
    fieldIds: () => saved.getSublistFields({ sublistId }),
    setValue: (fieldId, value) => saved.setSublistValue({ sublistId, fieldId, line, value }),
    setText: (fieldId, text) => saved.setSublistText({ sublistId, fieldId, line, text }),
    subrecord: (fieldId) => saved.getSublistSubrecord({ sublistId, fieldId, line }),
  });

  const subrecordOf = (subrecord, name) => ({
    name,
    field: (fieldId) => subrecord.getField({ fieldId }),
    fieldIds: () => subrecord.getFields(),
    setValue: (fieldId, value) => subrecord.setValue({ fieldId, value }),
    setText: (fieldId, text) => subrecord.setText({ fieldId, text }),
  });

  /** Types by place and field: NetSuite is asked for each once a call. */
  const types = new Map();

  /** Throws for a field that is not there: NetSuite would drop its value without a word. */
  function typeOf(place, fieldId) {
    const key = `${place.name}.${fieldId}`;
    if (!types.has(key)) types.set(key, seenType(place, fieldId));
    return types.get(key);
  }

  function seenType(place, fieldId) {
    const field = place.field(fieldId);
    if (field !== null && field !== undefined) return field.type;
    if (place.fieldIds().includes(fieldId)) return "text";
    throw invalid("INVALID_FLD_NAME", `${place.name} has no field ${fieldId}.`);
  }

  function setField(place, fieldId, value, ids) {
    if (isObject(value)) return setObject(place, fieldId, value, ids);
    const type = typeOf(place, fieldId);
    place.setValue(fieldId, value === null ? "" : (VALUES[type]?.(value) ?? value));
  }

  /** Where SuiteScript takes another value than REST. */
  const VALUES = {
    date: (text) => dayOf(text),
    datetime: (text) => instantOf(text),
    datetimetz: (text) => instantOf(text),
    radio: (value) => (typeof value === "boolean" ? (value ? "T" : "F") : value),
  };

  function setObject(place, fieldId, value, ids) {
    if (Array.isArray(value.items)) return setChoices(place, fieldId, value.items, ids);
    if (isReference(value)) return setKnown(place, fieldId, referenced(fieldId, value, ids));
    if (value.id !== undefined) return setKnown(place, fieldId, value.id);
    if (isName(value.refName)) {
      typeOf(place, fieldId);
      return place.setText(fieldId, value.refName);
    }
    if (place.subrecord === undefined)
      throw invalid("INVALID_FLD_VALUE", `The value of ${fieldId} is in no form that this script knows.`);
    const inside = subrecordOf(place.subrecord(fieldId), `${place.name}.${fieldId}`);
    for (const [name, one] of inSmallLetters(value)) setField(inside, name, one, ids);
  }

  function setKnown(place, fieldId, id) {
    typeOf(place, fieldId);
    place.setValue(fieldId, id);
  }

  function setChoices(place, fieldId, items, ids) {
    typeOf(place, fieldId);
    if (items.length > 0 && items.every(({ refName, id, externalId }) => refName && !id && !externalId))
      return place.setText(
        fieldId,
        items.map(({ refName }) => refName),
      );
    const chosen = items.map((item) => (isReference(item) ? referenced(fieldId, item, ids) : item.id));
    place.setValue(fieldId, chosen);
  }

  const invalid = (name, message) => error.create({ name, message, notifyOff: true });

  function referenced(fieldId, { type = REFERENCES[fieldId], externalId }, ids) {
    if (type === undefined)
      throw invalid(
        "INVALID_KEY_OR_REF",
        `What ${fieldId} points to is not known here: send {"type": …, "externalId": "${externalId}"}.`,
      );
    const id = ids.get(type).get(keyOf(externalId));
    if (id !== undefined) return id;
    throw invalid("INVALID_KEY_OR_REF", `Invalid ${fieldId} reference key ${externalId}.`);
  }

  function dayOf(text) {
    const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
    if (year === undefined) throw invalid("INVALID_FLD_VALUE", `${text} is no day. Write it as 2026-11-23.`);
    return new Date(Number(year), Number(month) - 1, Number(day));
  }

  function instantOf(text) {
    const instant = new Date(text);
    if (Number.isNaN(instant.getTime()))
      throw invalid("INVALID_FLD_VALUE", `${text} is no instant. Write it as 2026-11-23T10:00:00Z.`);
    return instant;
  }

  return { post };
});
