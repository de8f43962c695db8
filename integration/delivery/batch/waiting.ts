/** What gathering and sending share: the writes that wait for their batch, and what both need. */
import type { Clock } from "../../clock.ts";
import type { BatchWriter, Written } from "../../netsuite/batch/batch.ts";
import type { NetSuite, RecordWrite } from "../../netsuite/netsuite.ts";

export interface GatheringPorts {
  readonly netsuite: Pick<NetSuite, "upsert">;
  readonly writer: BatchWriter;
  readonly clock: Clock;
  /** How long the first who waits waits for the others. */
  readonly gatherMs: number;
  /** Told when NetSuite took a batch for none and its records went one by one, and when a job could not be noted. */
  readonly onError: (error: unknown) => void;
}

/** One record that waits for its batch. */
export interface Waiting {
  readonly record: RecordWrite;
  /** Of two writes of one external id the later edition's is sent. */
  readonly editionAt: number;
  /** Throws when somebody else has the entry: its record then stays behind. */
  announce(): Promise<void>;
  /** Durable that it is in this job of NetSuite's. */
  readonly inJob: (jobId: string) => Promise<unknown>;
  /** With how to have the answer, asked for in the course of the entry's own attempt. */
  resolve(answer: () => Promise<Written>): void;
  reject(error: unknown): void;
}
