import fc from 'fast-check';
import { compareTouched } from '../compare.ts';
import { stepsOf } from '../step.ts';

export const looking = stepsOf('look', fc.constant(null), async (_, organisation, product) => {
  await compareTouched(organisation, product);
});
