/** Every scenario there is, in the order in which a business person reads them. */
import { sandboxAndProduction } from "./catalogue/account/sandbox-and-production.ts";
import { addressTooLongHold, addressTooLongSplit } from "./catalogue/addresses/address-too-long.ts";
import { ODD_PLACES } from "./catalogue/addresses/odd-places.ts";
import { cutOffInMidCall } from "./catalogue/crashes/cut-off.ts";
import { diskFull } from "./catalogue/crashes/disk-full.ts";
import { deployedInMidCall, diedAfterAnswer, diedAfterCommit } from "./catalogue/crashes/worker-dies.ts";
import { permissionLost, tokenReplaced } from "./catalogue/credentials/role-and-sandbox.ts";
import { tokenRevoked } from "./catalogue/credentials/token-revoked.ts";
import { ODD_CUSTOMERS } from "./catalogue/customers/odd-customers.ts";
import { mergedCustomer, sharedEmail, twoFirstOrders } from "./catalogue/customers/same-customer.ts";
import { bodyTooLarge, forgedWebhook, rotatedSecret, unreadableOrder } from "./catalogue/door/strangers.ts";
import {
  enteredByHand,
  rerunByTwo,
  serviceOffForHours,
  webhookAndReconciliation,
} from "./catalogue/duplicates/other-ways.ts";
import { sameWebhookTwice } from "./catalogue/duplicates/same-webhook-twice.ts";
import {
  cancelledAfterBilling,
  cancelledAfterShipping,
  editedAfterShipping,
} from "./catalogue/edits/after-shipping.ts";
import { editedOrder } from "./catalogue/edits/edited-order.ts";
import {
  cancelledBeforeShipping,
  cancelledWhileDead,
  correctedWhileDead,
  lineAddedAndRemoved,
  ownWriteComesBack,
  updateBeforeCreate,
} from "./catalogue/edits/orders-change.ts";
import { ODD_ITEMS } from "./catalogue/items/odd-items.ts";
import { unknownSku } from "./catalogue/items/unknown-sku.ts";
import { mapperBreaks } from "./catalogue/mapping/mapper-breaks.ts";
import { doesNotAddUp } from "./catalogue/money/does-not-add-up.ts";
import { ODD_AMOUNTS } from "./catalogue/money/odd-amounts.ts";
import { perfectOrder } from "./catalogue/money/perfect-order.ts";
import { UNPAID_ORDERS } from "./catalogue/money/unpaid-orders.ts";
import { zeroTotalOrder } from "./catalogue/money/zero-total-order.ts";
import { answerLost } from "./catalogue/network/answer-lost.ts";
import {
  LOST_ANSWERS,
  OUTAGE_SCENARIOS,
  recordChanged,
  scriptRefuses,
} from "./catalogue/network/netsuite-is-away.ts";
import { burstOverLimit } from "./catalogue/peak/burst-over-limit.ts";
import { bulkRerunAndLiveOrders, oneBadAmongMany, sharedAccount } from "./catalogue/peak/crowds.ts";
import { oldOrdersTagged } from "./catalogue/peak/old-orders-tagged.ts";
import { discarded, editAndRerun, fourHundredDays, personalData } from "./catalogue/queue/dead-letters.ts";
import {
  closedPeriod,
  partialRefund,
  refundBeforeOrder,
  refundWithShipping,
} from "./catalogue/refunds/refunds.ts";
import {
  partShipments,
  priceOfDeletedVariant,
  shippedButCancelled,
  staleStock,
} from "./catalogue/shop/into-the-shop.ts";
import { oneBadShelf, shippedByHand, twoLocations } from "./catalogue/shop/parcels-and-shelves.ts";
import { idsBeyond253 } from "./catalogue/text/ids-beyond-2-53.ts";
import { ODD_TEXT } from "./catalogue/text/odd-text.ts";
import {
  clockSkew,
  daylightSaving,
  lastMinuteOfTheMonth,
  longQueue,
  signedAnew,
} from "./catalogue/time/tba-traps.ts";
import type { Scenario } from "./scenario.ts";

export const CATALOGUE: readonly Scenario[] = [
  perfectOrder,
  zeroTotalOrder,
  ...ODD_AMOUNTS,
  ...UNPAID_ORDERS,
  doesNotAddUp,
  unknownSku,
  ...ODD_ITEMS,
  ...ODD_CUSTOMERS,
  twoFirstOrders,
  sharedEmail,
  mergedCustomer,
  addressTooLongHold,
  addressTooLongSplit,
  ...ODD_PLACES,
  ...ODD_TEXT,
  idsBeyond253,
  sameWebhookTwice,
  webhookAndReconciliation,
  enteredByHand,
  rerunByTwo,
  answerLost,
  ...LOST_ANSWERS,
  ...OUTAGE_SCENARIOS,
  recordChanged,
  scriptRefuses,
  mapperBreaks,
  diedAfterAnswer,
  diedAfterCommit,
  deployedInMidCall,
  cutOffInMidCall,
  diskFull,
  serviceOffForHours,
  editedOrder,
  lineAddedAndRemoved,
  updateBeforeCreate,
  cancelledBeforeShipping,
  cancelledAfterShipping,
  cancelledAfterBilling,
  editedAfterShipping,
  cancelledWhileDead,
  correctedWhileDead,
  ownWriteComesBack,
  partialRefund,
  refundWithShipping,
  refundBeforeOrder,
  closedPeriod,
  burstOverLimit,
  sharedAccount,
  oneBadAmongMany,
  bulkRerunAndLiveOrders,
  oldOrdersTagged,
  tokenRevoked,
  permissionLost,
  tokenReplaced,
  signedAnew,
  longQueue,
  clockSkew,
  daylightSaving,
  lastMinuteOfTheMonth,
  forgedWebhook,
  rotatedSecret,
  unreadableOrder,
  bodyTooLarge,
  fourHundredDays,
  editAndRerun,
  discarded,
  personalData,
  partShipments,
  twoLocations,
  shippedByHand,
  shippedButCancelled,
  staleStock,
  oneBadShelf,
  priceOfDeletedVariant,
  sandboxAndProduction,
];
