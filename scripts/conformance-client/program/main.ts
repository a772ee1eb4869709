import { driverOf } from '../expectations.ts';
import { readScenario } from './scenario.ts';

/**
 * The client under test, as the suite starts it: once for each scenario, in a process of its own.
 * Each way to run is only loaded when it is used, for n8n-core takes more than a second.
 */
async function main(): Promise<number> {
	const scenario = readScenario(process.env, process.argv);
	if (driverOf(scenario.name) === 'library') {
		const { runWithLibrary } = await import('./library-client.ts');
		return await runWithLibrary(scenario);
	}
	const { runWithNode } = await import('./node-client.ts');
	return await runWithNode(scenario);
}

main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
