/** Entries from any source system that signs its webhooks: a door of its own, and an identity by configuration. */
import type { WebhookSource } from "../../flows/flow.ts";
import { toIncoming } from "../../intake/to-incoming.ts";
import { headerOf } from "../../intake/webhook.ts";
import { isSigned, type SignatureForm } from "../signature.ts";
import { type IdentityForm, recordIdentity } from "./record-identity.ts";

export interface SignedSource extends IdentityForm {
  /** The source system's name in the ledger. */
  readonly source: string;
  readonly flow: string;
  readonly path: string;
  readonly signature: SignatureForm & {
    /** Such as `X-Hub-Signature-256`. */
    readonly header: string;
  };
  /** More than one while a rotation is under way. */
  readonly secrets: readonly string[];
  /** The header that names one delivery, if the source has one; it is kept with the entry. */
  readonly deliveryHeader?: string | undefined;
}

export function signedSource({
  source,
  flow,
  path,
  signature,
  secrets,
  ...rest
}: SignedSource): WebhookSource {
  const { deliveryHeader, ...identity } = rest;
  const identify = recordIdentity(identity);
  const door = {
    path,
    refusalOf: (webhook) =>
      isSigned(webhook.raw, headerOf(webhook, signature.header), { secrets, form: signature })
        ? null
        : "SIGNATURE_INVALID",
  } satisfies WebhookSource["door"];
  return {
    kind: "webhook",
    door,
    takes: () => true,
    toIncoming(webhook) {
      const deliveryId =
        (deliveryHeader === undefined ? undefined : headerOf(webhook, deliveryHeader)) ?? null;
      return toIncoming(webhook, { source, flow, deliveryId, headers: {}, identify });
    },
  };
}
