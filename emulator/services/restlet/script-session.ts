/** One call of a script as the account sees it: every question is paid for in units and in time before it is answered. */
import { z } from "zod";
import type { Latency, LatencyOperation } from "../../latency/latency-model.ts";
import { FILE_OPERATIONS } from "./operations/file-operations.ts";
import type { Desk, Operation, Prepared } from "./operations/operation.ts";
import { QUERY_OPERATIONS } from "./operations/query-operations.ts";
import { RECORD_OPERATIONS } from "./operations/record-operations.ts";
import { SEARCH_OPERATIONS } from "./operations/search-operations.ts";
import { ScriptRefusal } from "./script-refusal.ts";
import { UNITS_PER_CALL } from "./usage-units.ts";

const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ...Object.entries(FILE_OPERATIONS),
  ...Object.entries(RECORD_OPERATIONS),
  ...Object.entries(SEARCH_OPERATIONS),
  ...Object.entries(QUERY_OPERATIONS),
]);

const questionSchema = z.object({ operation: z.string(), payload: z.unknown() });

export interface SessionOptions {
  readonly desk: Desk;
  readonly latency: Pick<Latency, "begin">;
  wait(ms: number): Promise<void>;
  /** Told when the units do not suffice; the script gets an error all the same, if it still lives. */
  onOverUsage(): void;
  /** True once nobody waits for the script any more. */
  isOver(): boolean;
}

export interface ScriptSession {
  ask(text: string): Promise<string>;
  readonly usedUnits: number;
  /** What its operations took of the account's time so far. */
  readonly waitedMs: number;
}

export function createScriptSession(options: SessionOptions): ScriptSession {
  const { desk, latency, wait, isOver, onOverUsage } = options;
  let usedUnits = 0;
  let waitedMs = 0;
  const answer = async (text: string): Promise<unknown> => {
    const prepared = prepare(text, desk);
    pay(prepared.units);
    if (prepared.latency !== undefined) await pass({ ...prepared.latency, isInside: true });
    // Whoever has given the call up must not find anything saved afterwards.
    if (isOver()) throw new ScriptRefusal("UNEXPECTED_ERROR", "The call is over.");
    return prepared.run();
  };
  const pass = async (operation: LatencyOperation): Promise<void> => {
    const { ms, end } = latency.begin(operation);
    waitedMs += ms;
    if (ms > 0) await wait(ms);
    end();
  };
  const pay = (units: number): void => {
    if (units > 0 && usedUnits + units > UNITS_PER_CALL) {
      onOverUsage();
      throw unitsUsedUp();
    }
    usedUnits += units;
  };
  return {
    get usedUnits() {
      return usedUnits;
    },
    get waitedMs() {
      return waitedMs;
    },
    async ask(text) {
      const said = await answer(text).then((value) => ({ value: value ?? null }), refusalOf);
      return JSON.stringify({ ...said, remainingUsage: UNITS_PER_CALL - usedUnits, waitedMs });
    },
  };
}

function prepare(text: string, desk: Desk): Prepared {
  const question = questionSchema.parse(JSON.parse(text));
  const operation = OPERATIONS.get(question.operation);
  if (operation === undefined) throw new Error(`No operation ${question.operation}`);
  return operation(question.payload, desk);
}

/** A defect of the emulator is told as one, too, and named in the script's error. */
function refusalOf(error: unknown) {
  const code = error instanceof ScriptRefusal ? error.code : "UNEXPECTED_ERROR";
  return { error: { code, message: error instanceof Error ? error.message : String(error) } };
}

/** Code Oracle help chapter_N3350651; words seen in public logs. */
const unitsUsedUp = (): ScriptRefusal =>
  new ScriptRefusal("SSS_USAGE_LIMIT_EXCEEDED", "Script Execution Usage Limit Exceeded");
