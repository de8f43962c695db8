/** Renders `docs/fidelity.md` from the data that the emulator answers by: rule, status, wording, source, confidence. */
import { ERROR_CATALOGUE } from "../errors/catalogue.ts";
import { confidenceOf } from "../errors/catalogue-entry.ts";
import { ACCOUNT_KINDS } from "../governance/account-kinds.ts";
import { ASYNC_PROCESSORS } from "../governance/async-processors.ts";
import { SERVICE_TIERS } from "../governance/service-tiers.ts";
import { LATENCY_PROFILES, type LatencyFacts } from "../latency/latency-profiles.ts";
import { BASE_CATALOGUE } from "../records/catalogue.ts";
import type { FieldDefinition } from "../records/record-type.ts";
import type { Behaviour } from "./behaviour.ts";
import { BEHAVIOURS } from "./behaviours.ts";

type Row = readonly (string | number)[];

export function fidelityPage(): string {
  return `${[
    "# Fidelity",
    "What the emulator answers, and how anybody knows. Rendered from its data by `npm run docs`; a test holds it current. What is missing stands in [emulator/README.md](../emulator/README.md).",
    ...behaviourSections(),
    ...refusalSections(),
    "## Maximum lengths",
    "In characters. *high* = read out of a NetSuite error text · *medium* = Oracle's help, or two sources that agree · *low* = one weak source. High and medium are enforced, low is only noted.",
    table(["confidence", "fields"], counted(lengths().map(([, , confidence]) => String(confidence)))),
    table(["field", "length", "confidence", "source"], lengths()),
    "## Service tiers",
    table(
      ["tier", "concurrency limit", "most SuiteCloud Plus licences", "source"],
      Object.entries(SERVICE_TIERS).map(([tier, facts]) => [
        tier,
        `${facts.base}, and 10 a licence`,
        facts.maximum === "assumed" ? `${facts.maxSuiteCloudPlus} (assumed)` : facts.maxSuiteCloudPlus,
        facts.source,
      ]),
    ),
    `Asynchronous processors: ${ASYNC_PROCESSORS.withoutLicences} without licences, else ${ASYNC_PROCESSORS.perLicence} a licence (${ASYNC_PROCESSORS.source}).`,
    "## Kinds of account",
    table(
      ["kind", "concurrency limit", "source"],
      Object.entries(ACCOUNT_KINDS).map(([kind, { fixedLimit, source }]) => [
        kind,
        fixedLimit ?? "by service tier and licences",
        source,
      ]),
    ),
    "## Latency profiles",
    "Medians of one call at low load, in seconds; a sales order with n lines takes T(c, n) = √((a + b·n)² + (c·n/K)²) with c requests in flight, spread by a log-normal.",
    table(
      [
        "profile",
        "any call",
        "get",
        "query",
        "entity, item",
        "list",
        "transform",
        "a",
        "b",
        "K",
        "spread",
        "source",
      ],
      latencies(),
    ),
  ].join("\n\n")}\n`;
}

function behaviourSections(): readonly string[] {
  const confidences = Object.values(BEHAVIOURS)
    .flat()
    .map(({ confidence }) => confidence);
  return [
    "## Behaviours",
    "*observed* = seen in live traffic · *documented* = Oracle says so · *inferred* = our choice · *conflict* = sources disagree. A switch is an account option that chooses otherwise.",
    table(["confidence", "behaviours"], counted(confidences)),
    ...Object.entries(BEHAVIOURS).flatMap(([area, behaviours]) => [
      `### ${area}`,
      behaviourTable(behaviours),
    ]),
  ];
}

function refusalSections(): readonly string[] {
  const errors = Object.entries(ERROR_CATALOGUE);
  return [
    "## Refusals",
    "*observed* = seen in a live reply · *documented* = Oracle says so · *inferred* = built from neighbours, the guess named in the source. *status is* speaks of status and code together.",
    table(
      ["confidence", "wordings", "statuses with codes"],
      (["observed", "documented", "inferred"] as const).map((word) => [
        word,
        errors.filter(([, entry]) => confidenceOf(entry).wording === word).length,
        errors.filter(([, entry]) => confidenceOf(entry).status === word).length,
      ]),
    ),
    table(
      ["rule", "status", "code", "wording", "wording is", "status is", "source"],
      errors.map(([rule, entry]) => {
        const { wording, status } = confidenceOf(entry);
        return [rule, entry.status, entry.code, entry.text, wording, status, entry.source];
      }),
    ),
  ];
}

function behaviourTable(behaviours: readonly Behaviour[]): string {
  return table(
    ["rule", "status", "wording", "confidence", "source", "switch"],
    behaviours.map(({ rule, status = "", wording = "", confidence, source, switch: option }) => [
      rule,
      status,
      wording,
      confidence,
      source,
      option === undefined ? "" : `\`${option}\``,
    ]),
  );
}

function table(head: readonly string[], rows: readonly Row[]): string {
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map(cell))];
  return lines.map((line) => `| ${line.join(" | ")} |`).join("\n");
}

const cell = (value: string | number): string => String(value).replaceAll("|", "\\|").replaceAll("\n", " ");

function counted(values: readonly string[]): readonly Row[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

function lengths(): readonly Row[] {
  const ofRecords = BASE_CATALOGUE.all().flatMap(({ recordType, fields, sublists }) => [
    ...lengthsOf(recordType, fields.all),
    ...sublists.flatMap(({ name, fields: own }) => lengthsOf(`${recordType}.${name}`, own.all)),
  ]);
  return [...ofRecords, ...lengthsOf("address", BASE_CATALOGUE.subrecord("address")?.all ?? [])];
}

function lengthsOf(place: string, fields: readonly FieldDefinition[]): readonly Row[] {
  return fields
    .filter(({ maxLength }) => maxLength !== undefined)
    .map(({ name, maxLength = 0, lengthConfidence = "none", lengthSource = "" }) => [
      `${place}.${name}`,
      maxLength,
      lengthConfidence,
      lengthSource,
    ]);
}

function latencies(): readonly Row[] {
  return Object.entries<LatencyFacts>(LATENCY_PROFILES).map(([profile, facts]) => [
    profile,
    facts.overheadSeconds,
    facts.getSeconds,
    facts.querySeconds,
    facts.writeEntitySeconds,
    facts.writeListSeconds,
    facts.transformSeconds,
    facts.writeTransaction.baseSeconds,
    facts.writeTransaction.perLineSeconds,
    facts.linesPerSecond === undefined ? "∞" : `${facts.linesPerSecond} lines/s`,
    facts.sigma,
    facts.source,
  ]);
}
