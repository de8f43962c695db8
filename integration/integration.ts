/** The production core, wired: intake, ledger, workers and desk as one thing that starts and stops. */
import type { Express } from "express";
import { type Clock, systemClock } from "./clock.ts";
import { type IntegrationConfig, type IntegrationOptions, integrationConfigSchema } from "./config.ts";
import { currentPriority, noteCall } from "./delivery/call-log.ts";
import { type BreakerAlarm, createCredentialsBreaker } from "./delivery/credentials-breaker.ts";
import { deliver } from "./delivery/deliver.ts";
import type { SlotGovernor, SlotGovernorSnapshot } from "./delivery/slot-governor.ts";
import { startWorker, type Worker } from "./delivery/worker.ts";
import { createDeadLetterDesk, type DeadLetterDesk } from "./dlq/dead-letter-desk.ts";
import { IntegrationError } from "./errors.ts";
import { createIntakeApp } from "./intake/intake-app.ts";
import type { EntryState, LedgerEntry, Settlement } from "./ledger/entry.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { rememberedLookups } from "./mapping/lookups.ts";
import { parseMapping } from "./mapping/mapping-file.ts";
import { createRestNetSuite } from "./netsuite/rest-netsuite.ts";
import { type HttpService, listen } from "./service/http-service.ts";
import { openStore, type Store } from "./store.ts";

/** What an observer may want to know; all are optional and must not throw. */
export interface IntegrationObserver {
  readonly onSettled?: (entry: LedgerEntry, settlement: Settlement) => void;
  readonly onAlarm?: (alarm: BreakerAlarm) => void;
  readonly onError?: (error: unknown) => void;
}

export interface IntegrationPorts extends IntegrationObserver {
  /** @default the system's clock */
  readonly clock?: Clock;
  /** Numbers in [0, 1) for jitter. @default Math.random */
  readonly random?: () => number;
}

export interface Integration {
  /** Where the source system sends its webhooks to: `<url>/webhooks/shopify/orders`. */
  readonly url: string;
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
  const config = checked(options);
  const clock = ports.clock ?? systemClock;
  const mapping = parseMapping(config.mapping.text, config.mapping.file);
  const undo: (() => void | Promise<void>)[] = [];
  try {
    const store = await openStore({ config, clock, onError: (error) => ports.onError?.(error) });
    undo.push(store.close);
    const { ledger, governor } = store;
    const { netsuite, startWorking } = wireDelivery({ config, ports, clock, mapping, store });
    undo.push(netsuite.close);
    const doorbell = { ring: (): void => undefined };
    const service = await listen(intakeApp({ config, ports, clock, ledger, flow: mapping.flow, doorbell }), {
      ...config.intake,
      clock,
    });
    // Nothing is claimed before the door is open: a start that fails has touched no order.
    const worker = startWorking();
    doorbell.ring = worker.wake;
    return running({ config, clock, ledger, governor, service, worker, undo });
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

async function undoAll(undo: readonly (() => void | Promise<void>)[]): Promise<void> {
  for (const step of undo.toReversed()) await step();
}

interface Running {
  readonly config: IntegrationConfig;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly governor: SlotGovernor;
  readonly service: HttpService;
  readonly worker: Worker;
  readonly undo: readonly (() => void | Promise<void>)[];
}

function running({ config, clock, ledger, governor, service, worker, undo }: Running): Integration {
  const { stopWithinMs } = config.worker;
  return {
    url: service.url,
    ledger,
    desk: createDeadLetterDesk({ ledger, clock, onRerun: worker.wake }),
    slots: governor.snapshot,
    wake: worker.wake,
    counts: () => ledger.counts(),
    async stop() {
      await Promise.all([worker.stop(stopWithinMs), service.close(stopWithinMs)]);
      await undoAll(undo);
    },
  };
}

interface IntakeWiring {
  readonly config: IntegrationConfig;
  readonly ports: IntegrationPorts;
  readonly clock: Clock;
  readonly ledger: Ledger;
  readonly flow: string;
  readonly doorbell: { ring(): void };
}

function intakeApp({ config, ports, clock, ledger, flow, doorbell }: IntakeWiring): Express {
  return createIntakeApp({
    ledger,
    clock,
    secrets: config.shop.secrets,
    shopDomain: config.shop.domain,
    flow,
    onAccepted: () => doorbell.ring(),
    onRefused: ({ status, code, cause }) => {
      if (status === 503) ports.onError?.(cause ?? new Error(code));
    },
  });
}

function checked(options: IntegrationOptions): IntegrationConfig {
  const parsed = integrationConfigSchema.safeParse(options);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new IntegrationError({
    code: "CONFIGURATION_INVALID",
    message: `The integration cannot start. ${problems.join("; ")}. Correct these options.`,
  });
}

interface DeliveryWiring {
  readonly config: IntegrationConfig;
  readonly ports: IntegrationPorts;
  readonly clock: Clock;
  readonly mapping: ReturnType<typeof parseMapping>;
  readonly store: Store;
}

function wireDelivery({ config, ports, clock, mapping, store }: DeliveryWiring) {
  const { ledger, governor, owner, isExclusive } = store;
  const { slots, accountId, baseUrl, credentials, timeoutMs } = config.netsuite;
  const { worker: pace, retry } = config;
  const netsuite = createRestNetSuite({
    accountId,
    baseUrl,
    credentials,
    timeoutMs,
    connections: slots,
    clock,
    acquireSlot: () => governor.acquire(currentPriority()),
    onCall: noteCall,
  });
  const lookups = rememberedLookups(netsuite, { clock });
  const random = ports.random ?? Math.random;
  const breaker = createCredentialsBreaker({
    clock,
    probeEveryMs: pace.probeCredentialsEveryMs,
    alarm: (alarm) => ports.onAlarm?.(alarm),
  });
  // Leases and due times are by the time that all workers agree on; what is signed for NetSuite is by our own.
  const delivery = { ledger, netsuite, mapping, lookups, clock: store.clock, random, retry, owner };
  const startWorking = (): Worker =>
    startWorker({
      ledger,
      clock: store.clock,
      breaker,
      owner,
      isExclusive,
      parallel: slots + EXTRA_ENTRIES,
      leaseMs: pace.leaseMs,
      pollMs: pace.pollMs,
      deliver: (entry) => deliver(entry, { ...delivery, leaseMs: pace.leaseMs, quietMs: timeoutMs }),
      onError: (error) => ports.onError?.(error),
      ...(ports.onSettled === undefined ? {} : { onSettled: ports.onSettled }),
    });
  return { netsuite, startWorking };
}

/** Entries being mapped or settled while the others hold all slots. */
const EXTRA_ENTRIES = 4;
