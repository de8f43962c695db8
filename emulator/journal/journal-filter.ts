/** Which entries of a journal somebody wants to see. */
import { z } from "zod";
import { OPERATION_NAMES } from "../services/service.ts";
import { JOURNAL_DECISIONS, type JournalEntry } from "./journal.ts";

/** All of it must hold; an empty one is met by every entry. */
export const journalFilterSchema = z.strictObject({
  method: z.string().optional(),
  status: z.int().optional(),
  recordType: z.string().optional(),
  operation: z.enum(OPERATION_NAMES).optional(),
  decision: z.enum(JOURNAL_DECISIONS).optional(),
  /** Milliseconds since 1970; entries of that moment and later ones. */
  since: z.number().optional(),
  /** Entries with a higher number only. */
  after: z.int().optional(),
  /** Stands in the path, the reason or a body, whatever the case. */
  text: z.string().optional(),
});

export type JournalFilter = Readonly<z.output<typeof journalFilterSchema>>;

export function matcherOf(filter: JournalFilter): (entry: JournalEntry) => boolean {
  const { since = Number.NEGATIVE_INFINITY, after = Number.NEGATIVE_INFINITY } = filter;
  const same = ["status", "operation", "decision"] as const;
  const alike = ["method", "recordType"] as const;
  const text = filter.text?.toLowerCase();
  return (entry) =>
    entry.at >= since &&
    entry.id > after &&
    same.every((name) => filter[name] === undefined || filter[name] === entry[name]) &&
    alike.every(
      (name) => filter[name] === undefined || filter[name].toLowerCase() === entry[name]?.toLowerCase(),
    ) &&
    (text === undefined || textOf(entry).toLowerCase().includes(text));
}

const textOf = ({ path, reason = "", requestBody, responseBody }: JournalEntry): string =>
  `${path}\n${reason}\n${requestBody}\n${responseBody}`;
