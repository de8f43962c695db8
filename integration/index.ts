/** Front door of the production core: start it, look at its ledger, work on its dead letters, check its mapping. */
export { alertForm } from "./alerts/alert-form.ts";
export { checkYaml } from "./checked-yaml.ts";
export { type Clock, systemClock } from "./clock.ts";
export { type IntegrationConfig, type IntegrationOptions, integrationConfigSchema } from "./config.ts";
export { csvLine } from "./csv-line.ts";
export {
  type AccountBreaker,
  BREAKER_PACE,
  type BreakerAlarm,
  createAccountBreaker,
} from "./delivery/account-breaker.ts";
export { batchingForm } from "./delivery/batch/batching-form.ts";
export { retryForm, workerForm } from "./delivery/pace-forms.ts";
export { DEFAULT_RETRY_POLICY, type RetryPolicy, settlementFor } from "./delivery/retry-schedule.ts";
export { bulkShare, createSlotGovernor, type SlotGovernorSnapshot } from "./delivery/slot-governor.ts";
export { workerWidth } from "./delivery/worker.ts";
export type { DeadLetter, SafeToRerun } from "./dlq/dead-letter.ts";
export {
  createDeadLetterDesk,
  type DeadLetterDesk,
  type Decided,
  type PendingRerun,
} from "./dlq/dead-letter-desk.ts";
export type { DeadLetterFile } from "./dlq/entry-file.ts";
export type { DeadLetterGroup, DeadLetterStats } from "./dlq/groups.ts";
export { CSV_HEAD, csvRows } from "./dlq/letters-csv.ts";
export { maskText } from "./dlq/masking.ts";
export type { DeadLetterFilter, LeftOut, RerunResult } from "./dlq/rerun.ts";
export { IntegrationError, type IntegrationErrorCode, isIntegrationError } from "./errors.ts";
export { FAILURE_CLASSES, type Failure, type FailureClass, type Result } from "./failure.ts";
export { checkFlows, FLOW_KINDS, type FlowKind, type FlowText, isBackFlow } from "./flows/check-flow.ts";
export { documentFlow } from "./flows/document-flow.ts";
export { flowForm } from "./flows/flow-form.ts";
export { signingSources } from "./flows/signed-webhook.ts";
export type { Network } from "./http/network.ts";
export { intakeForm } from "./intake/intake-form.ts";
export {
  type Integration,
  type IntegrationPorts,
  startIntegration,
} from "./integration.ts";
export {
  type Attempt,
  type AuditLine,
  ENTRY_STATES,
  type EntryFilter,
  type EntryState,
  type LedgerEntry,
  type Settlement,
} from "./ledger/entry.ts";
export type { Ledger } from "./ledger/ledger.ts";
export { backUpSqliteLedger } from "./ledger/sqlite/backup.ts";
export type { DatabaseHandle } from "./ledger/sqlite/open-database.ts";
export { externalIdOf } from "./mapping/apply.ts";
export type { Finding } from "./mapping/check.ts";
export { exampleValues } from "./mapping/document/example-values.ts";
export {
  type FieldMapping,
  fieldMappingOf,
  type MappedCondition,
  type MappedField,
} from "./mapping/document/field-mapping.ts";
export {
  fieldLines,
  type MappedReference,
  mappedReferences,
  type ReferenceTarget,
} from "./mapping/document/mapped-references.ts";
export { expectedWrites } from "./mapping/expected-writes.ts";
export { mapRecords } from "./mapping/map-records.ts";
export { type Mapping, parseMapping } from "./mapping/mapping-file.ts";
export { parseOrder } from "./mapping/parse-order.ts";
export { memoryOf } from "./memory-of.ts";
export { didYouMean, nearestWord } from "./nearest-word.ts";
export type { OAuth2Credentials } from "./netsuite/access-token.ts";
export { accountName, RECORD_SERVICE } from "./netsuite/account.ts";
export {
  type AccountAnswer,
  type AccountCall,
  type AccountClient,
  type AccountClientOptions,
  openAccountClient,
} from "./netsuite/account-client.ts";
export type { NetSuiteCredentials } from "./netsuite/authorize.ts";
export { concurrencyLimitOf, SERVICE_TIERS } from "./netsuite/service-tiers.ts";
export { signRequest, type TbaCredentials } from "./netsuite/sign-request.ts";
export type { IntegrationObserver } from "./observer.ts";
export type { Reconciliation } from "./reconcile/reconcile.ts";
export { reconcileForm } from "./reconcile/reconcile-form.ts";
export { reconcileOnce } from "./reconcile/reconcile-once.ts";
export { readinessForm } from "./service/readiness-form.ts";
export {
  createShopify,
  SHOPIFY_API_VERSION,
  type ShopifyOptions,
} from "./shopify/graphql-shopify.ts";
export { availableAt, setAvailable } from "./shopify/inventory.ts";
export { ordersChangedSince, type ShopOrder } from "./shopify/orders.ts";
export { setPrice } from "./shopify/prices.ts";
export type { Shopify } from "./shopify/shopify.ts";
export { locationOf, variantOf } from "./shopify/variants.ts";
export { ledgerAt, type OpenStore, openLedger, type Store } from "./store.ts";
