/** `uat.json`: a run of the scenarios for machines, with a version of its own. Sign-offs and comparisons start from it. */
import { z } from "zod";
import type { ScenarioPage } from "../../reports/index.ts";
import {
  type BothAccounts,
  contentHashForm,
  type Repetitions,
  type Scenario,
  signedScenario,
} from "../../scenarios/index.ts";
import { type Project, testedAccountId } from "../config/project.ts";
import type { AccountsResult } from "../gate/accounts-stage.ts";
import type { SandboxResult } from "../gate/sandbox-stage.ts";
import { verdict } from "../verdict.ts";
import { compareRuns, runComparisonSchema } from "./compare-runs.ts";
import { mappingHashes } from "./subject.ts";
import type { WrittenCall } from "./uat-command-line.ts";

export const uatDocumentSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    verdict,
    generatedAt: z.iso.datetime(),
    shop: z.string(),
    account: z.string().describe("The account id as NetSuite writes it."),
    mappings: z.record(z.string(), contentHashForm).describe("SHA-256 of each mapping file, by its path."),
    comparison: runComparisonSchema
      .nullable()
      .describe("With the run before, by the scenarios' ids; null when there was none."),
    accounts: z
      .strictObject({
        sandbox: z.string(),
        production: z.string(),
        fields: z.array(
          z.strictObject({
            field: z.string(),
            file: z.string(),
            line: z.number().nullable().describe("Null when no row of the mapping writes the field."),
            about: z.string(),
            sandbox: z.string().describe("The sandbox's answer."),
            production: z.string().describe("Production's answer."),
          }),
        ),
        scenarios: z.array(z.strictObject({ id: z.string(), sandbox: verdict, production: verdict })),
      })
      .exactOptional()
      .describe("The same mappings and scenarios in both accounts of uat.accounts."),
    repetitions: z
      .strictObject({ times: z.int().positive(), shuffleBy: z.int().nullable() })
      .exactOptional()
      .describe("How often it was to be run, and the seed of the orders; null: in one order."),
    scenarios: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        tags: z.array(z.string()),
        verdict,
        durationMs: z.number(),
        text: contentHashForm.describe("Names the words of the scenario in the catalogue."),
        evidence: contentHashForm.describe(
          "Names what was found; the same in every run that found the same.",
        ),
        checks: z.array(
          z.strictObject({
            name: z.string(),
            verdict,
            expected: z.string().exactOptional(),
            found: z.string().exactOptional(),
            detail: z.string().exactOptional(),
            durationMs: z.number().exactOptional(),
          }),
        ),
      }),
    ),
  })
  .describe("A run of Drydock's scenarios.");

export type UatDocument = z.output<typeof uatDocumentSchema>;

export interface UatRun {
  readonly verdict: UatDocument["verdict"];
  readonly project: Project;
  readonly pages: readonly ScenarioPage[];
  readonly generatedAt: Date;
  /** The run before. */
  readonly earlier: UatDocument | null;
  /** The scenarios that there are, run or not. @default those that were run */
  readonly offered?: readonly Scenario[];
  /** How it was called. @default as the gate does */
  readonly call?: WrittenCall;
  /** How often it was to be run. @default once */
  readonly repetitions?: Repetitions | undefined;
  /** Where it ran. @default the configured account, or its sandbox */
  readonly accountId?: string;
  /** Whether the sandbox is fresh. @default no sandbox is configured */
  readonly sandbox?: SandboxResult | null;
  /** What it came to in both accounts. @default it ran in one account only */
  readonly accounts?: AccountsResult | null;
}

export function uatDocument(run: UatRun): UatDocument {
  const { verdict: of, project, pages, generatedAt, earlier, accounts = null, repetitions } = run;
  return {
    schemaVersion: 1,
    verdict: of,
    generatedAt: generatedAt.toISOString(),
    shop: project.config.shop.name,
    account: run.accountId ?? testedAccountId(project),
    mappings: { ...mappingHashes(project) },
    comparison: earlier === null ? null : compareRuns(earlier.scenarios, pages),
    ...(accounts === null ? {} : { accounts: accountsDocument(accounts.both) }),
    ...(repetitions === undefined ? {} : { repetitions: { ...repetitions } }),
    scenarios: pages.map((page) => {
      const { id, title, tags, durationMs, checks } = page;
      const { text, evidence } = signedScenario(page);
      return {
        ...{ id, title, tags: [...tags], verdict: page.verdict, durationMs, text, evidence },
        checks: checks.map((check) => ({ ...check })),
      };
    }),
  };
}

const accountsDocument = ({ sandboxId, productionId, fields, repeated }: BothAccounts) => ({
  sandbox: sandboxId,
  production: productionId,
  fields: fields.map((field) => ({ ...field })),
  scenarios: repeated.map(({ sandbox, production }) => ({
    id: sandbox.id,
    sandbox: sandbox.verdict,
    production: production.verdict,
  })),
});
