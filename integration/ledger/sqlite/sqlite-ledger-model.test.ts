import { ledgerModelContract } from "../ledger-model.contract.ts";
import { openTemporaryLedger } from "./temporary-ledger.contract.ts";

ledgerModelContract("sqlite", openTemporaryLedger);
