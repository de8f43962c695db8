/** Front door of reports: the model, its verdict, its forms, and the accounting of three lists. */
export {
  type Accounting,
  type AccountingInput,
  type LedgerState,
  reconcile,
} from "./accounting/accounting.ts";
export { accountingBlocks } from "./accounting/accounting-blocks.ts";
export { REPORT_FORMATS, type ReportForm, type ReportFormat, render } from "./formats.ts";
export { escapeMarkdown } from "./markdown/escape.ts";
export { markdownTable } from "./markdown/table.ts";
export type {
  Bar,
  BarChartBlock,
  Block,
  Check,
  ChecksBlock,
  CodeBlock,
  FactsBlock,
  HeatCell,
  HeatMapBlock,
  LineChartBlock,
  Metric,
  NoteBlock,
  Point,
  RecordBlock,
  RecordField,
  RecordSublist,
  Report,
  ScenarioBlock,
  ScenarioPage,
  Section,
  Series,
  TableBlock,
  TableColumn,
  TextBlock,
  Verdict,
} from "./report.ts";
export {
  combineVerdicts,
  sectionVerdict,
  type Tally,
  tallyOf,
  tallySentence,
  VERDICTS,
  verdictOf,
} from "./verdict.ts";
export { formatDuration } from "./wording/duration.ts";
