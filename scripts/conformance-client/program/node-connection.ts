import type { TestCredentials } from '../../../test/node/harness/additional-data.ts';
import type { Scenario } from './scenario.ts';

/** What a user enters into the node and its credential to reach the server of the scenario. */
export function connectionOf({ url }: Scenario): {
	parameters: Record<string, unknown>;
	credentials: TestCredentials;
} {
	return { parameters: { authentication: 'none', serverUrl: url.href }, credentials: {} };
}
