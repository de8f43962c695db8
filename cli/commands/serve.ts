/** `drydock serve`: the integration core as a service, until it is told to stop. */
import { Command } from "commander";
import { maskText, startIntegration } from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import { integrationOptionsOf, SECRETS } from "../config/secrets.ts";
import { type LedgerPlace, loadServiceProject } from "../config/service-project.ts";
import { createServiceLog } from "../service-log.ts";
import { untilStopped } from "../surroundings.ts";

const EXAMPLES = `
Secrets come from the environment:
${SECRETS.map(({ name, about }) => `  ${name.padEnd(34)} ${about}`).join("\n")}

Example:
  drydock serve --config drydock.yaml
  curl -X POST http://127.0.0.1:8080/webhooks/shopify …          the shop's webhooks go here
  curl http://127.0.0.1:8080/readyz                              can it take orders?
  curl http://127.0.0.1:8081/metrics                             figures for Prometheus
  curl http://127.0.0.1:8081/admin/v1/dead-letters               what \`drydock dlq list --json\` shows`;

/** An address may hold a password. */
function nameOf(ledger: LedgerPlace): string {
  if ("file" in ledger) return ledger.file;
  const { host, pathname } = new URL(ledger.url);
  return `postgres://${host}${pathname}`;
}

export function serveCommand({ surroundings }: CommandContext): Command {
  return new Command("serve")
    .description("run the integration core: intake, ledger, workers")
    .option("-c, --config <file>", "configuration", "drydock.yaml")
    .addHelpText("after", EXAMPLES)
    .action(async (options: { readonly config: string }) => {
      const project = await loadServiceProject(options.config);
      const { env, stderr, stop } = surroundings;
      const settings = integrationOptionsOf(project, env);
      const log = createServiceLog(stderr, [
        ...SECRETS.map(({ name }) => env[name]),
        ...(settings.shop?.secrets ?? []),
        ...Object.values(settings.webhookSecrets ?? {}).flat(),
      ]);
      const integration = await startIntegration(settings, {
        onSettled: (entry, settlement) =>
          log.info({ entry: entry.id, key: entry.key, outcome: settlement.kind }, "settled"),
        onAlarm: ({ message, ...alarm }) => log.error({ ...alarm, message: maskText(message) }, "alarm"),
        onReconciled: ({ notInLedger, notInNetSuite, unknown, repaired }) =>
          log.info(
            {
              notInLedger: notInLedger.length,
              notInNetSuite: notInNetSuite.length,
              unknown: unknown.length,
              repaired: repaired.length,
            },
            "reconciled",
          ),
        onError: (error) => log.error({ err: error }, "error"),
      });
      const { url, adminUrl } = integration;
      log.info({ url, adminUrl, ledger: nameOf(project.ledger) }, "ready");
      await untilStopped(stop);
      log.info("stopping: finishing the calls in flight");
      await integration.stop();
      log.info("stopped");
    });
}
