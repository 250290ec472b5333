import type { Data } from './data.js';
import { takePart } from './experiment.js';
import { mayShow, type Stand } from './rules.js';

/** What only some banners need, loaded by those alone: rules of a placement, experiments, and the form of the sign-up. */
export { fillSignup } from './signup.js';

/** Whether it may be shown here and now; then with the words that this reader is dealt. */
export async function prepare(data: Data, stand: Stand): Promise<boolean> {
  if (data.rules && !(await mayShow(data.rules, stand))) return false;
  if (data.experiment) takePart(data, data.experiment, stand);
  return true;
}
