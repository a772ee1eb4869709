/** Schemas of our own data. Bundled into dist by the build, like everything in this folder. */
export { z } from 'zod';
export type { ZodType } from 'zod';
