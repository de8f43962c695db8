/** The core in figures, in Prometheus's text form; what the ledger knows is asked when somebody looks. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, Registry } from "prom-client";
import type { Clock } from "../clock.ts";
import type { AccountBreaker } from "../delivery/account-breaker.ts";
import type { SlotGovernorSnapshot } from "../delivery/slot-governor.ts";
import type { Failure } from "../failure.ts";
import { UNDER_WAY } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { IntegrationObserver } from "../observer.ts";

export interface MetricsOptions {
  readonly ledger: Pick<Ledger, "counts" | "tally">;
  readonly slots: () => SlotGovernorSnapshot;
  readonly breaker: Pick<AccountBreaker, "isOpen">;
  readonly clock: Clock;
}

export interface Metrics {
  readonly observer: IntegrationObserver;
  readonly contentType: string;
  text(): Promise<string>;
  stop(): void;
}

export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter({ name: `drydock_${name}`, help, labelNames, registers });
  const accepted = counter("accepted_total", "Orders that are on disk.");
  const duplicates = counter("duplicates_total", "Orders that came again and changed nothing.");
  const refusals = counter("intake_refusals_total", "Requests that were not taken.", ["code"]);
  const attempts = counter("attempts_total", "Attempts by how they ended.", ["outcome", "class"]);
  const died = counter("dead_letters_total", "Orders that became dead letters.", ["class", "code"]);
  const errors = counter("errors_total", "Troubles of the service itself.");
  gaugesOfLedger(options, registry);
  gaugesOfNetSuite(options, registry);
  figuresOfProcess(registry);
  const stop = gaugesOfEventLoop(registry);

  const die = (failure: Failure): void => died.inc({ class: failure.class, code: failure.code });
  return {
    observer: {
      onAccepted: ({ failure }) => {
        accepted.inc();
        if (failure !== undefined) die(failure);
      },
      onDuplicate: () => duplicates.inc(),
      onRefused: ({ code }) => refusals.inc({ code }),
      onSettled: (_entry, settlement) => {
        const failure = "failure" in settlement ? settlement.failure : null;
        attempts.inc({ outcome: settlement.kind, class: failure?.class ?? "none" });
        if (settlement.kind === "dead") die(settlement.failure);
      },
      onError: () => errors.inc(),
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
    stop,
  };
}

/** A ledger that is away says nothing about its entries; all other figures are wanted just then. */
const unlessAway = <T>(asked: Promise<T>): Promise<T | null> => asked.catch(() => null);

function gaugesOfLedger({ ledger, clock }: MetricsOptions, registry: Registry): void {
  const registers = [registry];
  new Gauge({
    name: "drydock_entries",
    help: "Ledger entries by state; queued, running and verify are the backlog.",
    labelNames: ["state"],
    registers,
    async collect() {
      const counts = await unlessAway(ledger.counts());
      this.reset();
      for (const [state, count] of Object.entries(counts ?? {})) this.set({ state }, count);
    },
  });
  new Gauge({
    name: "drydock_oldest_waiting_seconds",
    help: "Age of the oldest order that is not in NetSuite yet and waits for nobody; 0 when there is none.",
    registers,
    async collect() {
      const waiting = await unlessAway(ledger.tally({ states: UNDER_WAY }));
      if (waiting === null) return this.remove();
      const now = clock.now();
      const oldestAt = Math.min(...waiting.map((each) => each.oldestAt), now);
      this.set((now - oldestAt) / 1_000);
    },
  });
  new Gauge({
    name: "drydock_dead_letters",
    help: "Dead letters that wait for a human.",
    labelNames: ["class", "code"],
    registers,
    async collect() {
      const dead = await unlessAway(ledger.tally({ states: ["dead"] }));
      // Nothing is awaited from here on: two who look at once would be told the sum of both.
      this.reset();
      for (const { class: failureClass, code, count } of dead ?? [])
        this.inc({ class: failureClass ?? "none", code: code ?? "none" }, count);
    },
  });
}

function gaugesOfNetSuite({ slots, breaker }: MetricsOptions, registry: Registry): void {
  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name: `drydock_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  };
  gauge("slots", "Calls that may be in flight at once by configuration.", () => slots().slots);
  gauge("slots_limit", "Calls that may be in flight now; less after a refusal.", () => slots().limit);
  gauge("slots_in_use", "Calls in flight.", () => slots().inFlight);
  gauge("slots_waiting", "Calls that wait for a slot.", () => slots().waiting);
  gauge("breaker_open", "1 while NetSuite refuses our credentials or cannot be reached.", () =>
    breaker.isOpen ? 1 : 0,
  );
  const counter = (name: string, help: string, value: () => number): void => {
    new Counter({
      name: `drydock_${name}`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  };
  counter("netsuite_calls_total", "Calls to NetSuite.", () => slots().calls);
  counter("netsuite_refusals_total", "Calls that NetSuite refused for concurrency.", () => slots().refusals);
  counter("slots_held_seconds_total", "Time that slots were held.", () => slots().heldMs / 1_000);
}

const MICROSECONDS_PER_SECOND = 1e6;

function figuresOfProcess(registry: Registry): void {
  const registers = [registry];
  new Gauge({
    name: "drydock_memory_bytes",
    help: "Memory of the process, as the system counts it.",
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Counter({
    name: "drydock_cpu_seconds_total",
    help: "Time that the process has spent on processors.",
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / MICROSECONDS_PER_SECOND);
    },
  });
}

const QUANTILES = [0.5, 0.99] as const;
const NS_PER_SECOND = 1e9;

/** Since the last look. */
function gaugesOfEventLoop(registry: Registry): () => void {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  new Gauge({
    name: "drydock_event_loop_lag_seconds",
    help: "How late the process gets to its work.",
    labelNames: ["quantile"],
    registers: [registry],
    collect() {
      for (const quantile of QUANTILES)
        this.set({ quantile }, delay.percentile(quantile * 100) / NS_PER_SECOND);
      delay.reset();
    },
  });
  return () => void delay.disable();
}
