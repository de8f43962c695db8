/** What scripts write with N/log, as the account keeps it. */
import { z } from "zod";
import { type BoundedLog, createBoundedLog } from "../../journal/bounded-log.ts";
import { cutText } from "../../journal/cut-text.ts";
import { mayHoldSecret, withoutSecrets } from "../../journal/secrets.ts";

export interface ScriptLogEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly script: string;
  readonly deploy: string;
  readonly level: "debug" | "audit" | "error" | "emergency";
  readonly title: string;
  readonly details: string;
}

export type ScriptLog = BoundedLog<ScriptLogEntry>;

const lineSchema = z.object({
  level: z.enum(["debug", "audit", "error", "emergency"]),
  title: z.string(),
  details: z.string(),
});

/** Characters, as in NetSuite's script execution log (title 99, details 3999). */
const TITLE_LIMIT = 99;
const DETAILS_LIMIT = 3_999;

export const createScriptLog = (): ScriptLog =>
  createBoundedLog(10_000, {
    max: 8_000_000,
    of: ({ title, details }) => title.length + details.length + 100,
  });

export function readLogLine(text: string): Pick<ScriptLogEntry, "level" | "title" | "details"> {
  const { level, title, details } = lineSchema.parse(JSON.parse(text));
  const kept = mayHoldSecret(details) ? withoutSecrets(details) : details;
  return { level, title: cutText(title, TITLE_LIMIT), details: cutText(kept, DETAILS_LIMIT) };
}
