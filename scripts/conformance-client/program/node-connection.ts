import type { TestCredentials } from '../../../test/node/harness/credentials-helper.ts';
import type { Scenario, ScenarioContext } from './scenario.ts';

/** What a user enters into the node to reach a server. */
export interface Connection {
	parameters: Record<string, unknown>;
	credentials: TestCredentials;
}

/** Signs an assertion where the scenario gives a key, shows the secret where it gives one. */
function proofOf(context: ScenarioContext): Record<string, string> {
	const { client_secret: clientSecret = '', private_key_pem: privateKey } = context;
	if (privateKey === undefined) return { proof: 'basic', clientSecret };
	return { proof: 'privateKeyJwt', privateKey, algorithm: context.signing_algorithm ?? 'ES256' };
}

/** Seconds. The suite starts all scenarios at once, which a small machine takes its time for. */
const PATIENT = { connectTimeout: 60 };

/** With a client of its own where the scenario registered one, else without authorization. */
export function connectionOf({ url, context }: Scenario): Connection {
	const server = { server: 'url', serverUrl: url.href, options: PATIENT };
	if (context.client_id === undefined) {
		return { parameters: { ...server, authentication: 'none' }, credentials: {} };
	}
	return {
		parameters: { ...server, authentication: 'clientCredentials' },
		credentials: {
			gtmMcpClientCredentialsApi: {
				serverUrl: url.href,
				clientId: context.client_id,
				...proofOf(context),
			},
		},
	};
}
