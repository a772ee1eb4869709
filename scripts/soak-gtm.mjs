import { handOver } from './bootstrap.mjs';

await handOver('soak-gtm');
