/** The production core, wired: intake, ledger, workers and desk as one thing that starts and stops. */
import type { RequestListener } from "node:http";
import { type Clock, systemClock } from "./clock.ts";
import { type IntegrationConfig, type IntegrationOptions, parseOptions } from "./config.ts";
import { createAccountBreaker } from "./delivery/account-breaker.ts";
import { inGroups, longestWriteMs } from "./delivery/batch/batching.ts";
import { currentPriority } from "./delivery/call-log.ts";
import { type DeliveryPorts, deliver } from "./delivery/deliver.ts";
import type { SlotGovernorSnapshot } from "./delivery/slot-governor.ts";
import type { UpsertRecord } from "./delivery/upsert-record.ts";
import { startWorker, type Worker, workerWidth } from "./delivery/worker.ts";
import { createDeadLetterDesk, type DeadLetterDesk } from "./dlq/dead-letter-desk.ts";
import { type Flows, openFlows } from "./flows/open-flows.ts";
import { type Poller, startPolling } from "./flows/poller.ts";
import type { Network } from "./http/network.ts";
import { type Acceptance, accept } from "./intake/accept.ts";
import { createIntakeApp } from "./intake/intake-app.ts";
import { maxBodyBytesOf } from "./intake/intake-form.ts";
import type { EntryState } from "./ledger/entry.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { rememberedLookups } from "./mapping/lookups.ts";
import type { NetSuite, RecordWrite } from "./netsuite/netsuite.ts";
import { type IntegrationObserver, tellAll } from "./observer.ts";
import type { ReconcilePorts } from "./reconcile/reconcile.ts";
import { comparedFlowsOf } from "./reconcile/reconcile-once.ts";
import { scheduledReconciliation } from "./reconcile/schedule.ts";
import { type HttpService, listen } from "./service/http-service.ts";
import { startOperations } from "./service/operations.ts";
import type { ReadinessCheck } from "./service/readiness.ts";
import { shopDoor } from "./sources/shopify/shop-door.ts";
import { type OpenStore, openStore, type Store } from "./store.ts";
import { openNetSuite, openShopify } from "./systems.ts";

export interface IntegrationPorts extends IntegrationObserver {
  /** @default real sockets */
  readonly network?: Network;
  /** Opens its ledger, or stands between the two, such as a test that fills the disk under it. @default as it is configured */
  readonly openStore?: (open: OpenStore) => Promise<Store>;
  /** @default the system's clock */
  readonly clock?: Clock;
  /** Numbers in [0, 1) for jitter. @default Math.random */
  readonly random?: () => number;
  /** Awaited right before a record leaves for NetSuite alone; what it throws keeps the record back. Batches are not told of. */
  readonly beforeWrite?: (record: Pick<RecordWrite, "recordType" | "externalId">) => void | Promise<void>;
}

export interface Integration {
  /** Where the source system sends its webhooks to, such as `<url>/webhooks/shopify`. */
  readonly url: string;
  /** Where health, metrics and the admin API are; null when they are not configured. */
  readonly adminUrl: string | null;
  readonly ledger: Ledger;
  readonly desk: DeadLetterDesk;
  slots(): SlotGovernorSnapshot;
  /** Look at the ledger now instead of at the next poll. */
  wake(): void;
  /** Entries by state; `queued`, `running` and `verify` are the backlog. */
  counts(): Promise<Record<EntryState, number>>;
  /** Finishes the calls in flight, gives back the rest, closes the door and the ledger. */
  stop(): Promise<void>;
}

/** @throws IntegrationError when the configuration, the mapping, the ledger or the port cannot be used; nothing is then left running */
export async function startIntegration(
  options: IntegrationOptions,
  ports: IntegrationPorts = {},
): Promise<Integration> {
  const config = parseOptions(options);
  const clock = ports.clock ?? systemClock;
  const observers: IntegrationObserver[] = [ports];
  const tell = tellAll(observers);
  const undo: (() => void | Promise<void>)[] = [];
  try {
    const open: OpenStore = (watching) => openStore({ config, clock, onError: tell.onError, ...watching });
    const store = await (ports.openStore?.(open) ?? open());
    undo.push(store.close);
    const { ledger } = store;
    const doorbell = { ring: (): void => undefined };
    const desk = createDeadLetterDesk({ ledger, clock, onRerun: () => doorbell.ring() });
    const delivery = wireDelivery({ config, ports, tell, clock, store });
    undo.push(delivery.close);
    const { breaker, flows } = delivery;
    const operations = await startOperations({ config, store, breaker, desk, onError: tell.onError });
    undo.push(operations.stop);
    observers.push(...operations.observers);
    const { readiness, adminUrl } = operations;
    const acceptance = acceptanceOf(ledger, tell, doorbell);
    const maxBodyBytes = maxBodyBytesOf(config.intake);
    const app = intakeApp({ tell, clock, acceptance, readiness, flows, maxBodyBytes });
    const { serve } = ports.network ?? {};
    const service = await listen(app, { ...config.intake, clock, ...(serve && { serve }) });
    // Nothing is claimed before the door is open: a start that fails has touched no order.
    const worker = delivery.startWorking();
    doorbell.ring = worker.wake;
    const poller = startPolling({
      sources: delivery.asked,
      accept: (incoming) => accept(incoming, acceptance),
      clock,
      onError: tell.onError,
    });
    return running({ config, store, desk, adminUrl, service, worker, poller, undo });
  } catch (error) {
    // What fails while it is undone would hide why.
    await undoAll(undo).catch(() => undefined);
    throw error;
  }
}

