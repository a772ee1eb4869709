import { handOver } from './bootstrap.mjs';

await handOver('crash-store');
