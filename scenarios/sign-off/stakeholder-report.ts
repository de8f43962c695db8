/** The page of one stakeholder: only what they must judge, in their words, with the records as NetSuite will show them. */
import {
  type Block,
  type Check,
  combineVerdicts,
  type Report,
  type ScenarioPage,
} from "../../reports/index.ts";
import { contentHash, spokenHash } from "./content-hash.ts";
import { inPlainWords } from "./plain-words.ts";
import type { SignOffSubject } from "./sign-off.ts";
import { isAffairOf, type Stakeholder } from "./stakeholder.ts";

export interface StakeholderRun {
  readonly pages: readonly ScenarioPage[];
  /** Of this stakeholder's scenarios. */
  readonly subject: SignOffSubject;
  /** ISO 8601. */
  readonly generatedAt: string;
  /** How many of this stakeholder's scenarios were not run. */
  readonly leftOut: number;
  /** As they are typed: the whole run, and its signature. */
  readonly commands: { readonly run: string; readonly sign: string };
}

export function stakeholderReport(stakeholder: Stakeholder, run: StakeholderRun): Report {
  const { role, about, words } = stakeholder;
  const { subject, generatedAt } = run;
  const pages = run.pages.filter((page) => isAffairOf(stakeholder, page));
  const passed = pages.filter(({ verdict }) => verdict === "pass").length;
  const total = pages.length + run.leftOut;
  return {
    title: `${subject.shop}: what ${role} signs`,
    subtitle:
      about ?? `The scenarios that are ${role}'s to judge, as they went in account ${subject.account}.`,
    generatedAt,
    verdict: combineVerdicts(pages.map(({ verdict }) => verdict)),
    ...(run.leftOut === 0
      ? {}
      : { leftOut: `${run.leftOut} of ${total} scenarios were left out of this run.` }),
    summary: [
      {
        label: "As you would expect",
        value: pages.length === 0 ? "Nothing was tested" : `${passed} of ${pages.length}`,
        tone: passed === pages.length && passed > 0 ? "good" : "bad",
      },
    ],
    sections: [
      {
        id: "judge",
        title: "What you judge",
        lead: pages.length === 0 ? NOTHING : WHAT_TO_DO,
        blocks: pages.map((page): Block => ({ kind: "scenario", scenario: inTheirWords(page, words) })),
      },
      { id: "signature", title: "Your signature", blocks: signatureBlocks(stakeholder, { ...run, pages }) },
    ],
  };
}

const NOTHING = "Nothing of what you judge was tested in this run.";
const WHAT_TO_DO =
  "Each page says what happens, what it would cost if it went wrong, and what NetSuite holds afterwards. Sign when you would be content with it on the first day.";

/** What the business sees: records and held orders. Requests and ledgers are others' affair. */
const isForBusiness = ({ kind }: Block): boolean => kind === "record" || kind === "facts";

function inTheirWords(page: ScenarioPage, words: Stakeholder["words"]): ScenarioPage {
  const say = (text: string): string => inPlainWords(text, words);
  const { title, why, given, when, then, checks, evidence } = page;
  return {
    ...page,
    title: say(title),
    why: say(why),
    given: say(given),
    when: say(when),
    // biome-ignore lint/suspicious/noThenProperty: a word of a scenario, not a promise
    then: say(then),
    checks: checks.map((check) => checkInWords(check, say)),
    evidence: evidence.filter(isForBusiness),
    evidenceShown: true,
  };
}

function checkInWords(check: Check, say: (text: string) => string): Check {
  const { name, expected, found } = check;
  return {
    ...check,
    name: say(name),
    ...(expected === undefined ? {} : { expected: say(expected) }),
    ...(found === undefined ? {} : { found: say(found) }),
  };
}

/** Why the command that signs would refuse this run; undefined when it would not. */
function whyNotToSign({ pages, leftOut }: StakeholderRun): string | undefined {
  if (pages.length + leftOut === 0) return "No scenario has one of your tags";
  if (pages.length === 0) return NOTHING.slice(0, -1);
  if (leftOut > 0)
    return `This run left out ${leftOut} of the ${pages.length + leftOut} scenarios that you judge`;
  const otherwise = pages.filter(({ verdict }) => verdict !== "pass").length;
  return otherwise === 0 ? undefined : `${otherwise} of ${pages.length} scenarios did not go as expected`;
}

function signatureBlocks({ role }: Stakeholder, run: StakeholderRun): readonly Block[] {
  const { mappings, scenarios } = run.subject;
  const why = whyNotToSign(run);
  if (why !== undefined) {
    const text = `${why}, so there is nothing to sign yet. A whole run: ${run.commands.run}`;
    return [{ kind: "note", tone: "warning", text }];
  }
  return [
    {
      kind: "text",
      text: `A signature covers these ${scenarios.length} scenarios as they are told and shown here, and the field mappings that brought it about. When one of them changes, the signature no longer counts, and the gate says which.`,
    },
    {
      kind: "facts",
      facts: [
        { label: "Role", value: role },
        { label: "Evidence", value: spokenHash(contentHash(scenarios.map(({ evidence }) => evidence))) },
        { label: "Catalogue", value: spokenHash(contentHash(scenarios.map(({ text }) => text))) },
        ...Object.entries(mappings).map(([file, hash]) => ({ label: file, value: spokenHash(hash) })),
        { label: "Name", value: "______________________" },
        { label: "Date", value: "______________________" },
      ],
    },
    {
      kind: "code",
      caption: "To sign",
      text: run.commands.sign,
    },
  ];
}
