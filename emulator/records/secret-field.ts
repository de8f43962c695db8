/** Fields NetSuite takes and never shows. */

/** Password, its confirmation, and every custom field whose script id speaks of one. */
export const isSecretField = (name: string): boolean => /password/i.test(name);
