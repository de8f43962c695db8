/** The choices of select fields, as far as the record's subsidiary and the caller's filter leave them (Oracle help article_0115100241). */
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";
import { type Fields, isReference } from "../../records/field-value.ts";
import type { RecordStore } from "../../records/record-store.ts";
import type { FieldDefinition, RecordType } from "../../records/record-type.ts";
import { isUsable } from "../../records/write/usable-references.ts";
import { type Page, parsePage } from "./paging.ts";
import { parseSearch, type SearchExpression } from "./search-query.ts";

export interface OptionsRequest {
  readonly type: RecordType;
  /** The record as filled in so far. */
  readonly record: Fields;
  readonly url: URL;
  readonly store: RecordStore;
}

interface Option {
  readonly id: string | number;
  readonly refName: string;
}

export function selectOptions(request: OptionsRequest): Outcome<unknown> {
  const { url } = request;
  const page = parsePage(url.searchParams);
  if (!page.ok) return page;
  const filter = filterOf(url);
  if (!filter.ok) return filter;
  const names = (url.searchParams.get("fields") ?? "").split(",").map((name) => name.trim());
  const content: [string, unknown][] = [["links", [{ rel: "self", href: url.href, method: "GET" }]]];
  for (const name of names) {
    const field = fieldNamed(request.type, name);
    const options = field === undefined ? undefined : optionsOf(request, field);
    if (options === undefined)
      return refuse({ key: "option-field-unknown", values: { field: name }, queryParameter: "fields" });
    const wanted = options.filter((option) => matches(filter.value, name, option));
    content.push([name, { _selectOptions: optionPage(wanted, page.value) }]);
  }
  return accept(Object.fromEntries(content));
}

/** A body field, or a field of a sublist as `item.taxCode`. */
function fieldNamed(type: RecordType, name: string): FieldDefinition | undefined {
  const [first = "", second] = name.split(".");
  return second === undefined ? type.fields.find(first) : type.findSublist(first)?.fields.find(second);
}

function optionsOf({ record, store }: OptionsRequest, field: FieldDefinition): readonly Option[] | undefined {
  if (field.type === "enum") {
    return (store.catalogue.enumCodes(field) ?? []).map((id) => ({
      id,
      refName: field.enumLabels?.[id] ?? id,
    }));
  }
  if (field.type !== "reference" && field.type !== "multiReference") return undefined;
  const { subsidiary } = record;
  const subsidiaryId = isReference(subsidiary) ? subsidiary.id : undefined;
  return (store.catalogue.referenceTargets(field.ref ?? "") ?? []).flatMap((recordType) => {
    const nameField = store.catalogue.find(recordType)?.nameField ?? "";
    return store
      .list(recordType)
      .filter((row) => isUsable({ field, row }, subsidiaryId))
      .map(({ id, fields }) => ({ id: Number(id), refName: String(fields[nameField] ?? id) }));
  });
}

function optionPage(options: readonly Option[], { limit, offset }: Page) {
  const items = options.slice(offset, offset + limit);
  return {
    links: [],
    items,
    count: items.length,
    offset,
    hasMore: offset + limit < options.length,
    totalResults: options.length,
  };
}

interface Condition {
  readonly field: string;
  readonly operator: "CONTAIN" | "IS" | "START_WITH";
  readonly text: string;
}

const OPERATORS: ReadonlySet<string> = new Set([
  "CONTAIN",
  "IS",
  "START_WITH",
] satisfies Condition["operator"][]);

/** `q=terms START_WITH "Net", item IS "ANCHOR"`: one condition a field. */
function filterOf(url: URL): Outcome<readonly Condition[]> {
  const parts = (url.searchParams.get("q") ?? "").match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? [];
  const conditions: Condition[] = [];
  for (const part of parts.filter((text) => text.trim() !== "")) {
    const parsed = parseSearch(part);
    const condition = parsed.ok ? conditionOf(parsed.expression) : undefined;
    if (condition === undefined) {
      const why = parsed.ok ? "Use CONTAIN, IS or START_WITH." : parsed.why;
      return refuse({ key: "query-invalid", values: { why }, queryParameter: "q" });
    }
    conditions.push(condition);
  }
  return accept(conditions);
}

function conditionOf(expression: SearchExpression): Condition | undefined {
  if (expression.kind !== "condition" || expression.negated || !OPERATORS.has(expression.operator))
    return undefined;
  const [text = ""] = expression.values;
  return {
    field: expression.field,
    operator: expression.operator as Condition["operator"],
    text: text.toLowerCase(),
  };
}

const MATCHES: Readonly<Record<Condition["operator"], (name: string, text: string) => boolean>> = {
  CONTAIN: (name, text) => name.includes(text),
  IS: (name, text) => name === text,
  START_WITH: (name, text) => name.startsWith(text),
};

const matches = (conditions: readonly Condition[], field: string, { refName }: Option): boolean =>
  conditions
    .filter((condition) => condition.field.toLowerCase() === field.toLowerCase())
    .every(({ operator, text }) => MATCHES[operator](refName.toLowerCase(), text));
