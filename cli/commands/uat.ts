/** `drydock uat`: the scenarios alone. */
import { Command } from "commander";
import { CATALOGUE, type Scenario, tagsOf } from "../../scenarios/index.ts";
import type { CommandContext } from "../command-context.ts";
import { loadProject } from "../config/project.ts";
import { exitCodeOf } from "../exit-codes.ts";
import { uatStage } from "../gate/uat-stage.ts";
import { prepareResults, writeResults } from "../gate/write-results.ts";
import { UsageError } from "../usage-error.ts";

interface UatOptions {
  readonly config: string;
  readonly out: string;
  readonly list?: boolean;
  readonly only?: readonly string[];
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  drydock uat --list
  drydock uat --only unknown-sku answer-lost
  drydock uat --config shop/drydock.yaml --out results`;

export function uatCommand({ terminal: terminalFor, surroundings, ends }: CommandContext): Command {
  return new Command("uat")
    .description("run the scenarios: what happens when it breaks")
    .option("-c, --config <file>", "configuration", "drydock.yaml")
    .option("-o, --out <folder>", "where the report goes", "drydock-out")
    .option("--list", "say which scenarios there are, and run none")
    .option("--only <id...>", "run these scenarios only")
    .option("--json", "print the result on stdout")
    .addHelpText("after", EXAMPLES)
    .action(async (options: UatOptions) => {
      const terminal = terminalFor(options);
      if (options.list === true) {
        for (const { id, title } of CATALOGUE) terminal.say(`${id.padEnd(26)} ${title}`);
        terminal.document(
          CATALOGUE.map(({ id, title, why, given, when, then, labels }) => ({
            id,
            title,
            why,
            given,
            when,
            then,
            tags: tagsOf(labels),
          })),
        );
        return;
      }
      const project = await loadProject(options.config);
      await prepareResults(options.out, "uat");
      const uat = await uatStage({
        project,
        folder: surroundings.scratchFolder(),
        scenarios: chosen(options.only),
        onFinished: ({ verdict, title, durationMs }) =>
          terminal.sayVerdict(verdict, `${title} (${Math.round(durationMs)} ms)`),
      });
      const report = {
        title: `${project.config.shop.name}: acceptance tests`,
        subtitle: `Flows: ${project.flows.map(({ mapping }) => mapping.file).join(", ")}`,
        generatedAt: new Date().toISOString(),
        verdict: uat.verdict,
        summary: [{ label: "Scenarios as expected", value: uat.summary }],
        sections: [uat.section],
      };
      const written = await writeResults(options.out, { name: "uat", report }, {});
      for (const reason of uat.reasons) terminal.say(`  ${reason}`);
      terminal.sayVerdict(uat.verdict, uat.summary);
      terminal.say(`Results: ${written.join(", ")}`);
      terminal.document({
        verdict: uat.verdict,
        scenarios: uat.pages.map(({ id, verdict, checks }) => ({ id, verdict, checks })),
      });
      ends(exitCodeOf(uat.verdict));
    });
}

function chosen(only: readonly string[] | undefined): readonly Scenario[] {
  if (only === undefined) return CATALOGUE;
  const unknown = only.filter((id) => !CATALOGUE.some((scenario) => scenario.id === id));
  if (unknown.length > 0) {
    throw new UsageError(
      `There is no scenario ${unknown.join(", ")}. \`drydock uat --list\` shows them all.`,
    );
  }
  return CATALOGUE.filter(({ id }) => only.includes(id));
}
