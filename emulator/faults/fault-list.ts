/** Faults a test orders: what goes wrong, for which requests, how often. */
import type { Plan } from "../services/service.ts";

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

export interface FaultList {
  /** Returns what takes the fault away again. */
  add(fault: Fault): () => void;
  /** The effect of the first fault that matches; counts as one of its times. */
  take(method: string, plan: Plan): FaultEffect | undefined;
}

export function createFaultList(): FaultList {
  const armed = new Map<symbol, { readonly fault: Fault; left: number }>();
  return {
    add(fault) {
      const key = Symbol("fault");
      if (fault.times !== undefined && fault.times <= 0) return () => undefined;
      armed.set(key, { fault, left: fault.times ?? Number.POSITIVE_INFINITY });
      return () => void armed.delete(key);
    },
    take(method, plan) {
      for (const [key, entry] of armed) {
        if (!matches(entry.fault, method, plan)) continue;
        entry.left -= 1;
        if (entry.left <= 0) armed.delete(key);
        return entry.fault.effect;
      }
      return undefined;
    },
  };
}

function matches({ match }: Fault, method: string, plan: Plan): boolean {
  const isMethod = match.method === undefined || match.method.toUpperCase() === method;
  const isType =
    match.recordType === undefined || match.recordType.toLowerCase() === plan.recordType?.toLowerCase();
  return isMethod && isType;
}
