/** Front door of the emulator: a strict NetSuite account on your own machine. */

export type { Account } from "./account.ts";
export type { AccountTime, ClockFigures } from "./account-clock.ts";
export { type AccountData, accountDataSchema, mergedAccountData } from "./account-data.ts";
export type { Integration } from "./account-integration.ts";
export type { AccountOptions } from "./account-options.ts";
export type { AccountRecords } from "./account-records.ts";
export { type AdminOptions, adminMount } from "./admin/admin-mount.ts";
export type { AccessChange, AccessCondition } from "./auth/access.ts";
export type { TbaCredentials } from "./auth/credentials.ts";
export type { LoginAuditEntry, LoginDetail } from "./auth/login-audit-trail.ts";
export type { OAuth2Credentials } from "./auth/oauth2/client-credentials.ts";
export { type Clock, scaledClock, systemClock } from "./clock.ts";
export { connectedPair } from "./doors/connected-pair.ts";
export type { Mount } from "./doors/http/mount.ts";
export {
  type HttpDoor,
  type HttpDoorOptions,
  startHttpDoor,
  type TlsDoor,
  type TlsOptions,
} from "./doors/http-door.ts";
export { netsuiteServer } from "./doors/netsuite-server.ts";
export { createEmulator, type Emulator, type EmulatorOptions } from "./emulator.ts";
export { EmulatorError, type EmulatorErrorCode } from "./emulator-error.ts";
export type { WriteResponse } from "./engine.ts";
export type { EngineRequest, EngineResponse } from "./exchange/exchange.ts";
export type { FaultEffect } from "./faults/effects.ts";
export { type Fault, faultSchema } from "./faults/fault.ts";
export type { FaultView } from "./faults/fault-list.ts";
export { type FieldFacts, fieldFacts } from "./field-facts.ts";
export type { AccountKind } from "./governance/account-kinds.ts";
export { asyncProcessorsOf } from "./governance/async-processors.ts";
export type { Occupation } from "./governance/occupation.ts";
export {
  concurrencyLimitOf,
  SERVICE_TIERS,
  type ServiceTier,
  type ServiceTierFacts,
} from "./governance/service-tiers.ts";
export type { GovernanceFigures, IntegrationFigures } from "./governance/slots.ts";
export type { JournalDecision, JournalEntry } from "./journal/journal.ts";
export { journalHar, journalLines } from "./journal/journal-export.ts";
export type { JournalFilter } from "./journal/journal-filter.ts";
export {
  createLatency,
  type DrawnLatency,
  type ExpectedLatency,
  type ExpectedOperation,
  expectedLatencyMs,
  type LatencyOperation,
} from "./latency/latency-model.ts";
export {
  LATENCY_PROFILES,
  type LatencyFacts,
  type LatencyProfile,
  type LatencySetting,
  latencySettingSchema,
} from "./latency/latency-profiles.ts";
export { createOpenings } from "./openings.ts";
export { QUIRK_CHOICES } from "./quirks.ts";
export type { StoredRecord } from "./records/field-value.ts";
export { type ShownRecord, titleOf } from "./records/shown-record.ts";
export { type SeededRandom, seededRandom } from "./seeded-random.ts";
export type { SeedOptions } from "./seeding/seed-counts.ts";
export { seedMasterData } from "./seeding/seed-master-data.ts";
export type { SeededRecord } from "./seeding/seeding.ts";
export type { AsyncJobView, AsyncTaskView } from "./services/async/async-jobs-view.ts";
export type { JobProgress } from "./services/async/task.ts";
export type { ScriptLogEntry } from "./services/restlet/script-log.ts";
export type { OperationName } from "./services/service.ts";
export type { AccountSnapshot } from "./state/account-memory.ts";
export type { StateOptions } from "./state/emulator-state.ts";
export type { ImportedRow } from "./transfer/imported-row.ts";
export { type DataFile, readDataFile } from "./transfer/read-data-file.ts";
