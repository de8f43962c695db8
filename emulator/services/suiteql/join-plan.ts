/** Decides in which order sources are joined and what is checked when: indexes first, then hashes, then walks. */
import type { Compiler, Evaluate, Test } from "./compiler.ts";
import { type Conjunct, compileConjunct, conjunctsOf, isWithin, type Side } from "./conjunct.ts";
import { type Joins, withoutOuterMarks } from "./outer-marks.ts";
import type { Scope } from "./scope.ts";
import type { SqlValue } from "./sql-value.ts";
import type { Expression, JoinedSource } from "./syntax-tree.ts";
import type { Table, TableRow } from "./table.ts";

/** How the rows of a source are found for a row of the sources before it. */
export type Access =
  | {
      readonly kind: "index";
      readonly find: (value: SqlValue) => readonly TableRow[];
      readonly key: Evaluate;
    }
  /** `own` of the source's row equals `key` of the row so far. */
  | { readonly kind: "hash"; readonly own: Evaluate; readonly key: Evaluate }
  | { readonly kind: "walk" };

export interface JoinStep {
  readonly slot: number;
  readonly table: Table;
  /** Rows before it stay without a partner, as in a left or full join. */
  readonly isLeft: boolean;
  /** Its own rows stay without a partner, as in a right or full join. */
  readonly isRight: boolean;
  readonly access: Access;
  /** Needs nothing but the source itself, no row around the query either: checked once for each of its rows. */
  readonly own: readonly Test[];
  /** Decides whether two rows belong together. */
  readonly on: readonly Test[];
  /** WHERE, as soon as all it needs is there; after a left join also for rows without a partner. */
  readonly after: readonly Test[];
}

export interface JoinPlan {
  readonly steps: readonly JoinStep[];
  /** What counts rows (ROWNUM), in the end. */
  readonly counted: readonly Test[];
}

interface Candidate {
  readonly slot: number;
  readonly table: Table;
  /** Of a left join; inner joins share one pool of conditions. */
  readonly on: readonly Conjunct[] | undefined;
}

export interface JoinRequest {
  readonly sources: readonly JoinedSource[];
  readonly where: Expression | undefined;
  readonly scope: Scope;
}

export function planJoins(compiler: Compiler, { sources, where, scope }: JoinRequest): JoinPlan {
  const joins = withoutOuterMarks(sources, where, scope);
  const compile = (condition: Expression): Conjunct => compileConjunct(compiler, condition, scope);
  return joins.sources.some(({ join }) => isRightJoin(join))
    ? planInWrittenOrder(joins, scope, compile)
    : planByCost(joins, scope, compile);
}

type Compile = (condition: Expression) => Conjunct;

const isRightJoin = (join: JoinedSource["join"]): boolean => join === "right" || join === "full";

/** Where rows of a later source may stand alone, no condition may be moved: each is checked where it is written. */
function planInWrittenOrder(joins: Joins, scope: Scope, compile: Compile): JoinPlan {
  const where = joins.where.map(compile);
  const placed = new Set<number>();
  const steps = scope.sources.map(({ table }, slot): JoinStep => {
    const join = joins.sources[slot]?.join ?? "comma";
    const on = conjunctsOf(joins.sources[slot]?.on).map(compile);
    const step: JoinStep = {
      slot,
      table,
      isLeft: join === "left" || join === "full",
      isRight: isRightJoin(join),
      access: accessOf({ slot, table, on }, on, placed),
      own: [],
      on: on.map(({ test }) => test),
      after:
        slot < scope.sources.length - 1
          ? []
          : where.filter(({ uses }) => !uses.rownum).map(({ test }) => test),
    };
    placed.add(slot);
    return step;
  });
  return { steps, counted: where.filter(({ uses }) => uses.rownum).map(({ test }) => test) };
}

function planByCost(joins: Joins, scope: Scope, compile: Compile): JoinPlan {
  const innerOn = joins.sources.filter(({ join }) => join !== "left").flatMap(({ on }) => conjunctsOf(on));
  const all = [...innerOn, ...joins.where].map(compile);
  const pool = new Set(all.filter(({ uses }) => !uses.rownum));
  const waiting = new Set(
    scope.sources.map(({ table }, slot): Candidate => {
      const source = joins.sources[slot];
      return { slot, table, on: source?.join === "left" ? conjunctsOf(source.on).map(compile) : undefined };
    }),
  );
  const placed = new Set<number>();
  const steps: JoinStep[] = [];
  while (waiting.size > 0) {
    const next = cheapest([...waiting], placed, [...pool]);
    waiting.delete(next);
    steps.push(stepOf(next, placed, pool));
    placed.add(next.slot);
  }
  return { steps, counted: all.filter(({ uses }) => uses.rownum).map(({ test }) => test) };
}

const COST = { index: 0, hash: 1, walk: 2 } as const satisfies Record<Access["kind"], number>;

function cheapest(
  waiting: readonly Candidate[],
  placed: ReadonlySet<number>,
  pool: readonly Conjunct[],
): Candidate {
  const ready = waiting.filter(({ on, slot }) => on === undefined || isReady(on, placed, slot));
  // Only a left join whose condition names a later table is never ready; then the written order must do.
  const [first = waiting[0] as Candidate, ...others] = ready;
  const cost = ({ slot, table, on }: Candidate): number => {
    const { kind } = accessOf({ slot, table, on }, on ?? pool, placed);
    return COST[kind];
  };
  return others.reduce((best, other) => (cost(other) < cost(best) ? other : best), first);
}

const isReady = (on: readonly Conjunct[], placed: ReadonlySet<number>, slot: number): boolean =>
  placed.size > 0 && on.every(({ uses }) => isWithin(uses, new Set([...placed, slot])));

function stepOf(candidate: Candidate, placed: ReadonlySet<number>, pool: Set<Conjunct>): JoinStep {
  const { slot, table } = candidate;
  const now = new Set([...placed, slot]);
  const due = [...pool].filter(({ uses }) => isWithin(uses, now));
  for (const conjunct of due) pool.delete(conjunct);
  const isLeft = candidate.on !== undefined;
  const on = candidate.on ?? due;
  const isOwn = ({ uses }: Conjunct): boolean => !uses.outer && uses.slots.size === 1 && uses.slots.has(slot);
  return {
    slot,
    table,
    isLeft,
    isRight: false,
    access: accessOf(candidate, on, placed),
    own: on.filter(isOwn).map(({ test }) => test),
    on: on.filter((conjunct) => !isOwn(conjunct)).map(({ test }) => test),
    after: isLeft ? due.map(({ test }) => test) : [],
  };
}

function accessOf(
  { slot, table }: Candidate,
  conditions: readonly Conjunct[],
  placed: ReadonlySet<number>,
): Access {
  const pairs = conditions.flatMap(({ sides }) => pairOf(sides, slot, placed));
  for (const { own, key } of pairs) {
    const find = own.column === undefined ? undefined : table.index(own.column);
    if (find !== undefined) return { kind: "index", find, key: key.value };
  }
  const [pair] = pairs.filter(({ key }) => key.uses.slots.size > 0 || key.uses.outer);
  return pair === undefined ? { kind: "walk" } : { kind: "hash", own: pair.own.value, key: pair.key.value };
}

/** An equality of something of this source with something that is known before it. */
function pairOf(sides: readonly Side[], slot: number, placed: ReadonlySet<number>) {
  const own = sides.find(({ uses }) => uses.slots.size === 1 && uses.slots.has(slot) && !uses.outer);
  const key = sides.find((side) => side !== own && isWithin(side.uses, placed));
  return own === undefined || key === undefined ? [] : [{ own, key }];
}
