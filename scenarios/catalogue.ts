/** Every scenario there is, in the order in which a business person reads them. */

import { sandboxAndProduction } from "./catalogue/account/sandbox-and-production.ts";
import { addressTooLongHold, addressTooLongSplit } from "./catalogue/addresses/address-too-long.ts";
import { tokenRevoked } from "./catalogue/credentials/token-revoked.ts";
import { sameWebhookTwice } from "./catalogue/duplicates/same-webhook-twice.ts";
import { editedOrder } from "./catalogue/edits/edited-order.ts";
import { unknownSku } from "./catalogue/items/unknown-sku.ts";
import { perfectOrder } from "./catalogue/money/perfect-order.ts";
import { zeroTotalOrder } from "./catalogue/money/zero-total-order.ts";
import { answerLost } from "./catalogue/network/answer-lost.ts";
import { burstOverLimit } from "./catalogue/peak/burst-over-limit.ts";
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
