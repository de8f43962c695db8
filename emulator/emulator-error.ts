/** Misuse of the emulator by the program that runs it; what NetSuite answers is never thrown. */

export type EmulatorErrorCode =
  | "INVALID_OPTIONS"
  | "IMPOSSIBLE_LICENCE_COUNT"
  | "IMPOSSIBLE_ALLOCATION"
  | "UNKNOWN_ACCOUNT"
  | "NOT_A_SANDBOX"
  | "INVALID_SNAPSHOT"
  | "IMPORT_REFUSED"
  | "STATE_UNUSABLE"
  | "STATE_LOCKED"
  | "UNKNOWN_INTEGRATION"
  | "UNKNOWN_RECORD"
  | "UNKNOWN_FAULT"
  | "UNKNOWN_OCCUPATION"
  | "RECORD_REFUSED"
  | "SCRIPT_UNUSABLE"
  | "DOOR_NOT_OPENED";

export class EmulatorError extends Error {
  readonly code: EmulatorErrorCode;

  constructor(code: EmulatorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EmulatorError";
    this.code = code;
  }
}
