/**
 * The client of PostgreSQL, without its native variant. Bundled into dist by the build, like everything
 * in this folder. Imported dynamically only.
 */
export { Pool, types } from 'pg';
export type { PoolConfig } from 'pg';
