/** What the ledger entry of a back flow says: which record is to be read again. */
import { z } from "zod";
import type { Result } from "../../failure.ts";
import { type LedgerEntry, payloadOf } from "../../ledger/entry.ts";

const which = z.object({ record: z.string(), id: z.string().regex(/^\d+$/) });

/** The internal id. */
export function whichRecord(entry: LedgerEntry): Result<string> {
  try {
    const parsed = which.safeParse(JSON.parse(new TextDecoder().decode(payloadOf(entry))));
    if (parsed.success) return { ok: true, value: parsed.data.id };
  } catch {
    // Not JSON: said below.
  }
  return {
    ok: false,
    failure: {
      class: "data",
      code: "ENTRY_UNREADABLE",
      message: "The entry does not say which NetSuite record it is about.",
      advice: "Discard it: the next change of the record makes a new one.",
    },
  };
}
