/** The production core, wired: intake, ledger, workers and desk as one thing that starts and stops. */
import { type Clock, systemClock } from "./clock.ts";
import { type IntegrationConfig, type IntegrationOptions, integrationConfigSchema } from "./config.ts";
import { noteCall } from "./delivery/call-log.ts";
import { type BreakerAlarm, createCredentialsBreaker } from "./delivery/credentials-breaker.ts";
import { deliver } from "./delivery/deliver.ts";
import { createSlotGovernor, type SlotGovernorSnapshot } from "./delivery/slot-governor.ts";
import { startWorker } from "./delivery/worker.ts";
import { createDeadLetterDesk, type DeadLetterDesk } from "./dlq/dead-letter-desk.ts";
import { IntegrationError } from "./errors.ts";
import { createIntakeApp } from "./intake/intake-app.ts";
import type { EntryState, LedgerEntry, Settlement } from "./ledger/entry.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { openSqliteLedger } from "./ledger/sqlite/sqlite-ledger.ts";
import { cachedLookups } from "./mapping/lookups.ts";
import { parseMapping } from "./mapping/mapping-file.ts";
import { createRestNetSuite } from "./netsuite/rest-netsuite.ts";
import { listen } from "./service/http-service.ts";

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

/** @throws IntegrationError when the configuration, the mapping, the ledger or the port cannot be used */
export async function startIntegration(
  options: IntegrationOptions,
  ports: IntegrationPorts = {},
): Promise<Integration> {
  const config = checked(options);
  const clock = ports.clock ?? systemClock;
  const mapping = parseMapping(config.mapping.text, config.mapping.file);
  const ledger = await openSqliteLedger({ file: config.ledger.file, clock });
  const core = wireDelivery({ config, ports, clock, mapping, ledger });
  const app = createIntakeApp({
    ledger,
    clock,
    secrets: config.shop.secrets,
    shopDomain: config.shop.domain,
    flow: mapping.flow,
    onAccepted: core.worker.wake,
    onRefused: ({ status, code, cause }) => {
      if (status === 503) ports.onError?.(cause ?? new Error(code));
    },
  });
  const service = await listen(app, config.intake);
  return {
    url: service.url,
    ledger,
    desk: createDeadLetterDesk({ ledger, clock, onRerun: core.worker.wake }),
    slots: core.governor.snapshot,
    wake: core.worker.wake,
    counts: () => ledger.counts(),
    async stop() {
      await service.close();
      await core.worker.stop();
      await core.netsuite.close();
      await ledger.close();
    },
  };
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
  readonly ledger: Ledger;
}

function wireDelivery({ config, ports, clock, mapping, ledger }: DeliveryWiring) {
  const { slots, accountId, baseUrl, credentials, timeoutMs } = config.netsuite;
  const { worker: pace, retry } = config;
  const governor = createSlotGovernor({ slots, clock, recoverAfterMs: pace.recoverSlotAfterMs });
  const netsuite = createRestNetSuite({
    accountId,
    baseUrl,
    credentials,
    timeoutMs,
    connections: slots,
    clock,
    acquireSlot: governor.acquire,
    onCall: noteCall,
  });
  const lookups = { cached: cachedLookups(netsuite), fresh: cachedLookups(netsuite, { bypassCache: true }) };
  const random = ports.random ?? Math.random;
  const breaker = createCredentialsBreaker({
    clock,
    probeEveryMs: pace.probeCredentialsEveryMs,
    alarm: (alarm) => ports.onAlarm?.(alarm),
  });
  const worker = startWorker({
    ledger,
    clock,
    breaker,
    owner: OWNER,
    parallel: slots + EXTRA_ENTRIES,
    leaseMs: pace.leaseMs,
    pollMs: pace.pollMs,
    deliver: (entry) =>
      deliver(entry, { ledger, netsuite, mapping, lookups, clock, random, retry, owner: OWNER }),
    onError: (error) => ports.onError?.(error),
    ...(ports.onSettled === undefined ? {} : { onSettled: ports.onSettled }),
  });
  return { governor, netsuite, worker };
}

/** An SQLite ledger has one worker; the same name every time lets it take back what it held when it was killed. */
const OWNER = "worker";

/** Entries being mapped or settled while the others hold all slots. */
const EXTRA_ENTRIES = 4;
