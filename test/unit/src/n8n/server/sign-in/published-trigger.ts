import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ITriggerFunctions } from 'n8n-workflow';

import { listen } from '../../../../../../src/n8n/server/listen';

const HOST = '127.0.0.1';
export const KEY = 'a-key-of-danas-that-nobody-guesses';

export interface PublishedTrigger {
	url: URL;
	/** Of its credential, as the editor stores it; may be changed while it is published. */
	credential: { keys: { key: object[] } };
	errors: string[];
	warnings: string[];
	close(): Promise<void>;
}

let workflows = 0;

/** Sign-ins are kept in n8n's folder, which is one of the test here. */
const folder = mkdtempSync(path.join(tmpdir(), 'gtm-sign-in-'));
process.env.N8N_USER_FOLDER = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A trigger with sign-in on its own port: all of it but n8n itself. */
export async function publish(
	options: object = {},
	parameters: object = {},
): Promise<PublishedTrigger> {
	const port = await freePort();
	const credential = { keys: { key: [{ label: 'Dana', key: KEY }] as object[] } };
	const [errors, warnings]: [string[], string[]] = [[], []];
	const values: Record<string, unknown> = {
		authentication: 'signIn',
		path: 'gtm',
		options: { listen: 'port', host: HOST, port, serverName: 'Acme GTM', ...CONTENT, ...options },
		...parameters,
	};
	const workflow = `sign-in-${++workflows}`;
	const context = {
		getMode: () => 'trigger',
		getActivationMode: () => 'activate',
		getNode: () => ({ id: 'n1', name: 'Trigger', type: 'test', typeVersion: 1, parameters: {} }),
		getWorkflow: () => ({ id: workflow }),
		getNodeParameter: (name: string, fallback: unknown) => values[name] ?? fallback,
		getCredentials: async () => structuredClone(credential),
		getParentNodes: () => [],
		emit: () => undefined,
		logger: {
			error: (message: string) => errors.push(message),
			warn: (message: string) => warnings.push(message),
		},
	} as unknown as ITriggerFunctions;
	const { closeFunction } = await listen(context);
	return {
		url: new URL(`http://${HOST}:${port}/gtm`),
		credential,
		errors,
		warnings,
		close: async () => await closeFunction?.(),
	};
}

/** Something that everyone reads, and something that needs a scope. */
const CONTENT = {
	content: {
		resource: [
			{ name: 'guide', uri: 'gtm://guide', format: 'text', text: 'read me' },
			{
				name: 'forecast',
				uri: 'gtm://forecast',
				format: 'text',
				text: 'secret',
				settings: { requiredScope: 'forecast:read' },
			},
		],
	},
};

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
