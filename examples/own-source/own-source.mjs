/** Members of a club's own system into NetSuite: your source, your mapping, Drydock's core. See README.md beside this file. */
import { readFileSync } from "node:fs";
import { startIntegration } from "netsuite-drydock/integration";

const { NETSUITE_URL, NETSUITE_ACCOUNT, NETSUITE_CREDENTIALS, CLUB_SECRET, LEDGER } = process.env;
const credentials = JSON.parse(NETSUITE_CREDENTIALS);

const core = await startIntegration(
  {
    netsuite: { accountId: NETSUITE_ACCOUNT, baseUrl: NETSUITE_URL, credentials, slots: 4 },
    ledger: { file: LEDGER ?? "ledger.sqlite" },
    flows: [
      {
        kind: "signed-webhook",
        source: "club",
        path: "/webhooks/club/members",
        signature: { header: "X-Club-Signature", algorithm: "sha256", encoding: "hex", prefix: "sha256=" },
        key: '"member/" & number',
        version: "changedAt",
        mapping: {
          text: readFileSync(new URL("mapping.yaml", import.meta.url), "utf8"),
          file: "mapping.yaml",
        },
      },
    ],
    webhookSecrets: { club: [CLUB_SECRET] },
  },
  { onError: (error) => process.stderr.write(`${error.message}\n`) },
);
process.once("SIGTERM", () => void core.stop());
process.stdout.write(`${JSON.stringify({ event: "ready", url: core.url })}\n`);
