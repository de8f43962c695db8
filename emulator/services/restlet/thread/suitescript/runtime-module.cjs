/** N/runtime: what the script may know of the account, its user and itself. */
"use strict";
const { argumentsOf } = require("./arguments.cjs");
const { session } = require("./account.cjs");

const stored = new Map();

const runtime = {
  get accountId() {
    return session.environment.accountId;
  },
  get envType() {
    return session.environment.envType;
  },
  executionContext: "RESTLET",
  version: "2026.1",
  country: "US",
  getCurrentScript: () => ({
    id: session.environment.scriptId,
    deploymentId: session.environment.deploymentId,
    logLevel: "DEBUG",
    bundleIds: [],
    apiVersion: "2.1",
    percentComplete: 0,
    getRemainingUsage: () => session.remainingUsage,
    getParameter(...given) {
      const { name } = argumentsOf("Script.getParameter", given, ["name"]);
      const { parameters } = session.environment;
      return Object.hasOwn(parameters, name) ? parameters[name] : null;
    },
  }),
  getCurrentUser: () => ({ ...session.environment.user, getPermission: () => 4, getPreference: () => "" }),
  getCurrentSession: () => ({
    get: (...given) => stored.get(String(argumentsOf("Session.get", given, ["name"]).name)) ?? null,
    set(...given) {
      const { name, value } = argumentsOf("Session.set", given, ["name", "value"]);
      stored.set(String(name), String(value));
    },
  }),
  isFeatureInEffect(...given) {
    const { feature } = argumentsOf("runtime.isFeatureInEffect", given, ["feature"]);
    return session.environment.features.includes(String(feature).toUpperCase());
  },
  ContextType: {
    RESTLET: "RESTLET",
    SUITELET: "SUITELET",
    SCHEDULED: "SCHEDULED",
    USER_EVENT: "USEREVENT",
    REST_WEBSERVICES: "RESTWEBSERVICES",
    WEBSERVICES: "WEBSERVICES",
  },
  EnvType: { SANDBOX: "SANDBOX", PRODUCTION: "PRODUCTION", BETA: "BETA", INTERNAL: "INTERNAL" },
  Permission: { FULL: 4, EDIT: 3, CREATE: 2, VIEW: 1, NONE: 0 },
};

module.exports = { runtime };
