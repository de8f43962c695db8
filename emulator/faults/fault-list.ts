/** Faults a test orders: what goes wrong, for which requests, how often. */
import { z } from "zod";
import type { Plan } from "../services/service.ts";
import type { AccountPart } from "../state/account-part.ts";

export type FaultEffect =
  /** The connection dies and nothing was saved. */
  | "reset-before-commit"
  /** The connection dies after the record was saved: the caller cannot know. */
  | "reset-after-commit"
  | { readonly status: number; readonly body?: string }
  | { readonly delayMs: number };

export interface Fault {
  readonly match: { readonly method?: string; readonly recordType?: string };
  readonly effect: FaultEffect;
  /** How many requests it hits; without it, every one. */
  readonly times?: number;
}

export interface FaultList extends AccountPart {
  /** Returns what takes the fault away again. */
  add(fault: Fault): () => void;
  /** The effect of the first fault that matches; counts as one of its times. */
  take(method: string, plan: Plan): FaultEffect | undefined;
}

export function createFaultList(): FaultList {
  const armed = new Map<number, ArmedFault>();
  // Numbers are never used twice, so that what takes a fault away takes no other one away after a restore.
  let added = 0;
  return {
    save: () => [...armed],
    load(state) {
      const saved = savedSchema.parse(state);
      armed.clear();
      for (const [key, entry] of saved) armed.set(key, entry);
      added = Math.max(added, ...armed.keys());
    },
    add(fault) {
      if (fault.times !== undefined && fault.times <= 0) return () => undefined;
      added += 1;
      const key = added;
      armed.set(key, { fault, left: fault.times ?? null });
      return () => void armed.delete(key);
    },
    take(method, plan) {
      for (const [key, entry] of armed) {
        if (!matches(entry.fault, method, plan)) continue;
        const left = entry.left === null ? null : entry.left - 1;
        if (left === 0) armed.delete(key);
        else armed.set(key, { ...entry, left });
        return entry.fault.effect;
      }
      return undefined;
    },
  };
}

/** Null for a fault that never wears off. */
interface ArmedFault {
  readonly fault: Fault;
  readonly left: number | null;
}

const savedSchema = z.array(
  z.tuple([
    z.int().positive(),
    z.object({
      fault: z.custom<Fault>((value) => typeof value === "object" && value !== null && "match" in value),
      left: z.int().positive().nullable(),
    }),
  ]),
);

function matches({ match }: Fault, method: string, plan: Plan): boolean {
  const isMethod = match.method === undefined || match.method.toUpperCase() === method;
  const isType =
    match.recordType === undefined || match.recordType.toLowerCase() === plan.recordType?.toLowerCase();
  return isMethod && isType;
}
