interface System { readonly React: { createElement: (type: unknown, attributes: object | null, ...children: unknown[]) => unknown } }
interface Attributes {
  readonly getComponent: (name: string, container?: boolean) => unknown
  readonly specSelectors: { securityDefinitions: () => unknown }
}

/**
 * A layout for Swagger UI within a page that has a title and a main landmark of its own: how to authorize, and the
 * operations. What the description says of itself, and the one server that there is, are left out.
 */
export const apiLayout = ({ React: { createElement } }: System) => ({
  components: {
    ApiLayout: ({ getComponent, specSelectors }: Attributes) => createElement('div', { className: 'swagger-ui' },
      createElement(getComponent('SvgAssets'), null),
      createElement('h2', null, 'Operations'),
      specSelectors.securityDefinitions() ? createElement(getComponent('AuthorizeBtnContainer', true), null) : null,
      createElement(getComponent('operations', true), null))
  }
})
