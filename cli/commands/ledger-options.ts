/** What every command that works on a ledger asks for: where it is, and which of its dead letters. */
import { type Command, Option } from "commander";
import {
  createDeadLetterDesk,
  type DeadLetterDesk,
  type DeadLetterFilter,
  FAILURE_CLASSES,
  type Ledger,
  ledgerAt,
  openLedger,
  systemClock,
} from "../../integration/index.ts";
import { type LedgerPlace, loadServiceProject } from "../config/service-project.ts";
import { UsageError } from "../usage-error.ts";

export interface LedgerOptions {
  readonly config: string;
  readonly ledger?: string;
  readonly json?: boolean;
}

export function onLedger(command: Command): Command {
  return command
    .option("-c, --config <file>", "configuration that names the ledger", "drydock.yaml")
    .option("--ledger <file>", "the ledger itself, a file or postgres://…, instead of a configuration")
    .option("--json", "print the result on stdout");
}

export async function placeFrom(options: LedgerOptions): Promise<LedgerPlace> {
  const { ledger } = options;
  if (ledger === undefined) return (await loadServiceProject(options.config)).ledger;
  return ledgerAt(ledger);
}

export async function atLedger(
  options: LedgerOptions,
  work: (ledger: Ledger) => Promise<void>,
): Promise<void> {
  const ledger = await openLedger(await placeFrom(options), { clock: systemClock, create: false });
  try {
    await work(ledger);
  } finally {
    await ledger.close();
  }
}

export function atDesk(options: LedgerOptions, work: (desk: DeadLetterDesk) => Promise<void>): Promise<void> {
  return atLedger(options, (ledger) => work(createDeadLetterDesk({ ledger, clock: systemClock })));
}

export interface FilterOptions extends LedgerOptions {
  readonly class?: NonNullable<DeadLetterFilter["class"]>;
  readonly code?: string;
  readonly fingerprint?: string;
  readonly flow?: string;
  readonly assignee?: string;
  readonly since?: string;
  readonly until?: string;
  readonly olderThan?: string;
  readonly limit?: string;
}

export function withFilter(command: Command, limit?: string): Command {
  command
    .addOption(new Option("--class <class>", "only this class of failure").choices([...FAILURE_CLASSES]))
    .option("--code <code>", "only this code, such as LOOKUP_NOT_FOUND")
    .option("--fingerprint <text>", "only those that failed alike, as `dlq list --json` names them")
    .option("--flow <flow>", "only this flow")
    .option("--assignee <name>", "only those that are assigned to this person")
    .option("--since <time>", "received at or after this time, such as 2026-11-23 or 2026-11-23T18:00Z")
    .option("--until <time>", "received before this time")
    .option("--older-than <age>", "received longer ago than this, such as 30m, 6h or 2d");
  return limit === undefined ? command : command.option("--limit <count>", "at most so many", limit);
}

const FILTER_NAMES = ["class", "code", "fingerprint", "flow", "assignee"] as const;

/** @throws UsageError when a time, an age or a number cannot be read */
export function filterOf(options: FilterOptions): DeadLetterFilter {
  const { since, until, olderThan, limit } = options;
  const named = FILTER_NAMES.filter((name) => options[name] !== undefined);
  const before = [
    ...(until === undefined ? [] : [timeFrom(until)]),
    ...(olderThan === undefined ? [] : [systemClock.now() - ageFrom(olderThan)]),
  ];
  return {
    ...Object.fromEntries(named.map((name) => [name, options[name]])),
    ...(since === undefined ? {} : { since: timeFrom(since) }),
    ...(before.length === 0 ? {} : { until: Math.min(...before) }),
    ...(limit === undefined ? {} : { limit: countFrom(limit) }),
  };
}

/** Everything at once is nobody's intention by default. */
export function bulkFilterOf(options: FilterOptions): DeadLetterFilter {
  const { limit, ...filter } = filterOf(options);
  if (Object.keys(filter).length > 0) return { ...filter, ...(limit === undefined ? {} : { limit }) };
  throw new UsageError(
    "Name an entry, or say which dead letters with --class or --code or another filter (see --help).",
  );
}

export function countFrom(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`"${text}" is not a number of 1 or more.`);
  return Number(text);
}

export function timeFrom(text: string): number {
  const time = Date.parse(text);
  if (!Number.isNaN(time)) return time;
  throw new UsageError(`"${text}" is not a time. Write it as 2026-11-23 or 2026-11-23T18:00Z.`);
}

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

function ageFrom(text: string): number {
  const [, count = "", unit = ""] = /^(\d+)([mhd])$/.exec(text) ?? [];
  const ms = UNIT_MS[unit];
  if (ms === undefined) throw new UsageError(`"${text}" is not an age. Write it as 30m, 6h or 2d.`);
  return Number(count) * ms;
}
