import { callbackTests } from './callback.ts'
import { dismissTests } from './dismiss.ts'
import { apiTests, htmlTests, jsonTests, openApiTests, processDescriptionTests } from './encodings.ts'
import { jobListTests } from './job-list.ts'

/** By conformance class, those that both versions have: the abstract tests that prove it. */
export const sharedTests = {
  'ogc-process-description': processDescriptionTests,
  json: jsonTests,
  html: htmlTests,
  oas30: { ...apiTests, ...openApiTests('3.0') },
  'job-list': jobListTests,
  callback: callbackTests,
  dismiss: dismissTests
}
