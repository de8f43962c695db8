/** The thread when it is run from source: it has to learn TypeScript before it can load its module. */
import { register } from "tsx/esm/api";

register();
await import("./ledger-thread.ts");
