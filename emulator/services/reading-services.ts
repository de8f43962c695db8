/** The services that only read. The metadata catalog must be asked before the records, of whose path its own is a part. */
import { createMetadataService } from "./metadata/metadata-service.ts";
import type { Service } from "./service.ts";
import { createDatasetService } from "./suiteql/dataset-service.ts";
import { createSuiteqlService, type SuiteqlServiceOptions } from "./suiteql/suiteql-service.ts";

export const createReadingServices = (options: SuiteqlServiceOptions): readonly Service[] => [
  createMetadataService(options.store.catalogue),
  createSuiteqlService(options),
  createDatasetService(),
];
