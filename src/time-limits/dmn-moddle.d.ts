/** The package has no types: what of it LimitTable uses. */
declare module 'dmn-moddle' {
  export class DmnModdle {
    fromXML(xml: string): Promise<{ rootElement: { drgElement?: unknown[] } }>;
  }
}
