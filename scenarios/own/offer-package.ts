/** Lets a user's module import `netsuite-drydock/scenarios` from wherever it lies: it gets the one that is running. */
import { register } from "node:module";

const NAME = "netsuite-drydock/scenarios";

const HOOK = `
  let door;
  export const initialize = ({ url }) => { door = url; };
  export const resolve = (name, context, next) => next(name === ${JSON.stringify(NAME)} ? door : name, context);
`;

let isOffered = false;

export function offerPackage(): void {
  if (isOffered) return;
  isOffered = true;
  const door = import.meta.url.endsWith(".ts") ? "../index.ts" : "../index.js";
  register(`data:text/javascript,${encodeURIComponent(HOOK)}`, {
    data: { url: new URL(door, import.meta.url).href },
  });
}
