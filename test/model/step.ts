import type fc from 'fast-check';
import type { Organisation } from './organisation.ts';
import type { Product } from './product.ts';

/** One step of a walk: done to the product, and to the model of what it ought to be. */
export type Step = fc.AsyncCommand<Organisation, Product>;

/** Does a step, and asserts that the product answers as the rules say. */
export type Take<Ask> = (ask: Ask, organisation: Organisation, product: Product) => Promise<void>;

/** Steps of one name. `fits` tells whether the step makes sense by then; it always does where it is left out. */
export function stepsOf<Ask>(
  name: string,
  asks: fc.Arbitrary<Ask>,
  take: Take<Ask>,
  fits: (ask: Ask, organisation: Readonly<Organisation>) => boolean = () => true,
): fc.Arbitrary<Step> {
  return asks.map((ask) => ({
    check: (organisation) => fits(ask, organisation),
    run: async (organisation, product) => {
      await take(ask, organisation, product);
      product.steps += 1;
    },
    toString: () => `${name} ${JSON.stringify(ask)}`,
  }));
}
