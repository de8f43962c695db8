/** Whether an account's definitions name things that exist; a misspelt one would otherwise do nothing, silently. */
import type { Catalogue } from "./catalogue.ts";
import type { CatalogueOptions, CustomFieldOptions } from "./catalogue-options.ts";
import type { FieldSet } from "./record-type.ts";

/** What is wrong, each with its place in the options. */
export function catalogueProblems(options: CatalogueOptions, catalogue: Catalogue): readonly string[] {
  const { fields, custom, customRecords, forms } = options;
  return [
    ...Object.entries(fields).flatMap(([place, changes]) =>
      placeProblems(place, Object.keys(changes), catalogue),
    ),
    ...Object.keys(forms)
      .filter((name) => catalogue.find(name)?.fields.find("customForm") === undefined)
      .map((name) => `forms.${name}: the emulator knows no record type of this name that has forms`),
    ...fieldProblems("custom", custom, catalogue),
    ...Object.entries(customRecords).flatMap(([scriptId, record]) =>
      fieldProblems(`customRecords.${scriptId}.fields`, record.fields, catalogue),
    ),
  ];
}

function placeProblems(place: string, names: readonly string[], catalogue: Catalogue): readonly string[] {
  const fields = fieldsAt(place, catalogue);
  if (fields === undefined) {
    return [`fields.${place}: the emulator knows no record type, sublist or subrecord of this name`];
  }
  const known = new Set(fields.all.map(({ name }) => name.toLowerCase()));
  return names
    .filter((name) => !known.has(name.toLowerCase()))
    .map((name) => `fields.${place}.${name}: there is no such field; a custom field belongs under custom`);
}

function fieldsAt(place: string, catalogue: Catalogue): FieldSet | undefined {
  const [owner = "", sublist] = place.split(".");
  const type = catalogue.find(owner);
  if (sublist === undefined) return type?.fields ?? catalogue.subrecord(owner);
  return (type ?? catalogue.subrecord(owner))?.findSublist(sublist)?.fields;
}

const fieldProblems = (
  place: string,
  fields: Readonly<Record<string, CustomFieldOptions>>,
  catalogue: Catalogue,
): readonly string[] =>
  Object.entries(fields).flatMap(([scriptId, { of, appliesTo = [] }]) => [
    ...(of === undefined || catalogue.referenceTargets(of) !== undefined
      ? []
      : [`${place}.${scriptId}.of: there is no record type or custom list ${of}`]),
    ...appliesTo
      .filter((name) => catalogue.find(name) === undefined)
      .map((name) => `${place}.${scriptId}.appliesTo: there is no record type ${name}`),
  ]);
