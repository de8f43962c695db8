/** What stands around the core in production: readiness, metrics, alerts and the back door, started and stopped as one. */
import { type Alerts, startAlerts } from "../alerts/alerts.ts";
import type { IntegrationConfig } from "../config.ts";
import type { AccountBreaker } from "../delivery/account-breaker.ts";
import type { DeadLetterDesk } from "../dlq/dead-letter-desk.ts";
import type { IntegrationObserver } from "../observer.ts";
import type { Store } from "../store.ts";
import { createAdminApp } from "./admin-app.ts";
import { type HttpService, listen } from "./http-service.ts";
import { createMetrics } from "./metrics.ts";
import { createReadinessCheck, type ReadinessCheck } from "./readiness.ts";

export interface OperationsOptions {
  readonly config: IntegrationConfig;
  readonly store: Store;
  readonly breaker: AccountBreaker;
  readonly desk: DeadLetterDesk;
  readonly onError: (error: unknown) => void;
}

export interface Operations {
  readonly readiness: ReadinessCheck;
  /** To be told of everything that happens. */
  readonly observers: readonly IntegrationObserver[];
  /** Where the admin API answers; null when it is not configured. */
  readonly adminUrl: string | null;
  stop(): Promise<void>;
}

/** @throws IntegrationError `CANNOT_LISTEN` when the admin API's port is taken; nothing is then left running */
export async function startOperations(options: OperationsOptions): Promise<Operations> {
  const { config, store, breaker } = options;
  const readiness = createReadinessCheck({ ...store, breaker, ...config.readiness });
  const backDoor = config.admin === undefined ? null : await openBackDoor(options, config.admin, readiness);
  const alerts = alertsFor(options);
  const others = [backDoor?.observer, alerts?.observer].filter((each) => each !== undefined);
  return {
    readiness,
    observers: [readiness.observer, ...others],
    adminUrl: backDoor?.service.url ?? null,
    async stop() {
      await alerts?.stop();
      await backDoor?.service.close(config.worker.stopWithinMs);
      backDoor?.stopMetrics();
    },
  };
}

interface BackDoor {
  readonly observer: IntegrationObserver;
  readonly service: HttpService;
  stopMetrics(): void;
}

async function openBackDoor(
  { store, breaker, desk, onError }: OperationsOptions,
  { host, port, token }: NonNullable<IntegrationConfig["admin"]>,
  readiness: ReadinessCheck,
): Promise<BackDoor> {
  const { ledger, clock, governor } = store;
  const slots = governor.snapshot;
  const metrics = createMetrics({ ledger, slots, breaker, clock });
  const app = createAdminApp({ desk, ledger, slots, readiness, metrics, clock, token, onError });
  try {
    const service = await listen(app, { host, port, clock });
    return { observer: metrics.observer, service, stopMetrics: metrics.stop };
  } catch (error) {
    metrics.stop();
    throw error;
  }
}

function alertsFor({ config, store, onError }: OperationsOptions): Alerts | null {
  return config.alerts === undefined ? null : startAlerts({ ...store, ...config.alerts, onError });
}
