/** What the account does for a script: prepared, then paid for in units and time, then done. */
import type { z } from "zod";
import type { LatencyOperation } from "../../../latency/latency-model.ts";
import type { AccountRules } from "../../../records/account-rules.ts";
import type { Fields } from "../../../records/field-value.ts";
import type { RecordStore, StoredRow } from "../../../records/record-store.ts";
import type { RecordType } from "../../../records/record-type.ts";
import type { RecordWriter } from "../../../records/record-writer.ts";
import type { Tables } from "../../suiteql/table.ts";
import { ScriptRefusal } from "../script-refusal.ts";

/** A record that the script holds; `row` as it was when it was opened. */
export interface HeldRecord {
  readonly type: RecordType;
  readonly row: StoredRow | undefined;
  /** What a copy that is not saved yet began with. */
  readonly start?: Fields;
  /** What a transform that is not saved yet began with. */
  readonly draft?: Fields;
}

/** What one call of a script works with. */
export interface Desk {
  readonly store: RecordStore;
  readonly writer: RecordWriter;
  readonly rules: AccountRules;
  /** Milliseconds since 1970. */
  now(): number;
  /** The file of the script's folder, or throws a ScriptRefusal. */
  sourceOf(path: string): string;
  /** For SuiteQL. */
  tables(): Tables;
  readonly held: HeldRecord[];
}

export interface Prepared {
  readonly units: number;
  /** Without it, no time of the account's goes by. */
  readonly latency?: LatencyOperation;
  /** Nothing in here waits. */
  run(): unknown;
}

export type Operation = (payload: unknown, desk: Desk) => Prepared;

/** The payload comes out of the script's context: it is anything until the schema has read it. */
export const operation =
  <Schema extends z.ZodType>(
    schema: Schema,
    prepare: (payload: z.infer<Schema>, desk: Desk) => Prepared,
  ): Operation =>
  (payload, desk) => {
    const parsed = schema.safeParse(payload);
    if (parsed.success) return prepare(parsed.data, desk);
    const [issue] = parsed.error.issues;
    const name = issue?.path.join(".") ?? "";
    throw new ScriptRefusal("SSS_INVALID_TYPE_ARG", `You have entered an invalid type argument: ${name}`);
  };
