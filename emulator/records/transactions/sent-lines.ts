/** What a caller may say of a transaction's links: a line by the order line it came from, but never the order itself. */
import { type Fields, linesOf } from "../field-value.ts";
import type { RecordType } from "../record-type.ts";

/** Only a transform makes a link; createdFrom in a body is not taken (inferred). */
export function withoutLinks(type: RecordType, sent: Fields): Fields {
  if (type.category !== "transaction" || sent["createdFrom"] === undefined) return sent;
  const { createdFrom: _, ...rest } = sent;
  return rest;
}

/**
 * Lines of a transform are addressed by `orderLine` (Oracle help section_161425629582) or by `line`, and so they are
 * afterwards (inferred): what was made from an order gets no second line from the same one.
 */
export function transactionLines(sent: Fields, base: Fields): Fields {
  const drafted = linesOf(base["item"]);
  if (drafted.length === 0 || sent["item"] === undefined || sent["item"] === null) return sent;
  const items = linesOf(sent["item"]).map((line) => {
    const { orderLine } = line;
    const known =
      orderLine === undefined ? undefined : drafted.find((candidate) => candidate["orderLine"] === orderLine);
    return known?.["line"] === undefined ? line : { ...line, line: known["line"] };
  });
  return { ...sent, item: { items } };
}

/** A fulfilment holds the lines that are shipped with it: `itemReceive` false leaves one to the next. */
export function keepReceivedLines(type: RecordType, draft: Fields): void {
  if (type.recordType !== "itemFulfillment" || draft["item"] === undefined) return;
  draft["item"] = { items: linesOf(draft["item"]).filter((line) => line["itemReceive"] !== false) };
}
