// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of the core as it is written
/** What people get wrong in a core: each is a line or two that looks harmless in a review. */
import type { Fault } from "./fault.ts";

const core = (path: string): string => `integration/${path}`;

export const FAULTS_OF_THE_CORE: readonly Fault[] = [
  {
    id: "sends-without-looking",
    title: "after an unknown outcome it sends again without looking",
    file: core("delivery/deliver.ts"),
    edits: [
      [
        "(await stillInJob(entry, ports)) ?? (await lookUp(entry, delivery, ports))",
        "await stillInJob(entry, ports)",
      ],
    ],
    against: ["answer-lost", "died-after-commit", "cut-off-in-mid-call"],
  },
  {
    id: "creates-instead-of-upserting",
    title: "records are created without an external id",
    file: core("netsuite/rest-netsuite.ts"),
    edits: [
      ['method: "PUT",', 'method: "POST",'],
      [
        "url: `${records.url}/${encodeURIComponent(recordType)}/eid:${externalId}${query}`",
        "url: `${records.url}/${encodeURIComponent(recordType)}`",
      ],
    ],
    against: ["gateway-timeout", "answer-too-late", "answer-garbled", "two-first-orders"],
  },
  {
    id: "gives-up-when-in-doubt",
    title: "an unknown outcome is a dead letter",
    file: core("delivery/retry-schedule.ts"),
    edits: [
      ['"unknown-outcome": lookUpFirst,', '"unknown-outcome": ({ failure }) => ({ kind: "dead", failure }),'],
    ],
    against: ["answer-lost", "never-arrived", "gateway-timeout", "answer-too-late", "answer-garbled"],
  },
  {
    id: "gives-up-in-an-outage",
    title: "what fails for the moment is a dead letter",
    file: core("delivery/retry-schedule.ts"),
    edits: [["  transient: retryLater,", '  transient: ({ failure }) => ({ kind: "dead", failure }),']],
    against: ["outage", "maintenance-page", "record-has-been-changed", "refund-before-order"],
  },
  {
    id: "gives-up-over-the-limit",
    title: "a refusal for concurrency is a dead letter",
    file: core("delivery/retry-schedule.ts"),
    edits: [
      [
        '  throttled: ({ failure, now, random }, policy) => ({\n    kind: "retry",',
        '  throttled: ({ failure, now, random }, policy) => ({\n    kind: "dead" as never,',
      ],
    ],
    against: ["burst-over-limit", "shared-account"],
  },
  {
    id: "blames-the-order-for-the-login",
    title: "refused credentials are a dead letter for each order",
    file: core("delivery/retry-schedule.ts"),
    edits: [
      [
        '({ kind: "hold", at: now + policy.holdMs, failure })',
        '({ kind: "dead", failure, at: now + policy.holdMs } as never)',
      ],
    ],
    against: ["token-revoked", "permission-lost", "token-replaced", "clock-skew"],
  },
  {
    id: "retries-what-cannot-help",
    title: "an order that NetSuite refuses for its data is sent again and again",
    file: core("delivery/retry-schedule.ts"),
    edits: [
      ['data: ({ failure }) => ({ kind: "dead", failure }),', "data: (...given) => retryLater(...given),"],
    ],
    against: [
      "script-refuses",
      "unknown-sku",
      "inactive-item",
      "item-of-a-sister-company",
      "sku-of-a-kit",
      "inactive-customer",
      "customer-on-hold",
      "customer-of-a-sister-company",
      "location-of-a-sister-company",
      "currency-not-the-customers",
      "subsidiary-missing",
      "location-not-mapped",
      "currency-not-enabled",
      "country-not-in-netsuite",
      "state-not-in-netsuite",
      "address-too-long-hold",
      "one-bad-among-many",
      "mapper-breaks",
      "closed-period",
      "shipped-but-cancelled",
      "one-bad-shelf-among-many",
      "four-hundred-days",
    ],
  },
  {
    id: "one-nonce",
    title: "every signature has the same nonce",
    file: core("netsuite/sign-request.ts"),
    edits: [['nonce = randomBytes(16).toString("hex")', 'nonce = randomBytes(16).fill(7).toString("hex")']],
    against: ["signed-anew", "perfect-order"],
  },
  {
    id: "one-timestamp",
    title: "a signature has the time at which the service started",
    file: core("netsuite/authorize.ts"),
    edits: [
      [
        "const { realm, clock } = options;",
        "const { realm, clock } = options;\n  const began = clock.now();",
      ],
      ["now: clock.now()", "now: began"],
    ],
    against: ["queue-longer-than-five-minutes"],
  },
  {
    id: "earlier-edition-counts",
    title: "of two editions the earlier one counts",
    file: core("ledger/sql/statements.ts"),
    edits: [["later.id) > (entry.edition_at", "later.id) < (entry.edition_at"]],
    against: ["edited-order", "update-before-create", "daylight-saving", "line-added-and-removed"],
  },
  {
    id: "every-delivery-is-new",
    title: "each webhook is an entry of its own",
    file: core("sources/shopify/order-identity.ts"),
    edits: [
      ["const version = `${updatedAt} ${body}`", "const version = `${updatedAt} ${body} ${Math.random()}`"],
    ],
    against: ["same-webhook-twice", "webhook-and-reconciliation"],
  },
  {
    id: "no-signature-check",
    title: "the signature of a webhook is not checked",
    file: core("sources/shopify/shop-door.ts"),
    edits: [
      [
        'if (!isSignedByShopify({ rawBody: webhook.raw, signature, secrets })) return "SIGNATURE_INVALID";',
        "isSignedByShopify({ rawBody: webhook.raw, signature, secrets });",
      ],
    ],
    against: ["forged-webhook", "rotated-secret"],
  },
  {
    id: "one-secret",
    title: "only the first of several secrets is good",
    file: core("sources/shopify/shop-door.ts"),
    edits: [["signature, secrets })) return", "signature, secrets: secrets.slice(0, 1) })) return"]],
    against: ["rotated-secret"],
  },
  {
    id: "unreadable-refused",
    title: "a webhook that cannot be read is refused",
    file: core("intake/to-incoming.ts"),
    edits: [["if (!isIntegrationError(error)) throw error;", "if (isIntegrationError(error)) throw error;"]],
    against: ["unreadable-order"],
  },
  {
    id: "any-size",
    title: "a body of any size is taken",
    file: core("intake/door-listener.ts"),
    edits: [["readBody(request, options.maxBodyBytes)", "readBody(request, 400 * 1024 * 1024)"]],
    against: ["body-too-large"],
  },
  {
    id: "answers-before-storing",
    title: "the shop is answered before its order is on the disk",
    file: core("intake/door-listener.ts"),
    edits: [
      [
        "const { id, duplicate } = await accept(await source.toIncoming(webhook), options);",
        "const incoming = await source.toIncoming(webhook);\n  void options.clock.sleep(100).then(() => accept(incoming, options));\n  const { id, duplicate } = { id: 0, duplicate: false };",
      ],
    ],
    against: ["died-after-answer"],
  },
  {
    id: "nobody-was-faster",
    title: "who comes second is not told who was faster",
    file: core("dlq/rerun.ts"),
    edits: [["...(earlier === undefined ? {} : { earlier })", "...{}"]],
    against: ["rerun-by-two"],
  },
  {
    id: "forgets-what-was-typed",
    title: "an order that was entered by hand is made again by its next edition",
    file: core("delivery/deliver.ts"),
    edits: [["(await madeByHand(entry, delivery, ports))", "null"]],
    against: ["entered-by-hand"],
  },
  {
    id: "edit-ignored",
    title: "what a person corrected is not what is sent",
    file: core("ledger/entry.ts"),
    edits: [["Uint8Array => edited ?? raw;", "Uint8Array => raw ?? edited;"]],
    against: ["edit-and-rerun"],
  },
  {
    id: "discards-without-reason",
    title: "whoever discards need not say why",
    file: core("ledger/decision.ts"),
    edits: [['NEEDS_REASON[decision] && request.reason.trim() === ""', "false"]],
    against: ["discarded"],
  },
  {
    id: "nothing-masked",
    title: "personal data is shown to everybody",
    file: core("dlq/entry-file.ts"),
    edits: [["const unmasked = showing.unmasked === true;", "const unmasked = true;"]],
    against: ["personal-data-is-masked"],
  },
  {
    id: "bulk-first",
    title: "re-runs in bulk go before new orders",
    file: core("dlq/rerun.ts"),
    edits: [
      [
        'await work.take(within.filter(isSafeInBulk), "bulk");',
        'await work.take(within.filter(isSafeInBulk), "live");',
      ],
    ],
    against: ["bulk-rerun-and-live-orders"],
  },
  {
    id: "old-as-urgent-as-new",
    title: "edits of old orders stand in one queue with today's orders",
    file: core("sources/shopify/old-order.ts"),
    edits: [
      [
        'return isOld && topic === EDITED ? "bulk" : "live";',
        'return isOld && topic === "" ? "bulk" : "live";',
      ],
    ],
    against: ["old-orders-tagged"],
  },
  {
    id: "writes-what-is-there",
    title: "an order is written again though nothing of it has changed",
    file: core("flows/netsuite-upsert.ts"),
    edits: [["const earlier = await sameAs(entry, request, writing);", "const earlier = null as never;"]],
    against: ["nothing-changed", "old-orders-tagged"],
  },
  {
    id: "late-word-counts",
    title: "a worker whose claim was taken over may still end it",
    file: core("ledger/sql/statements.ts"),
    edits: [
      [
        "FROM entry WHERE id = ? AND state = 'running' AND lease_owner = ? AND claims = ? ${forUpdate}",
        "FROM entry WHERE id = ? AND ? <> '' AND ? > 0 ${forUpdate}",
      ],
    ],
    against: ["cut-off-in-mid-call"],
  },
  {
    id: "yes-without-room",
    title: "the shop is told that its order was taken though it could not be stored",
    file: core("intake/refusal.ts"),
    edits: [["LEDGER_UNAVAILABLE: {\n    status: 503,", "LEDGER_UNAVAILABLE: {\n    status: 200,"]],
    against: ["disk-full"],
  },
  {
    id: "missed-is-missed",
    title: "the scheduled reconciliation finds and takes nothing in",
    file: core("reconcile/schedule.ts"),
    edits: [["reconcile(ports, { repair })", "reconcile(ports, { repair: false && repair })"]],
    against: ["service-off-for-hours"],
  },
  {
    id: "corrected-is-not-taken",
    title: "a correction waits behind the dead letter that it corrects",
    file: core("ledger/sql/statements.ts"),
    edits: [
      [
        "AND older.state NOT IN ${CLOSED})\n  AND",
        "AND older.state NOT IN ('delivered','discarded','skipped'))\n  AND",
      ],
    ],
    against: ["corrected-while-dead", "cancelled-while-dead"],
  },
];
