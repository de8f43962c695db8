/** Whether anything was ever sold to a customer or bought from a vendor. */
import { isReference } from "../field-value.ts";
import type { RecordStore } from "../record-store.ts";
import { partyOf, transactionType } from "./transaction-types.ts";

export const hasTransactions = (entityType: string, id: string, store: RecordStore): boolean =>
  store.catalogue
    .all()
    .filter(({ recordType }) => transactionType(recordType)?.partyType === entityType)
    .some(({ recordType }) =>
      store.list(recordType).some(({ fields }) => {
        const party = partyOf(recordType, fields);
        return isReference(party) && party.id === id;
      }),
    );