/** Each of them, also when one fails: the first that fails is told. */
async function undoAll(undo: readonly (() => void | Promise<void>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const step of undo.toReversed()) {
    try {
      await step();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

interface Running {
  readonly config: IntegrationConfig;
  readonly store: Store;
  readonly desk: DeadLetterDesk;
  readonly adminUrl: string | null;
  readonly service: HttpService;
  readonly worker: Worker;
  readonly poller: Poller;
  readonly undo: readonly (() => void | Promise<void>)[];
}

function running({ config, store, desk, adminUrl, service, worker, poller, undo }: Running): Integration {
  const { stopWithinMs } = config.worker;
  const { ledger, governor } = store;
  return {
    url: service.url,
    adminUrl,
    ledger,
    desk,
    slots: governor.snapshot,
    wake: worker.wake,
    counts: () => ledger.counts(),
    async stop() {
      try {
        await Promise.all([worker.stop(stopWithinMs), service.close(stopWithinMs), poller.stop()]);
      } finally {
        await undoAll(undo);
      }
    },
  };
}

type Tell = Required<IntegrationObserver>;

function acceptanceOf(ledger: Ledger, tell: Tell, doorbell: { ring(): void }): Acceptance {
  return {
    ledger,
    onAccepted: (entry) => {
      doorbell.ring();
      tell.onAccepted(entry);
    },
    onDuplicate: tell.onDuplicate,
  };
}

interface IntakeWiring {
  readonly tell: Tell;
  readonly readiness: ReadinessCheck;
  readonly clock: Clock;
  readonly acceptance: Acceptance;
  readonly flows: Flows;
  readonly maxBodyBytes: number;
}

function intakeApp({
  tell,
  clock,
  acceptance,
  readiness,
  flows,
  maxBodyBytes,
}: IntakeWiring): RequestListener {
  return createIntakeApp({
    ...acceptance,
    clock,
    flows: flows.all,
    readiness,
    maxBodyBytes,
    onRefused: (refusal) => {
      const { status, code, cause } = refusal;
      tell.onRefused(refusal);
      if (status === 503) tell.onError(cause ?? new Error(code));
    },
  });
}

interface DeliveryWiring {
  readonly config: IntegrationConfig;
  readonly ports: IntegrationPorts;
  readonly tell: Tell;
  readonly clock: Clock;
  readonly store: Store;
}

function wireDelivery({ config, ports, tell, clock, store }: DeliveryWiring) {
  const { ledger, governor, owner, isExclusive } = store;
  const { slots } = config.netsuite;
  const { worker: pace, retry } = config;
  const breaker = createAccountBreaker({ ...pace, clock, alarm: tell.onAlarm });
  const acquireSlot = () => governor.acquire(currentPriority());
  const { connect } = ports.network ?? {};
  const reached = { clock, ...(connect && { connect }) };
  const netsuite = openNetSuite(config, { ...reached, acquireSlot, onCall: breaker.heard });
  const shopify = openShopify(config, reached);
  const flows = openFlows(config.flows, {
    netsuite,
    ledger,
    lookups: rememberedLookups(netsuite, { clock }),
    shopDoor: config.shop === undefined ? null : shopDoor(config.shop),
    webhookSecrets: config.webhookSecrets,
    toShop: shopify && { shopify, netsuite, cursors: ledger, clock, quietMs: shopify.timeoutMs },
  });
  const random = ports.random ?? Math.random;
  // Leases and due times are by the time that all workers agree on; what is signed for NetSuite is by our own.
  const deliveryOf = (flow: string) => flows.called(flow)?.delivery;
  const delivery: DeliveryPorts = {
    ledger,
    deliveryOf,
    upsert: announcing(netsuite, ports.beforeWrite),
    isOutage: () => breaker.isOutage,
    clock: store.clock,
    random,
    retry,
    owner,
    leaseMs: pace.leaseMs,
    quietMs: longestWriteMs(config.netsuite),
    jobs: { isJobRunning: netsuite.isJobRunning, lookAgainMs: config.netsuite.batching.longestPollMs },
  };
  const startWorking = (): Worker =>
    startWorker({
      ledger,
      clock: store.clock,
      breaker,
      owner,
      isExclusive,
      parallel: workerWidth(slots),
      leaseMs: pace.leaseMs,
      pollMs: pace.pollMs,
      deliver: (entry) => deliver(entry, delivery),
      ...inGroups(config.netsuite, { ...delivery, netsuite, onError: tell.onError }),
      onError: tell.onError,
      onSettled: tell.onSettled,
    });
  const close = async (): Promise<void> => {
    await netsuite.close();
    await shopify?.close();
  };
  const polled = flows.all.flatMap(({ source }) => (source.kind === "poll" ? [source] : []));
  const compared = reconciliationOf(config, { ledger, netsuite, shopify, clock, tell });
  return { close, flows, asked: [...polled, ...compared], breaker, startWorking };
}

const announcing =
  ({ upsert }: Pick<NetSuite, "upsert">, beforeWrite: IntegrationPorts["beforeWrite"]): UpsertRecord =>
  (record, announce) =>
    upsert(record, async () => {
      await announce();
      await beforeWrite?.(record);
    });

interface ReconcileWiring extends Omit<ReconcilePorts, "shopify" | "mapping" | "refundsFlow"> {
  readonly shopify: ReconcilePorts["shopify"] | null;
  readonly tell: Tell;
}

/** None when it is not configured. */
function reconciliationOf(config: IntegrationConfig, { shopify, tell, ...ports }: ReconcileWiring) {
  if (config.reconcile === undefined || shopify === null) return [];
  const compared = comparedFlowsOf(config.flows);
  return [scheduledReconciliation(config.reconcile, { ...ports, ...compared, shopify }, tell.onReconciled)];
}
