/** AMD as NetSuite has it: define and require over the N modules and the script's own files. */
"use strict";
const { absentModule } = require("./absent-modules.cjs");
const account = require("./account.cjs");
const { SuiteScriptError } = require("./errors.cjs");
const { moduleOf } = require("./modules.cjs");

// biome-ignore lint/security/noGlobalEval: running the text of a script inside its context is what this is for
const evaluate = globalThis.eval;

function createLoader(entryPath) {
  const loader = { values: new Map(), definitions: new Map(), path: entryPath };
  globalThis.define = (...given) => void loader.definitions.set(loader.path, definitionOf(given));
  globalThis.define.amd = {};
  globalThis.require = requireFrom(loader, entryPath);
  globalThis.log = moduleOf("N/log");
  globalThis.util = moduleOf("N/util");
  return {
    /** A script that defines nothing has no entry points. */
    entryPoints: (source) => evaluateFile(loader, entryPath, source) ?? {},
  };
}

/** define(factory), define(dependencies, factory), define(name, dependencies, factory); the factory may be the value. */
function definitionOf(given) {
  const factory = given.at(-1);
  const dependencies = given.slice(0, -1).find((value) => Array.isArray(value));
  return { factory, dependencies };
}

function evaluateFile(loader, path, source) {
  const outer = loader.path;
  loader.path = path;
  try {
    evaluate(`${source}\n//# sourceURL=${path}`);
  } finally {
    loader.path = outer;
  }
  const definition = loader.definitions.get(path);
  if (definition === undefined) return undefined;
  // Circles see what is there so far: nothing.
  loader.values.set(path, undefined);
  const value = built(loader, path, definition);
  loader.values.set(path, value);
  return value;
}

function built(loader, path, { factory, dependencies }) {
  if (typeof factory !== "function") return factory;
  const module = { exports: {}, id: path };
  const special = { require: requireFrom(loader, path), exports: module.exports, module };
  const names = dependencies ?? ["require", "exports", "module"];
  const given = names.map((name) =>
    Object.hasOwn(special, name) ? special[name] : load(loader, path, name),
  );
  return factory(...given) ?? module.exports;
}

/** require(["N/record"], callback), or require("N/record") for what is named in full. */
function requireFrom(loader, path) {
  return (names, callback) => {
    if (typeof names === "string") return load(loader, path, names);
    const values = (Array.isArray(names) ? names : []).map((name) => load(loader, path, name));
    return typeof callback === "function" ? callback(...values) : undefined;
  };
}

function load(loader, from, given) {
  const name = String(given);
  if (/^N(?:\/|$)/.test(name)) return nativeModule(name);
  const path = pathOf(from, name);
  if (loader.values.has(path)) return loader.values.get(path);
  const source = account.request("file.source", { path }, "N/loader");
  return evaluateFile(loader, path, source);
}

function nativeModule(name) {
  const known = name.replace(/\.js$/, "");
  const found = moduleOf(known) ?? absentModule(known);
  if (found !== undefined) return found;
  throw new SuiteScriptError({
    name: "MODULE_DOES_NOT_EXIST",
    message: `Module does not exist: ${name.replace(/(?:\.js)?$/, ".js")}`,
    source: "N/loader",
  });
}

/** ./ and ../ from the file's own folder, /SuiteScripts from the top; ".js" may be left out. */
function pathOf(from, name) {
  const folders = name.startsWith(".") ? from.split("/").slice(1, -1) : [];
  for (const step of name.split("/")) {
    if (step === "..") folders.pop();
    else if (step !== "." && step !== "") folders.push(step);
  }
  return `/${folders.join("/")}`.replace(/(?:\.js)?$/, ".js");
}

module.exports = { createLoader };
