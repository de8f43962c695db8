/** Every scenario there is, in the order in which a business person reads them. */
import { addressTooLongHold, addressTooLongSplit } from "./catalogue/address-too-long.ts";
import { answerLost } from "./catalogue/answer-lost.ts";
import { burstOverLimit } from "./catalogue/burst-over-limit.ts";
import { editedOrder } from "./catalogue/edited-order.ts";
import { perfectOrder } from "./catalogue/perfect-order.ts";
import { sameWebhookTwice } from "./catalogue/same-webhook-twice.ts";
import { sandboxAndProduction } from "./catalogue/sandbox-and-production.ts";
import { tokenRevoked } from "./catalogue/token-revoked.ts";
import { unknownSku } from "./catalogue/unknown-sku.ts";
import { zeroTotalOrder } from "./catalogue/zero-total-order.ts";
import type { Scenario } from "./scenario.ts";

export const CATALOGUE: readonly Scenario[] = [
  perfectOrder,
  zeroTotalOrder,
  unknownSku,
  addressTooLongHold,
  addressTooLongSplit,
  sameWebhookTwice,
  answerLost,
  editedOrder,
  burstOverLimit,
  tokenRevoked,
  sandboxAndProduction,
];
