import { handOver } from './bootstrap.mjs';

await handOver('n8n-checks');
