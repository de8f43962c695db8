/** What the shop under test brings to every world, and how one scenario's world may differ from it. */
import type { AccountOptions } from "../../emulator/index.ts";
import type { FlowKind, IntegrationOptions } from "../../integration/index.ts";
import type { ForeignTarget } from "../foreign/target.ts";
import type { ShopDoubleOptions } from "../shop/shop-double.ts";

/** Data alone, so that it can be sent to another thread. */
export interface Setting {
  readonly shopDomain: string;
  /** All that are configured, those that write to the shop too. */
  readonly flows: IntegrationOptions["flows"];
  readonly masterData: NonNullable<AccountOptions["masterData"]>;
  readonly rules: NonNullable<AccountOptions["rules"]>;
  /** The account itself: its id, and what it has of its own beside records and rules. @default 1234567, nothing */
  readonly account?: Partial<Omit<AccountOptions, "masterData" | "rules">>;
  /** A SKU that exists in NetSuite. */
  readonly knownSku: string;
  /** Where the worlds keep their ledgers. */
  readonly folder: string;
  /** Of everything that is drawn by chance. @default 1 */
  readonly seed?: number;
  /** The URL of a module whose `startIntegration` starts the core under test. @default this package's core */
  readonly coreModule?: string;
  /** Another integration that is judged in its place. */
  readonly target?: ForeignTarget;
  /** Of the process, for what a target's process inherits of it. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface WorldOptions {
  readonly account?: Partial<Omit<AccountOptions, "masterData">>;
  /** Records that NetSuite holds beside the shop's own. */
  readonly masterData?: Setting["masterData"];
  /** Flows that run. @default those whose source sends */
  readonly flows?: readonly FlowKind[];
  /** Slots that the core believes to have. @default the account's limit */
  readonly slots?: number;
  /** How long the core waits for an answer. @default the core's own */
  readonly timeoutMs?: number;
  /** Changes mappings for this scenario. */
  readonly mapping?: (text: string, kind: FlowKind) => string;
  /** Other settings of the core than its defaults. */
  readonly core?: Pick<IntegrationOptions, "worker" | "retry" | "reconcile">;
  /** The shop behind its Admin API; another `accessToken` than the core's is one that was revoked. */
  readonly storefront?: Partial<Omit<ShopDoubleOptions, "now">>;
  /** When it begins, such as "2026-11-27T14:30:00Z". @default that */
  readonly startsAt?: string;
}
