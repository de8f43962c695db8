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
}

export function stakeholderReport(stakeholder: Stakeholder, run: StakeholderRun): Report {
  const { role, about, words } = stakeholder;
  const { subject, generatedAt } = run;
  const pages = run.pages.filter((page) => isAffairOf(stakeholder, page));
  const passed = pages.filter(({ verdict }) => verdict === "pass").length;
  return {
    title: `${subject.shop}: what ${role} signs`,
    subtitle:
      about ?? `The scenarios that are ${role}'s to judge, as they went in account ${subject.account}.`,
    generatedAt,
    verdict: combineVerdicts(pages.map(({ verdict }) => verdict)),
    summary: [
      {
        label: "As you would expect",
        value: `${passed} of ${pages.length}`,
        tone: passed === pages.length && passed > 0 ? "good" : "bad",
      },
    ],
    sections: [
      {
        id: "judge",
        title: "What you judge",
        lead: "Each page says what happens, what it would cost if it went wrong, and what NetSuite holds afterwards. Sign when you would be content with it on the first day.",
        blocks: pages.map((page): Block => ({ kind: "scenario", scenario: inTheirWords(page, words) })),
      },
      { id: "signature", title: "Your signature", blocks: signatureBlocks(stakeholder, subject) },
    ],
  };
}

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

function signatureBlocks({ role }: Stakeholder, subject: SignOffSubject): readonly Block[] {
  const { mappings, scenarios } = subject;
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
      text: `drydock uat --sign-off --as "Your Name <you@${subject.shop.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.example>" --role "${role}"`,
    },
  ];
}
