import type { INodeCredentialDescription, INodeProperties } from 'n8n-workflow';

import type { Vendor } from '../../../gtm/vendors/vendor';

/** How a vendor is signed in to; told from the name of the credential type. */
type Authentication = 'apiKey' | 'oAuth2';

const LABELS: Readonly<Record<Authentication, string>> = { apiKey: 'API Key', oAuth2: 'OAuth2' };

export function authenticationOf(credentialType: string): Authentication {
	return credentialType.endsWith('OAuth2Api') ? 'oAuth2' : 'apiKey';
}

/** `Attio, HubSpot or Pipedrive`, for the description of a node. */
export function vendorNames(vendors: readonly Vendor[]): string {
	const names = vendors.map(({ profile }) => profile.name).toSorted((a, b) => a.localeCompare(b));
	return [names.slice(0, -1).join(', '), ...names.slice(-1)].join(' or ');
}

/** Which vendor, and how to sign in where it has two ways. */
export function vendorProperties(
	vendors: readonly Vendor[],
	show: Record<string, string[]> = {},
): INodeProperties[] {
	const options = vendors
		.map(({ profile }) => ({ name: profile.name, value: profile.id }))
		.toSorted((a, b) => a.name.localeCompare(b.name));
	const withChoice = vendors.filter(({ credentialTypes }) => credentialTypes.length > 1);
	return [
		{
			displayName: 'Vendor',
			name: 'vendor',
			type: 'options',
			noDataExpression: true,
			options,
			default: vendors[0]?.profile.id ?? '',
			description: 'The vendor to use. The node works the same way with all of them.',
			...(Object.keys(show).length > 0 && { displayOptions: { show } }),
		},
		...(withChoice.length === 0
			? []
			: [
					{
						displayName: 'Authentication',
						name: 'authentication',
						type: 'options' as const,
						options: Object.entries(LABELS).map(([value, name]) => ({ name, value })),
						default: 'apiKey',
						displayOptions: {
							show: { ...show, vendor: withChoice.map(({ profile }) => profile.id) },
						},
					},
				]),
	];
}

/**
 * The credentials of a node, each shown for its vendor only. The conditions name parameters from the
 * root: of a plain name n8n's editor concludes that the parameter is about signing in, and hides it
 * and all that it depends on, so that nobody could choose a vendor.
 */
export function vendorCredentials(
	vendors: readonly Vendor[],
	show: Record<string, string[]> = {},
): INodeCredentialDescription[] {
	return vendors.flatMap(({ profile, credentialTypes }) =>
		credentialTypes.map((name) => ({
			name,
			required: true,
			displayOptions: {
				show: {
					...Object.fromEntries(
						Object.entries(show).map(([parameter, values]) => [`/${parameter}`, values]),
					),
					'/vendor': [profile.id],
					...(credentialTypes.length > 1 && { '/authentication': [authenticationOf(name)] }),
				},
			},
		})),
	);
}

/** The credential type that the parameters `vendor` and `authentication` name. */
export function credentialTypeOf({ credentialTypes }: Vendor, authentication: unknown): string {
	const chosen = credentialTypes.find((name) => authenticationOf(name) === authentication);
	const type = credentialTypes.length > 1 ? chosen : credentialTypes[0];
	if (type === undefined)
		throw new RangeError('"Authentication" is not available for this vendor. Choose another one.');
	return type;
}
