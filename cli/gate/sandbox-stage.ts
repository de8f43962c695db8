/** Before the scenarios: is the sandbox still what production is? A proof in a stale one says nothing of the day of the cutover. */
import { type AccountDifference, compareAccounts, differenceTable } from "../../scenarios/index.ts";
import type { Project } from "../config/project.ts";
import { testedAccount } from "../uat/uat-setting.ts";
import type { StageResult } from "./stage.ts";

export interface SandboxRequest {
  readonly project: Project;
  /** For ledgers; nobody needs them afterwards. */
  readonly folder: string;
  readonly now: Date;
  /** The reason why a stale sandbox is tested all the same. @default that of the configuration, if any */
  readonly acceptStale?: string | undefined;
}

export interface SandboxResult extends StageResult {
  /** In one word or two. */
  readonly state: "fresh" | "stale" | "stale, accepted";
}

/** Null when the configuration names no accounts. */
export function sandboxStage({ project, folder, now, acceptStale }: SandboxRequest): SandboxResult | null {
  const { accounts } = project.config.uat;
  if (accounts === undefined || project.uatAccounts === null) return null;
  const ids = [accounts.sandbox.account, accounts.production.account] as const;
  const differences = compareAccounts({
    sandbox: testedAccount(project, { folder, accountName: "sandbox" }),
    production: testedAccount(project, { folder, accountName: "production" }),
  });
  const old = tooOld(accounts, now);
  const stale = [...old, ...differences.map((each) => inWords(each, ids))];
  const accepted = acceptStale ?? accounts.acceptStale;
  const isStale = stale.length > 0;
  const goesOn = !isStale || accepted !== undefined;
  const verdict = goesOn ? "pass" : "not-run";
  const state = isStale ? (goesOn ? "stale, accepted" : "stale") : "fresh";
  return {
    name: "sandbox",
    state,
    verdict,
    reasons: goesOn ? [] : [...someOf(stale), HOW_TO_GO_ON],
    summary: summaryOf({ ids, count: stale.length, accepted }),
    section: {
      id: "sandbox",
      title: TITLES[state],
      lead: leadOf(ids, isStale, accepted),
      verdict,
      blocks: [
        ...old.map((text) => ({ kind: "note", tone: "warning", text }) as const),
        ...differenceTable(differences, ids),
      ],
    },
  };
}

const TITLES = {
  fresh: "The sandbox is fresh",
  stale: "The sandbox is stale",
  "stale, accepted": "The sandbox is stale, which was accepted",
} as const satisfies Record<SandboxResult["state"], string>;

const HOW_TO_GO_ON =
  "Refresh the sandbox (and issue new tokens: production's are not copied), or go on knowingly with --accept-stale REASON or uat.accounts.acceptStale.";

type Ids = readonly [sandbox: string, production: string];

function summaryOf({
  ids,
  count,
  accepted,
}: {
  ids: Ids;
  count: number;
  accepted: string | undefined;
}): string {
  const [sandbox, production] = ids;
  if (count === 0) return `${sandbox} is what ${production} is`;
  const stale = `${sandbox} is stale: ${count === 1 ? "1 difference" : `${count} differences`} from ${production}`;
  return accepted === undefined ? stale : `${stale}; accepted: ${accepted}`;
}

function leadOf([sandbox, production]: Ids, isStale: boolean, accepted: string | undefined): string {
  if (!isStale) return `By name ${sandbox} holds what ${production} holds.`;
  const stale = `${sandbox} is stale: it is no longer what ${production} is, so what passes in it may fail in production.`;
  return accepted === undefined
    ? `${stale} No scenario was run.`
    : `${stale} The scenarios ran all the same, because: ${accepted}`;
}

const DAY = 24 * 60 * 60_000;

function tooOld(
  { sandbox, refreshedWithinDays }: NonNullable<Project["config"]["uat"]["accounts"]>,
  now: Date,
): readonly string[] {
  const { account, refreshedOn } = sandbox;
  if (refreshedOn === undefined || refreshedWithinDays === undefined) return [];
  const days = Math.floor((now.getTime() - Date.parse(refreshedOn)) / DAY);
  if (days <= refreshedWithinDays) return [];
  return [
    `${account} was last refreshed on ${refreshedOn}, ${days} days ago; ${refreshedWithinDays} are allowed (uat.accounts.refreshedWithinDays).`,
  ];
}

const inWords = (
  { kind, name, sandbox, production }: AccountDifference,
  [sandboxId, productionId]: Ids,
): string => `${kind} ${name}: in ${sandboxId} ${sandbox}, in ${productionId} ${production}`;

const SAID = 10;

const someOf = (reasons: readonly string[]): readonly string[] =>
  reasons.length <= SAID
    ? reasons
    : [...reasons.slice(0, SAID), `and ${reasons.length - SAID} more; the report lists them`];
