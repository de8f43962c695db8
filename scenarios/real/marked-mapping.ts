/** A mapping under which everything that is made carries a run's mark: its external id, and the name that must be its own. */
import { isMap, isSeq, parseDocument } from "yaml";

export function markedMapping(text: string, mark: string): string {
  const document = parseDocument(text);
  const prefix = (path: readonly (string | number)[]): void => {
    const place = [...path, "externalId", "prefix"];
    if (document.hasIn(place)) document.setIn(place, `${mark}${String(document.getIn(place))}`);
  };
  prefix(["follows"]);
  const records = document.get("records");
  if (!isSeq(records)) return text;
  for (const [index] of records.items.entries()) {
    prefix(["records", index]);
    const fields = document.getIn(["records", index, "fields"]);
    if (!isSeq(fields)) continue;
    for (const row of fields.items) {
      if (!isMap(row) || row.get("to") !== "entityId" || !row.has("from")) continue;
      row.set("from", `${JSON.stringify(mark)} & (${String(row.get("from"))})`);
    }
  }
  return document.toString({ lineWidth: 0 });
}
