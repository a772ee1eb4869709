import { join } from 'node:path';

import type { ICredentialType } from 'n8n-workflow';

import { n8n } from '../../../package.json';

/** Every type of credential that the package publishes. */
export function publishedCredentials(): ICredentialType[] {
	return n8n.credentials.map((file) => {
		const source = join(__dirname, '../../..', file.replace(/^dist\//, '').replace(/\.js$/, ''));
		const [Credential] = Object.values(
			jest.requireActual<Record<string, new () => ICredentialType>>(source),
		);
		if (!Credential) throw new Error(`${source} exports no credential`);
		return new Credential();
	});
}
