/** One value of a search result, as Result.getValue and getText show it. */
import { type FieldValue, isReference } from "../../../records/field-value.ts";
import type { FieldKind } from "./search-field.ts";

export interface ResultCell {
  /** Texts, except for boxes; empty for nothing. */
  readonly value: string | boolean;
  readonly text?: string;
  /** What it is sorted and added up by. */
  readonly key: string | number;
  /** A select field: look-ups show it as a list. */
  readonly isChoice: boolean;
}

export function shownCell(kind: FieldKind, found: readonly FieldValue[]): ResultCell {
  const [first] = found;
  if (typeof first === "boolean" || kind === "box") {
    return { value: first === true, key: first === true ? 1 : 0, isChoice: false };
  }
  if (kind === "choice") return choiceCell(found);
  if (first === undefined) return { value: "", key: "", isChoice: false };
  if (kind === "date") return { value: accountDate(String(first)), key: String(first), isChoice: false };
  const key = typeof first === "number" ? first : String(first).toLowerCase();
  return { value: String(first), key, isChoice: false };
}

function choiceCell(found: readonly FieldValue[]): ResultCell {
  const chosen = found.filter((value) => isReference(value));
  const text = chosen.map(({ id, refName }) => refName ?? id).join(",");
  return { value: chosen.map(({ id }) => id).join(","), text, key: text.toLowerCase(), isChoice: true };
}

/** As the account writes dates; the time of an instant stays (M/D/YYYY h:mm am, UTC here). */
function accountDate(stored: string): string {
  const date = new Date(stored.length === 10 ? `${stored}T00:00:00Z` : stored);
  const day = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
  if (stored.length === 10) return day;
  const [hours, minutes] = [date.getUTCHours(), String(date.getUTCMinutes()).padStart(2, "0")];
  return `${day} ${hours % 12 || 12}:${minutes} ${hours < 12 ? "am" : "pm"}`;
}

/** Numbers before texts; nothing before everything. */
export function compareCells(left: ResultCell | undefined, right: ResultCell | undefined): number {
  const [one, other] = [left?.key ?? "", right?.key ?? ""];
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  return one < other ? -1 : Number(one > other);
}
