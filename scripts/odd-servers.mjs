import { handOver } from './bootstrap.mjs';

await handOver('odd-servers');
