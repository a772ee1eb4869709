/**
 * The client of Redis that n8n itself uses. Bundled into dist by the build, like everything in this
 * folder. Imported dynamically, where n8n runs in queue mode.
 */
export { Cluster, Redis } from 'ioredis';
export type { ClusterOptions, CommonRedisOptions, RedisOptions } from 'ioredis';
