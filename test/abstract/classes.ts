import { callbackTests } from './callback.ts'
import { dismissTests } from './dismiss.ts'
import { apiTests, htmlTests, jsonTests, openApiTests, processDescriptionTests } from './encodings.ts'
import { jobListTests } from './job-list.ts'

/** Abstract tests of the conformance classes that both versions have. */
export const sharedTests = {
  'ogc-process-description': processDescriptionTests,
  json: jsonTests,
  html: htmlTests,
  oas30: { ...apiTests, ...openApiTests('3.0') },
  'job-list': jobListTests,
  callback: callbackTests,
  dismiss: dismissTests
}
