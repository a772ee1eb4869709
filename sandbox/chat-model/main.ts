import { readFile } from 'node:fs/promises';

import { parseScenario } from './scenario.ts';
import { startChatModel } from './server.ts';

/** `node sandbox/chat-model/main.ts <scenario.json> [port]`: runs until it is interrupted. */
const [file, port = '0'] = process.argv.slice(2);
if (file === undefined) {
	console.error('usage: node sandbox/chat-model/main.ts <scenario.json> [port]');
	process.exit(2);
}
const model = await startChatModel(parseScenario(await readFile(file, 'utf8')), Number(port));
console.log(`Scripted chat model: enter ${model.url} as the Base URL of an OpenAI credential.`);
