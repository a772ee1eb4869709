import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
	Icon,
	ThemeIconColor,
} from 'n8n-workflow';

import type { VendorCategory } from '../../../gtm/vendors/vendor';

type Test = Partial<ICredentialTestRequest['request']> & { url: string };

/** What one credential type of a vendor has that others have not. */
export interface VendorCredential {
	/** `gtmHunterApi`: the name of the class with a small letter. */
	name: string;
	displayName: string;
	/** The vendor's id, which its page of the docs has, too. */
	vendor: string;
	/** Whose icon it has: no vendor's terms clearly allow its own mark here (CONTRIBUTING, Vendors' marks). */
	category: VendorCategory;
	/** Where the API is: `https://api.hunter.io`. */
	host: string;
	/** All but the Base URL, which comes last. */
	fields: readonly INodeProperties[];
	/** What the Base URL has besides, where it is more than for proxies and tests. */
	baseUrl?: Partial<INodeProperties>;
	/** Types of n8n that it builds on. */
	extends?: readonly string[];
	/** What is added to a request; left out where n8n does it (OAuth2). */
	authenticate?: IAuthenticateGeneric['properties'];
	/** The request of the Test button; left out where n8n has none. */
	test?: Test;
	/** What a status of the test's answer means, and what to do. */
	advice?: Readonly<Record<number, string>>;
	/** A member of a successful answer that says that the key is no good. */
	badAnswer?: { key: string; value: unknown; message: string };
}

const DOCS = 'https://github.com/n8n-nodes-gtm-mcp/n8n-nodes-gtm-mcp/blob/main/docs/vendors';

/** A credential type whose difference from others is data. */
export class VendorCredentialType implements ICredentialType {
	readonly name: string;
	readonly displayName: string;
	readonly documentationUrl: string;
	readonly icon: Icon;
	readonly properties: INodeProperties[];
	declare readonly iconColor?: ThemeIconColor;
	declare readonly extends?: string[];
	declare readonly authenticate?: IAuthenticateGeneric;
	declare readonly test?: ICredentialTestRequest;

	constructor(own: VendorCredential) {
		this.name = own.name;
		this.displayName = own.displayName;
		this.documentationUrl = `${DOCS}/${own.vendor}.md`;
		this.icon = {
			light: `file:../icons/gtm-${own.category}.svg`,
			dark: `file:../icons/gtm-${own.category}.dark.svg`,
		};
		this.properties = [...own.fields, baseUrlField(own)];
		// n8n looks at whether these are there.
		Object.assign(this, {
			...(own.extends && { extends: [...own.extends] }),
			...(own.authenticate && {
				authenticate: { type: 'generic', properties: own.authenticate },
			}),
			...(own.test && { test: testOf(own, own.test) }),
		});
	}
}

function baseUrlField({ host, baseUrl }: VendorCredential): INodeProperties {
	return {
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		default: '',
		placeholder: `e.g. ${host}`,
		description: 'Leave empty. Only used for proxies and tests.',
		...baseUrl,
	};
}

function testOf(
	{ host, advice = {}, badAnswer }: VendorCredential,
	test: Test,
): ICredentialTestRequest {
	const rules = [
		...Object.entries(advice).map(([status, message]) => ({
			type: 'responseCode' as const,
			properties: { value: Number(status), message },
		})),
		...(badAnswer ? [{ type: 'responseSuccessBody' as const, properties: badAnswer }] : []),
	];
	return {
		request: { baseURL: `={{$credentials.baseUrl || ${JSON.stringify(host)}}}`, ...test },
		// n8n's type wants rules of one kind; its tester reads each by its own.
		rules: rules as ICredentialTestRequest['rules'],
	};
}
