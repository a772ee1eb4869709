import { once } from 'node:events';
import { parseArgs } from 'node:util';

import { isPortFree } from '../scripts/n8n/free-port.ts';
import { renderVendors, startSandbox } from './start.ts';

const USAGE = `node sandbox/main.ts [options]: emulated GTM vendors on this machine

  --port N   port on 127.0.0.1 (default 5680)
  --seed N   another set of invented companies and people (default 1)
  --help     this text
`;

const DEFAULT_PORT = '5680';

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: DEFAULT_PORT },
			seed: { type: 'string', default: '1' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) {
		process.stdout.write(USAGE);
		return 0;
	}
	const port = Number(values.port);
	const seed = Number(values.seed);
	if (!Number.isInteger(port) || port < 1 || port > 65_535 || !Number.isInteger(seed)) {
		process.stderr.write('--port must be a port and --seed a whole number\n');
		return 1;
	}
	if (!(await isPortFree(port))) {
		process.stderr.write(`port ${port} is taken: choose another with --port\n`);
		return 1;
	}
	const { url, vendors, close } = await startSandbox(port, seed);
	process.stdout.write([`The sandbox is at ${url}`, '', ...renderVendors(vendors), ''].join('\n'));
	await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
	await close();
	return 0;
}

try {
	process.exitCode = await main();
} catch (error) {
	if (!(error instanceof TypeError)) throw error;
	// What parseArgs says of an option that it does not know.
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
}
