import { ledgerModelContract } from "../ledger-model.contract.ts";
import { postgresForTests } from "./temporary-postgres.contract.ts";

ledgerModelContract("postgres", postgresForTests().open);
