/** Front door of the load tools: calculate a concurrency plan, measure a peak, judge both. */
export {
  type Agreement,
  agreementOf,
  callOverheadMs,
  type OneLicenceLess,
  oneLicenceLess,
  simulateMeasured,
} from "./agreement.ts";
export { arrivalTimes } from "./arrivals/arrival-times.ts";
export {
  busiestHourOf,
  constantLoad,
  dayLoad,
  LOAD_PROFILE_NAMES,
  type LoadProfile,
  type LoadProfileName,
  loadProfileSchema,
  namedLoad,
  sizeOf,
} from "./arrivals/load-profile.ts";
export { recordedArrivals } from "./arrivals/recorded-arrivals.ts";
export { type EdgeQuestion, findPeak, findPlans } from "./edge/find-edge.ts";
export { LoadtestError, type LoadtestErrorCode } from "./errors.ts";
export {
  faultInWords,
  faultSchedule,
  type ScheduledFault,
  scheduledFaultSchema,
  type Trouble,
} from "./faults/fault-schedule.ts";
export type { Upset } from "./faults/run-faults.ts";
export { judgeLimitBurst, judgePeakLoad, type LoadWishes } from "./judge.ts";
export type { ClosedLoopResult, LoadRequest } from "./load/closed-loop.ts";
export { coreLookIn } from "./load/core-metrics.ts";
export type { LatencySummary } from "./load/latency-recorder.ts";
export { type LimitBurstOptions, type LimitBurstResult, runLimitBurst } from "./load/limit-burst.ts";
export { loadSection } from "./load/load-section.ts";
export { machineShareInWords } from "./load/machine-share.ts";
export { type OpenLoopOptions, type OpenLoopResult, runOpenLoop } from "./load/open-loop.ts";
export type { PeakArrivals } from "./load/peak-arrivals.ts";
export { type PeakLoadOptions, type PeakLoadResult, runPeakLoad } from "./load/peak-load.ts";
export { peakSeries } from "./load/peak-series.ts";
export type {
  CoreLook,
  HiddenMetric,
  NetSuiteLook,
  PeakEntry,
  PeakSystem,
} from "./load/peak-system.ts";
export type { PeakSample } from "./load/sampling.ts";
export { MOST_RECORDS_OF_A_BATCH } from "./plan/batching.ts";
export { type ConcurrencyPlan, type Demand, planConcurrency, type Supply } from "./plan/concurrency-plan.ts";
export { allPlans, cheapestPlan, type Prices, TIERS_ON_SALE } from "./plan/plan-comparison.ts";
export { type PlanStudy, type PlanStudyOptions, studyPlan } from "./plan/plan-study.ts";
export { PATIENCE_MINUTES, type ServiceLevel } from "./plan/service-level.ts";
export { planSection } from "./plan/study-section.ts";
export { answerInWords, studyInWords, sweptInWords } from "./plan/study-words.ts";
export { type SimulationOptions, type SimulationResult, simulate } from "./simulator/simulate.ts";
export { type BatchSettings, batchingInWords } from "./simulator/simulated-batch.ts";
export { holdsSwept, type PlanMap, planMap } from "./sweep/plan-map.ts";
export { type SweepOptions, type SweptPlan, sweepPlans } from "./sweep/sweep.ts";
export { METRIC_NAMES } from "./thresholds/metrics.ts";
export { type ThresholdTexts, thresholdsOf, thresholdsSchema } from "./thresholds/thresholds.ts";
export { UNITS, type UnitName } from "./thresholds/units.ts";
