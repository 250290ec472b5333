/** What only some banners need, loaded by those alone: rules of a placement, and the form of the sign-up. */
export { mayShow } from './rules.js';
export { fillSignup } from './signup.js';
