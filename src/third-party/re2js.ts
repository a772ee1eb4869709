/**
 * Regular expressions that are matched in linear time, a port of RE2. Bundled into dist by the build,
 * like everything in this folder.
 */
export { RE2JS } from 're2js';
