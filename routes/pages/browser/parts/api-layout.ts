interface System { readonly React: { createElement: (type: unknown, attributes: object | null, ...children: unknown[]) => unknown } }
interface Attributes {
  readonly getComponent: (name: string, container?: boolean) => unknown
  readonly specSelectors: { securityDefinitions: () => unknown }
}

/**
 * A layout of Swagger UI for a page with its own title and main landmark: authorization and operations. The
 * description's title and the only server are left out.
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
