/** The part of Swagger UI's configuration that is used here; the package has no types. */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface Configuration {
    readonly spec: object
    readonly domNode: Element
    readonly layout?: string
    readonly validatorUrl?: null
    readonly tryItOutEnabled?: boolean
    readonly displayRequestDuration?: boolean
    readonly defaultModelsExpandDepth?: number
    readonly syntaxHighlight?: boolean
    readonly plugins?: readonly unknown[]
    readonly onComplete?: () => void
  }
  export default function SwaggerUIBundle (configuration: Configuration): unknown
}
