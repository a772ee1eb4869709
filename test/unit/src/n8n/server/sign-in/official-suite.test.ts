import path from 'node:path';

import { freePort, KEY, publish, type PublishedTrigger } from './published-trigger';
import { CommandLineClient } from '../../../../../peers/sign-in/command-line';
import { Person } from '../../../../../peers/sign-in/person';

/** The suite is a program that starts by itself. */
jest.setTimeout(60_000);

const SUITE = path.join(process.cwd(), 'node_modules', '.bin', 'conformance');

let trigger: PublishedTrigger;
let suite: CommandLineClient | undefined;
beforeEach(async () => {
	trigger = await publish();
});
afterEach(async () => {
	await suite?.close();
	await trigger.close();
});

async function register(redirectUri: string): Promise<string> {
	const response = await fetch(`${trigger.url.href}/register`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ client_name: 'Suite', redirect_uris: [redirectUri] }),
	});
	return ((await response.json()) as { client_id: string }).client_id;
}

it('passes the authorization scenarios of the official suite', async () => {
	const port = await freePort();
	const clientId = await register(`http://127.0.0.1:${port}/callback`);
	suite = new CommandLineClient([
		SUITE,
		'authorization',
		...['--url', trigger.url.href],
		...['--client-id', clientId],
		...['--resource', trigger.url.href],
		...['--port', String(port)],
	]);
	const back = await new Person(KEY).allow(await suite.authorizationUrl());
	await (await fetch(back)).text();
	const { exitCode, text } = await suite.ended();
	expect(text).toMatch(/authorization-server-metadata-endpoint/);
	expect(text).toMatch(/0 failed/);
	expect(exitCode).toBe(0);
});
