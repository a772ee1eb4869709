import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import manifest from '../../../package.json';
import { publishedVersions } from './published-nodes';

/**
 * The parameter that n8n's editor (2.41.1) takes for the one by which a node chooses its credential,
 * of those that the credentials' conditions name: `authentication`, unless it has the value `none`,
 * else the first list all of whose values occur there. The editor hides it, and everything that
 * depends on it, and writes its first value when the credential is chosen.
 */
function authenticationField({
	credentials = [],
	properties,
}: INodeTypeDescription): INodeProperties | undefined {
	const valuesByName = new Map<string, unknown[]>();
	for (const { displayOptions } of credentials) {
		for (const [name, values = []] of Object.entries(displayOptions?.show ?? {})) {
			valuesByName.set(name, [...(valuesByName.get(name) ?? []), ...values]);
		}
	}
	const named = properties.filter(({ name }) => valuesByName.has(name));
	const valuesOf = ({ options = [] }: INodeProperties): unknown[] =>
		options.flatMap((option) => ('value' in option ? [option.value] : []));
	return (
		named.find((field) => field.name === 'authentication' && !valuesOf(field).includes('none')) ??
		named.find((field) => {
			const values = valuesOf(field);
			return (
				values.length > 0 && values.every((one) => valuesByName.get(field.name)?.includes(one))
			);
		})
	);
}

it('knows the nodes of the package', () => {
	expect(publishedVersions().length).toBeGreaterThanOrEqual(manifest.n8n.nodes.length);
});

it.each(publishedVersions())(
	'$label has no ordinary parameter that the editor takes for the choice of a credential',
	({ description }) => {
		expect([undefined, 'authentication']).toContain(authenticationField(description)?.name);
	},
);
