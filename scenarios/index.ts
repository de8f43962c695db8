/** Front door of UAT: the scenarios, their runner, and the orders and the shop they are made of. */
export type { AccountDifference } from "./accounts/account-difference.ts";
export {
  type BothAccounts,
  bothAccountsChecks,
  bothAccountsSection,
  differenceTable,
} from "./accounts/accounts-section.ts";
export { type AccountPair, compareAccounts, compareMapping } from "./accounts/compare-accounts.ts";
export type { FieldDifference } from "./accounts/field-difference.ts";
export type { TestedAccount } from "./accounts/tested-account.ts";
export {
  type Calibration,
  calibrate,
  type Rehearsal,
  rehearseCalibration,
} from "./calibrate/calibrate.ts";
export type { Finding as CalibrationFinding } from "./calibrate/findings.ts";
export { CATALOGUE } from "./catalogue.ts";
export { type OneOrder, oneOrder } from "./expectations/one-order.ts";
export { arrived, expectDelivered, expectHeld, expectOne, writesOf } from "./expectations/outcomes.ts";
export { NOT_OFFERED, NotOfferedError } from "./foreign/not-offered.ts";
export { type ForeignTarget, foreignTargetSchema } from "./foreign/target.ts";
export { startUnderLoad, type UnderLoad } from "./foreign/under-load.ts";
export { hasTag, type Labels, tagsOf } from "./labels.ts";
export { aRefund } from "./orders/a-refund.ts";
export { PROFILES, type ProfileName } from "./orders/acme/profiles.ts";
export { anOrder, type OrderBuilder } from "./orders/an-order.ts";
export { asManyAs } from "./orders/as-many-as.ts";
export { generateOrders } from "./orders/generate.ts";
export { OrdersError } from "./orders/orders-error.ts";
export { type RawOrder, readOrdersFile } from "./orders/orders-file.ts";
export { sendWebhook } from "./orders/send-webhook.ts";
export { webhookFor } from "./orders/shop.ts";
export { loadScenarios } from "./own/load-scenarios.ts";
export { yamlScenarioForm } from "./own/yaml/yaml-scenario.ts";
export { type CleanUp, cleanUp, type LeftRecord } from "./real/clean-up.ts";
export { type Rehearsed, type RehearsedScenario, rehearse } from "./real/rehearse.ts";
export {
  type MadeRecord,
  markOf,
  type RunJournal,
  readRunJournal,
  startRunJournal,
} from "./real/run-journal.ts";
export { whyNotThisAddress, whyNotWritable } from "./real/sandbox-account.ts";
export { scenarioSection } from "./report/scenario-section.ts";
export { type Repetitions, repeatScenarios } from "./runner/repeat-scenarios.ts";
export { runScenario, WORLD_SET_UP } from "./runner/run-scenario.ts";
export { type RunOptions, runScenarios } from "./runner/run-scenarios.ts";
export { inThisThread, inThreads, type ScenarioRunner } from "./runner/scenario-runner.ts";
export { defaultWorkers, type ScenarioThreads, withScenarioThreads } from "./runner/scenario-threads.ts";
export { proseOf, type Scenario } from "./scenario.ts";
export { contentHash, contentHashForm } from "./sign-off/content-hash.ts";
export {
  createSignOff,
  type SignOff,
  type SignOffSubject,
  signOffSchema,
  whyVoid,
} from "./sign-off/sign-off.ts";
export { evidenceHashOf, signedScenario, textHashOf } from "./sign-off/signed-evidence.ts";
export { isAffairOf, type Stakeholder, slugOf, stakeholderSchema } from "./sign-off/stakeholder.ts";
export { stakeholderReport } from "./sign-off/stakeholder-report.ts";
export { type SalesOrderView, salesOrdersOf } from "./world/netsuite-view.ts";
export type { Setting, WorldOptions } from "./world/setting.ts";
export type { World } from "./world/world.ts";
