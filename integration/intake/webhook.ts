/** A webhook as it stands at the door, and what a door is: an address, and the proof that who knocks may. */
import type { RefusalCode } from "./refusal.ts";

export interface Webhook {
  /** The bytes exactly as received. */
  readonly raw: Uint8Array;
  /** Lower case names, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** Several flows may stand behind one door. */
export interface WebhookDoor {
  /** Such as `/webhooks/shopify`. */
  readonly path: string;
  /** Whoever sends to a path below it comes to this door too. */
  readonly andBelow?: true;
  /** Why this webhook is turned away; null when it may come in. Takes the same time for every wrong signature. */
  refusalOf(webhook: Webhook): RefusalCode | null;
}

/** One header's value; undefined when it is missing or came more than once. */
export function headerOf({ headers }: Webhook, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return typeof value === "string" ? value : undefined;
}
