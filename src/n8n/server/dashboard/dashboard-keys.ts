import { splitList } from '../../../base/split-list';
import { PolicyOptionError } from '../policy-parameters';
import { opens } from '../../../mcp/dashboard/session-cookie';
import type { Authentication } from '../../../mcp/server/access/authentication';

/**
 * The labels of the keys that open the dashboard; none if there is no dashboard.
 *
 * @throws PolicyOptionError for a key that there is not, or that may not see everything
 */
export function readDashboardKeys(
	text: string | undefined,
	authentication: Authentication,
): readonly string[] {
	const labels = splitList(text);
	if (labels.length === 0) return [];
	if (!('keys' in authentication)) {
		throw new PolicyOptionError(
			'Options > Dashboard Keys: people open the dashboard with a key. Set Authentication to API Keys or Sign-In',
		);
	}
	for (const label of labels) {
		const key = authentication.keys.find((each) => each.label.trim() === label);
		if (!key) {
			throw new PolicyOptionError(
				`Options > Dashboard Keys: the credential has no key with the label "${label}". Add the key, or enter the label of another`,
			);
		}
		if (!opens(key, labels)) {
			throw new PolicyOptionError(
				`Options > Dashboard Keys: the key "${label}" sees some fields of results only, and the dashboard shows all. Enter the label of a key without Result Fields`,
			);
		}
	}
	return labels;
}
