import { handOver } from './bootstrap.mjs';

await handOver('messages');
