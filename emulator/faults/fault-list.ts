/** The faults of an account: which of them strike a request, and what they have done so far. */
import { z } from "zod";
import { EmulatorError } from "../emulator-error.ts";
import type { SeededRandom } from "../seeded-random.ts";
import type { AccountPart } from "../state/account-part.ts";
import { createChangeBell } from "../state/change-list.ts";
import { type FaultEffect, type Stage, stageOf } from "./effects.ts";
import { type Fault, type FaultSettings, faultSchema, faultSettings } from "./fault.ts";
import { type FaultSubject, matcherOf } from "./fault-match.ts";

/** A fault as an administrator sees it. */
export type FaultView = FaultSettings & {
  readonly name: string;
  /** Requests that it concerned while its window was open. */
  readonly seen: number;
  /** Requests that it hit. */
  readonly hits: number;
  /** Whether it can still hit one: neither used up nor past its window. */
  readonly isArmed: boolean;
};

export interface Strike {
  readonly name: string;
  readonly effect: FaultEffect;
  /** Of the fault's own stream, so that other faults change nothing about its draws. */
  readonly random: SeededRandom;
}

export type Strikes = Readonly<Partial<Record<Stage, Strike>>>;

export interface FaultList extends AccountPart {
  /** Returns what takes the fault away again; throws EmulatorError INVALID_OPTIONS. */
  add(fault: Fault): () => void;
  /** Oldest first. */
  list(): readonly FaultView[];
  /** Throws EmulatorError UNKNOWN_FAULT. */
  remove(name: string): void;
  clear(): void;
  /** For each of the stages, the effect of the first fault that hits; counts as one of its times. */
  strike(stages: readonly Stage[], subject: FaultSubject): Strikes;
}

export interface FaultListOptions {
  /** Milliseconds of the account's time. */
  now(): number;
  /** A stream that nobody else keeps account of. */
  random(stream: string): SeededRandom;
  /** Set from the beginning. */
  readonly faults?: readonly Fault[];
}

interface Armed extends Saved {
  readonly stage: Stage;
  readonly random: SeededRandom;
  readonly opensAt: number;
  readonly closesAt: number;
  concerns(subject: FaultSubject): boolean;
  seen: number;
  hits: number;
}

/** What a snapshot holds of a fault, besides where its stream of chance stands. */
interface Saved {
  /** Never used twice, so that what takes a fault away takes no other one away after a restore. */
  readonly number: number;
  readonly settings: NamedFault;
  /** When it was set, in the account's time. */
  readonly setAt: number;
  readonly seen: number;
  readonly hits: number;
}

type NamedFault = FaultSettings & { readonly name: string };

const savedSchema = z.array(
  z.object({
    number: z.int().positive(),
    settings: faultSchema.extend({ name: z.string() }),
    setAt: z.number(),
    seen: z.int().nonnegative(),
    hits: z.int().nonnegative(),
    position: z.array(z.int()),
  }),
);

const NOTHING: Strikes = {};

export function createFaultList({ now, random, faults = [] }: FaultListOptions): FaultList {
  const all = new Map<string, Armed>();
  let added = 0;
  const bell = createChangeBell();
  const armed = (saved: Saved): Armed => arm(saved, random(`fault ${saved.number}`));
  const list: FaultList = {
    watch: bell.watch,
    save: () => [...all.values()].map(savedOf),
    load(state) {
      const saved = savedSchema.parse(state);
      all.clear();
      for (const { position, ...each } of saved) {
        const fault = armed(each);
        fault.random.moveTo(position);
        all.set(each.settings.name, fault);
      }
      added = Math.max(added, ...saved.map(({ number }) => number));
    },
    add(fault) {
      added += 1;
      const settings = faultSettings(fault);
      const name = settings.name ?? `fault ${added}`;
      if (all.has(name)) {
        throw new EmulatorError(
          "INVALID_OPTIONS",
          `There is a fault named ${name} already. Remove it first, or give this one another name.`,
        );
      }
      const number = added;
      all.set(name, armed({ number, settings: { ...settings, name }, setAt: now(), seen: 0, hits: 0 }));
      bell.ring();
      return () => {
        if (all.get(name)?.number === number) list.remove(name);
      };
    },
    list: () => [...all.values()].map((each) => viewOf(each, now())),
    remove(name) {
      if (all.delete(name)) return bell.ring();
      const known = [...all.keys()].join(", ") || "none";
      throw new EmulatorError("UNKNOWN_FAULT", `There is no fault named ${name}. There is: ${known}.`);
    },
    clear() {
      all.clear();
      bell.ring();
    },
    strike(stages, subject) {
      if (all.size === 0) return NOTHING;
      bell.ring();
      const strikes: Partial<Record<Stage, Strike>> = {};
      for (const each of all.values()) {
        const { stage, random: own, settings } = each;
        if (!stages.includes(stage) || !isDue(each, subject, now())) continue;
        if (strikes[stage] !== undefined) continue;
        each.hits += 1;
        strikes[stage] = { name: settings.name, effect: settings.effect, random: own };
      }
      return strikes;
    },
  };
  for (const fault of faults) list.add(fault);
  return list;
}

function savedOf({
  random,
  number,
  settings,
  setAt,
  seen,
  hits,
}: Armed): z.input<typeof savedSchema>[number] {
  return { number, settings, setAt, seen, hits, position: [...random.position()] };
}

function arm(saved: Saved, random: SeededRandom): Armed {
  const { match, effect, window } = saved.settings;
  const from = window?.from ?? 0;
  const opensAt = typeof from === "string" ? Date.parse(from) : saved.setAt + from;
  const closesAt = opensAt + (window?.forMs ?? Number.POSITIVE_INFINITY);
  return { ...saved, stage: stageOf(effect), random, opensAt, closesAt, concerns: matcherOf(match) };
}

/** Counts every request that the fault concerns, and draws for each, so that a run repeats whatever else strikes. */
function isDue(armed: Armed, subject: FaultSubject, now: number): boolean {
  if (now < armed.opensAt || !isArmed(armed, now) || !armed.concerns(subject)) return false;
  armed.seen += 1;
  const { nth, every, rate } = armed.settings;
  const isDrawn = rate === undefined || armed.random.unit() < rate;
  const isNth = nth === undefined || armed.seen === nth;
  return isDrawn && isNth && (every === undefined || armed.seen % every === 0);
}

const isArmed = ({ settings: { times, nth }, seen, hits, closesAt }: Armed, now: number): boolean =>
  hits < (times ?? Number.POSITIVE_INFINITY) && seen < (nth ?? Number.POSITIVE_INFINITY) && now < closesAt;

const viewOf = (armed: Armed, now: number): FaultView => ({
  ...armed.settings,
  seen: armed.seen,
  hits: armed.hits,
  isArmed: isArmed(armed, now),
});
