/** Reads --restlet: which script file answers under which ids. */
import { InvalidArgumentError } from "commander";

export interface RestletChoice {
  readonly script: string;
  readonly deploy: string;
  readonly file: string;
}

/** customscript_x:customdeploy_x=FILE, once for each deployment. */
export function restletChoice(text: string, earlier: readonly RestletChoice[]): readonly RestletChoice[] {
  const [, script, deploy, file] = /^(customscript\w+):(customdeploy\w+)=(.+)$/.exec(text) ?? [];
  if (script === undefined || deploy === undefined || file === undefined) {
    throw new InvalidArgumentError("Write it as customscript_orders:customdeploy_orders=orders.js.");
  }
  return [...earlier, { script, deploy, file }];
}
