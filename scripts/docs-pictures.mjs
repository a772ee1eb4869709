import { handOver } from './bootstrap.mjs';

await handOver('docs-pictures');
