import { resolve } from 'node:path';

import { readStartOptions } from '../../../../scripts/start/options.ts';

const folders = { root: resolve('/repo'), workingFolder: resolve('/home/dana') };
const read = (...args: string[]) => readStartOptions(args, folders);

describe('the options of npm start', () => {
	test('have defaults', () => {
		const dataFolder = resolve('/repo/.data');
		expect(read()).toEqual({ port: 5678, sandboxPort: 5680, dataFolder, earlierData: 'keep' });
	});

	test('are read; a data folder is relative to where the command was typed', () => {
		const dataFolder = resolve('/home/dana/demo');
		expect(read('--port', '6000', '--sandbox-port', '6002', '--data', 'demo', '--clean')).toEqual({
			port: 6000,
			sandboxPort: 6002,
			dataFolder,
			earlierData: 'delete',
		});
	});

	test('may ask for help', () => {
		expect(read('--help')).toBe('help');
	});

	test.each(['0', '65536', 'abc', '80.5', ''])('refuse the port %j', (port) => {
		const message = 'is not a port: give a number from 1 to 65535';
		expect(() => read('--port', port)).toThrow(message);
		expect(() => read('--sandbox-port', port)).toThrow(`--sandbox-port ${port} ${message}`);
	});

	test('refuse what is unknown in one line', () => {
		expect(() => read('--prot', '1')).toThrow(/^[^\n]*--prot[^\n]*npm start -- --help[^\n]*$/);
	});
});
