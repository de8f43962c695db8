/** Reports whose every field holds what an attacker, or a very unlucky customer, would type into it. */
// biome-ignore-all lint/suspicious/noThenProperty: "then" is a word of a scenario and holds text; only a function would make it thenable.
import fc from "fast-check";
import type { Block, Check, Report, ScenarioPage, Section } from "../report.ts";

/** Texts that end up as markup, commands, links or broken documents where somebody forgot to escape. */
export const HOSTILE_TEXTS: readonly string[] = [
  "<script>alert(1)</script>",
  "</style></title></textarea><script src=//evil.example></script>",
  '"><img src=x onerror="alert(1)">',
  "' onmouseover='alert(1)",
  "]]><!-- -->&amp;&lt;&#60;&unknown;",
  "<svg/onload=alert(1)>",
  "</summary></details><h1>Pass</h1>",
  "a | b || c\n| --- | --- |\n# heading\n- item\n1. one\n> quote",
  "@everyone @org/team user@example.com #12 owner/repo#34 GH-7",
  "`code` ```fence``` $x$ **bold** __bold__ ~~gone~~ [link](javascript:alert(1)) ![](https://evil.example/p.png)",
  "https://evil.example www.evil.example :tada:",
  "\\`\\|\\<",
  "\u0000\u0001\u0008\u000b\u001f\u007f\u009f\ufffe\uffff\ud800\udc00\ud800",
  "safe\u202eesrever\u2066isolate\u2069",
  "__proto__",
  "\r\n\t \u2028\u2029",
  "",
  "W".repeat(400),
  "#",
  "- ",
];

const text = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc
    .array(fc.constantFrom(..."<>&\"'`|@#[]()\\!*_~$:/ \n-".split("")), { maxLength: 30 })
    .map((marks) => marks.join("")),
);
const figure = fc.oneof(
  fc.double({ min: -1e12, max: 1e12 }),
  fc.constantFrom(0, 1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const verdict = fc.constantFrom("pass", "fail", "not-run");
const few = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { maxLength: 3 });
const required = <const K extends string[]>(...requiredKeys: K): { requiredKeys: K } => ({ requiredKeys });

const check: fc.Arbitrary<Check> = fc.record(
  { name: text, verdict, detail: text, expected: text, found: text, durationMs: figure },
  required("name", "verdict"),
);
const points = fc.array(fc.record({ x: figure, y: figure }), { maxLength: 30 });
const table = fc.record({
  kind: fc.constant("table"),
  caption: text,
  columns: few(fc.record({ label: text, align: fc.constantFrom("left", "right") }, required("label"))),
  rows: few(few(text)),
});
const lineChart = fc.record(
  {
    kind: fc.constant("line-chart"),
    title: text,
    description: text,
    xLabel: text,
    yLabel: text,
    series: fc.array(fc.record({ name: text, points, step: fc.boolean() }, required("name", "points")), {
      maxLength: 7,
    }),
    limit: fc.record({ label: text, y: figure }),
  },
  required("kind", "title", "description", "xLabel", "yLabel", "series"),
);
const bar = fc.record(
  { label: text, value: figure, display: text, highlighted: fc.boolean() },
  required("label", "value", "display"),
);
const barChart = fc.record(
  {
    kind: fc.constant("bar-chart"),
    title: text,
    description: text,
    xLabel: text,
    bars: few(bar),
    limit: fc.record({ label: text, value: figure }),
  },
  required("kind", "title", "description", "xLabel", "bars"),
);

const heatCell = fc.record(
  { value: figure, display: text, holds: fc.boolean(), chosen: fc.boolean() },
  required("value", "display", "holds"),
);
const heatMap = fc.record({
  kind: fc.constant("heat-map"),
  title: text,
  description: text,
  xLabel: text,
  yLabel: text,
  columns: few(text),
  rows: few(fc.record({ label: text, cells: few(fc.option(heatCell)) })),
});

const record = fc.record({
  kind: fc.constant("record"),
  recordType: text,
  name: text,
  internalId: text,
  groups: few(
    fc.record({
      title: text,
      fields: few(
        fc.record({ label: text, value: text, assigned: fc.constant(true) }, required("label", "value")),
      ),
    }),
  ),
  sublists: few(fc.record({ title: text, columns: few(text), rows: few(few(text)) })),
});

const leaf: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant("text"), text }),
  fc.record({ kind: fc.constant("note"), tone: fc.constantFrom("info", "warning", "problem"), text }),
  fc.record({ kind: fc.constant("checks"), checks: few(check) }),
  table,
  lineChart,
  barChart,
  heatMap,
  fc.record({ kind: fc.constant("facts"), facts: few(fc.record({ label: text, value: text })) }),
  fc.record(
    { kind: fc.constant("code"), caption: text, text, folded: fc.constant(true) },
    required("kind", "caption", "text"),
  ),
  record,
);

function scenarioWith(evidence: fc.Arbitrary<Block[]>): fc.Arbitrary<Block> {
  const page = {
    id: text,
    title: text,
    why: text,
    given: text,
    when: text,
    then: text,
    verdict,
    durationMs: figure,
    checks: few(check),
    evidence,
    tags: few(text),
  };
  const scenario: fc.Arbitrary<ScenarioPage> = fc.oneof(
    fc.record(page),
    fc.record({ ...page, evidenceShown: fc.constant(true), alone: text, notOffered: text }),
  );
  return fc.record({ kind: fc.constant("scenario"), scenario });
}

/** Any block, with scenarios inside the evidence of scenarios. */
export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  leaf,
  scenarioWith(few(fc.oneof(leaf, scenarioWith(few(leaf))))),
);

const section: fc.Arbitrary<Section> = fc.record(
  { id: text, title: text, lead: text, verdict, blocks: few(anyBlock) },
  required("id", "title", "blocks"),
);

/** Any report, hostile in every field. */
export const anyReport: fc.Arbitrary<Report> = fc.record(
  {
    title: text,
    subtitle: text,
    generatedAt: fc.oneof(fc.constant("2026-11-23T09:30:00Z"), text),
    verdict,
    summary: few(
      fc.record(
        { label: text, value: text, hint: text, tone: fc.constantFrom("good", "bad", "neutral") },
        required("label", "value"),
      ),
    ),
    sections: few(section),
    leftOut: text,
  },
  required("title", "subtitle", "generatedAt", "verdict", "summary", "sections"),
);
