/** Sandbox and production as chapters of a report: is the sandbox fresh, and does everything work in both. */
import type { Block, Check, ScenarioPage, Section } from "../../reports/index.ts";
import type { AccountDifference } from "./account-difference.ts";
import type { FieldDifference } from "./field-difference.ts";

/** Enough to judge by. */
const LISTED = 60;

export function differenceTable(
  differences: readonly AccountDifference[],
  [sandbox, production]: readonly [string, string],
): readonly Block[] {
  if (differences.length === 0)
    return [{ kind: "text", text: "Records, custom fields, forms, role and rules are the same by name." }];
  const more = differences.length - LISTED;
  return [
    {
      kind: "table",
      caption: `What differs between ${sandbox} and ${production}`,
      columns: ["what", "which", sandbox, production].map((label) => ({ label })),
      rows: differences.slice(0, LISTED).map((each) => [each.kind, each.name, each.sandbox, each.production]),
    },
    ...(more > 0 ? [{ kind: "note", tone: "info", text: `${more} more are not listed.` } as const] : []),
  ];
}

export interface BothAccounts {
  readonly sandboxId: string;
  readonly productionId: string;
  readonly fields: readonly FieldDifference[];
  /** The scenarios as they ran in production, each beside its page of the sandbox. */
  readonly repeated: readonly { readonly sandbox: ScenarioPage; readonly production: ScenarioPage }[];
}

/** One check for each field and each scenario that goes otherwise in production; one that says so when none does. */
export function bothAccountsChecks(both: BothAccounts): readonly Check[] {
  const { sandboxId, productionId, fields, repeated } = both;
  const others = repeated.filter(({ sandbox, production }) => sandbox.verdict !== production.verdict);
  return [
    ...fields.map((field) => fieldCheck(field, both)),
    ...(fields.length === 0
      ? [
          {
            name: "Every field of the mappings gets the same answer in both accounts",
            verdict: "pass",
          } as const,
        ]
      : []),
    ...others.map((each) => scenarioCheck(each, both)),
    ...(repeated.length > 0 && others.length === 0
      ? [
          {
            name: `${repeated.length} scenarios end in ${productionId} as they do in ${sandboxId}`,
            verdict: "pass",
          } as const,
        ]
      : []),
  ];
}

function fieldCheck(difference: FieldDifference, { sandboxId, productionId }: BothAccounts): Check {
  const { field, file, line, about, sandbox, production } = difference;
  const where = line === null ? `no row of ${file} writes it` : `${file}:${line}`;
  return {
    name: `${field} (${where})`,
    verdict: "fail",
    expected: `the same in both accounts; ${sandboxId}: ${sandbox}`,
    found: `${productionId}: ${production}`,
    detail: `Found with ${about}.`,
  };
}

function scenarioCheck(
  { sandbox, production }: BothAccounts["repeated"][number],
  { sandboxId, productionId }: BothAccounts,
): Check {
  const said = (page: ScenarioPage): string => [page.verdict, firstFailed(page)].filter(Boolean).join(": ");
  return {
    name: `${sandbox.id} (${sandbox.title})`,
    verdict: "fail",
    expected: `the same in both accounts; ${sandboxId}: ${said(sandbox)}`,
    found: `${productionId}: ${said(production)}`,
  };
}

/** What follows from it need not be said, only counted. */
function firstFailed({ checks }: ScenarioPage): string {
  const [first, ...more] = checks.filter(({ verdict }) => verdict === "fail");
  if (first === undefined) return "";
  const { name, expected = "it to hold", found = "otherwise" } = first;
  const rest = more.length === 0 ? "" : `, and ${more.length} more`;
  return `${name}: expected ${expected}, found ${found}${rest}`;
}

export function bothAccountsSection(both: BothAccounts): Section {
  const { sandboxId, productionId } = both;
  return {
    id: "accounts",
    title: "Sandbox and production",
    lead: `The same mappings in ${sandboxId} and in ${productionId}, whose internal ids differ. What works in only one of them is named with its field.`,
    blocks: [{ kind: "checks", checks: bothAccountsChecks(both) }],
  };
}
