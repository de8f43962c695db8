/** The compiled emulator with one account that has many slots, and an order's master data, until it is killed. */
import { createEmulator, startHttpDoor } from "../../dist/emulator/index.js";

const { delayMs = 0 } = JSON.parse(process.argv[2] ?? "{}");
const emulator = createEmulator({
  accounts: [
    {
      accountId: "1234567",
      tier: "ultimate",
      suiteCloudPlus: 12,
      masterData: [
        { recordType: "subsidiary", body: { name: "Acme", externalId: "ACME" } },
        {
          recordType: "customer",
          body: { companyName: "Harbour", externalId: "C-1", subsidiary: { externalId: "ACME" } },
        },
        ...["ANCHOR", "ROPE", "SAIL"].map((itemId) => ({
          recordType: "inventoryItem",
          body: { itemId, externalId: itemId },
        })),
      ],
    },
  ],
});
const account = emulator.account("1234567");
// Reads are the slow ones.
if (delayMs > 0) account.addFault({ match: { method: "GET" }, effect: { delayMs } });
const door = await startHttpDoor(emulator);
process.stdout.write(
  `${JSON.stringify({ url: door.url, accounts: [{ accountId: "1234567", ...account.credentials }] })}\n`,
);
