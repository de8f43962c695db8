/** `drydock serve`: the integration core as a service, until it is told to stop. */
import { Command } from "commander";
import { pino } from "pino";
import { startIntegration } from "../../integration/index.ts";
import type { CommandContext } from "../command-context.ts";
import { loadProject, type Project } from "../config/project.ts";
import { integrationOptionsOf, SECRETS } from "../config/secrets.ts";
import { untilStopped } from "../surroundings.ts";

const EXAMPLES = `
Secrets come from the environment:
${SECRETS.map(({ name, about }) => `  ${name.padEnd(34)} ${about}`).join("\n")}

Example:
  drydock serve --config drydock.yaml
  curl -X POST http://127.0.0.1:8080/webhooks/shopify/orders …   the shop's webhooks go here`;

/** An address may hold a password. */
function nameOf(ledger: Project["ledger"]): string {
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
      const project = await loadProject(options.config);
      const log = pino(
        { redact: ["*.secret", "*.consumerSecret", "*.tokenSecret"] },
        surroundings.stderr as { write(text: string): void },
      );
      const integration = await startIntegration(integrationOptionsOf(project, surroundings.env), {
        onSettled: (entry, settlement) =>
          log.info({ entry: entry.id, key: entry.key, outcome: settlement.kind }, "settled"),
        onAlarm: (alarm) => log.error(alarm, "alarm"),
        onError: (error) => log.error(error, "error"),
      });
      log.info({ url: integration.url, ledger: nameOf(project.ledger) }, "ready");
      await untilStopped(surroundings.stop);
      log.info("stopping: finishing the calls in flight");
      await integration.stop();
      log.info("stopped");
    });
}
