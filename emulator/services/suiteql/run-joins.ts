/** Runs a join plan: the rows of all sources that belong together. */
import type { Compiler, Test } from "./compiler.ts";
import type { Access, JoinPlan, JoinStep } from "./join-plan.ts";
import type { Env } from "./scope.ts";
import { looseKey } from "./sql-value.ts";
import type { TableRow } from "./table.ts";

export type RunJoins = (outer: Env | undefined) => readonly Env[];

/** What is walked or hashed once serves every run: a correlated sub-select runs for each row around it. */
export function joinRunner(compiler: Compiler, { steps, counted }: JoinPlan): RunJoins {
  const readied = steps.map((step) => ({ step, candidatesOf: candidates(compiler, step) }));
  return (outer) => {
    let found: readonly Env[] = [{ rows: steps.map(() => undefined), outer, rownum: 0 }];
    for (const one of readied) found = join(compiler, one, { before: found, outer });
    return countRows(found, counted);
  };
}

interface ReadiedStep {
  readonly step: JoinStep;
  readonly candidatesOf: Candidates;
}

interface Joining {
  readonly before: readonly Env[];
  readonly outer: Env | undefined;
}

function join(
  compiler: Compiler,
  { step, candidatesOf }: ReadiedStep,
  { before, outer }: Joining,
): readonly Env[] {
  const found: Env[] = [];
  const seen = new Set<TableRow | undefined>();
  for (const env of before) {
    const rows = candidatesOf(env);
    compiler.spend(rows.length + 1);
    const matched = matches(step, env, rows);
    if (step.isRight) for (const { rows: joined } of matched) seen.add(joined[step.slot]);
    if (matched.length === 0 && step.isLeft) matched.push(withRow(env, step.slot, undefined));
    keep(step.after, matched, found);
  }
  return step.isRight ? [...found, ...withoutPartner(compiler, step, { seen, outer })] : found;
}

/** One by one: the rows of a join are too many for a list of their own. */
function keep(tests: readonly Test[], matched: readonly Env[], found: Env[]): void {
  for (const match of matched) if (tests.length === 0 || passes(tests, match)) found.push(match);
}

interface Alone {
  readonly seen: ReadonlySet<TableRow | undefined>;
  readonly outer: Env | undefined;
}

/** Rows of a right or full join's own table that nothing before them belongs to. */
function withoutPartner(compiler: Compiler, { table, slot, after }: JoinStep, { seen, outer }: Alone): Env[] {
  const rows = table.rows();
  compiler.spend(rows.length);
  return rows
    .filter((row) => !seen.has(row))
    .map((row) => withRow({ rows: [], outer, rownum: 0 }, slot, row))
    .filter((env) => passes(after, env));
}

function matches({ slot, on }: JoinStep, env: Env, rows: readonly TableRow[]): Env[] {
  const found: Env[] = [];
  // The slot is free until this step, so the row is tried in place and copied only when it belongs.
  for (const row of rows) {
    env.rows[slot] = row;
    if (passes(on, env)) found.push(withRow(env, slot, row));
  }
  env.rows[slot] = undefined;
  return found;
}

const passes = (tests: readonly Test[], env: Env): boolean => tests.every((test) => test(env) === true);

function withRow({ rows, outer }: Env, slot: number, row: TableRow | undefined): Env {
  const joined = rows.slice();
  joined[slot] = row;
  return { rows: joined, outer, rownum: 0 };
}

type Candidates = (env: Env) => readonly TableRow[];

function candidates(compiler: Compiler, step: JoinStep): Candidates {
  const { access, table, slot, own } = step;
  const alone: Env = { rows: [], outer: undefined, rownum: 0 };
  const passesOwn = (row: TableRow): boolean => {
    alone.rows[slot] = row;
    return passes(own, alone);
  };
  if (access.kind === "index") {
    const found = (env: Env): readonly TableRow[] => access.find(access.key(env));
    return own.length === 0 ? found : (env) => found(env).filter(passesOwn);
  }
  let walked: readonly TableRow[] | undefined;
  const walk = (): readonly TableRow[] => {
    if (walked !== undefined) return walked;
    const rows = table.rows();
    compiler.spend(rows.length);
    walked = rows.filter(passesOwn);
    return walked;
  };
  return access.kind === "hash" ? hashed(access, slot, { alone, walk }) : walk;
}

interface Walk {
  readonly alone: Env;
  walk(): readonly TableRow[];
}

/** Rows of one key are only candidates: whether they match, the conditions say. */
function hashed(
  { own, key }: Extract<Access, { kind: "hash" }>,
  slot: number,
  { alone, walk }: Walk,
): Candidates {
  let buckets: Map<string, TableRow[]> | undefined;
  const fill = (): Map<string, TableRow[]> => {
    const filled = new Map<string, TableRow[]>();
    for (const row of walk()) {
      alone.rows[slot] = row;
      const value = own(alone);
      if (value === null) continue;
      const name = looseKey(value);
      const bucket = filled.get(name);
      if (bucket === undefined) filled.set(name, [row]);
      else bucket.push(row);
    }
    return filled;
  };
  return (env) => {
    const value = key(env);
    if (value === null) return [];
    buckets ??= fill();
    return buckets.get(looseKey(value)) ?? [];
  };
}

/** ROWNUM counts the rows that pass, so that ROWNUM <= 5 gives five and ROWNUM = 2 none, as in Oracle. */
function countRows(envs: readonly Env[], tests: readonly Test[]): readonly Env[] {
  let count = 0;
  return envs.filter((env) => {
    env.rownum = count + 1;
    const isIn = passes(tests, env);
    if (isIn) count += 1;
    return isIn;
  });
}
