/** A scenario that has ended, for people at a terminal. */
import type { ScenarioPage } from "../../reports/index.ts";
import type { Terminal } from "../terminal.ts";

/** @param said instead of its title */
export function sayPage(terminal: Terminal, page: ScenarioPage, said: string = page.title): void {
  const lack = page.notOffered === undefined ? "" : ": not offered";
  terminal.sayVerdict(page.verdict, `${said}${lack} (${Math.round(page.durationMs)} ms)`);
  if (page.alone !== undefined) terminal.say(`  alone: ${page.alone}`);
}
