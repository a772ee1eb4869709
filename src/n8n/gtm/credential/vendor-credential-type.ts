import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
	Icon,
	ThemeIconColor,
} from 'n8n-workflow';

import { idOf } from '../../../gtm/model/json';
import type { VendorCategory } from '../../../gtm/vendors/vendor';

type Test = Partial<ICredentialTestRequest['request']> & { url: string };

/** The fields of credentials that sign requests. */
const SIGNED_FIELDS = [
	'accessToken',
	'apiKey',
	'apiToken',
	'projectId',
	'secret',
	'sessionToken',
	'username',
] as const;

/** What was entered in them; empty where it was not. */
export type Entered = Readonly<Record<(typeof SIGNED_FIELDS)[number], string>>;

/** What a credential adds to a request. */
export type Signature = Partial<Pick<IHttpRequestOptions, 'auth' | 'headers' | 'qs'>>;

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
	/** What is added to a request, of what was entered; left out where n8n does it (OAuth2). */
	sign?(this: void, entered: Entered): Signature;
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
	declare readonly authenticate?: IAuthenticate;
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
			...(own.sign && { authenticate: authenticateWith(own.sign) }),
			...(own.test && { test: testOf(own, own.test) }),
		});
	}
}

/**
 * A function, and not one of n8n's rules: their expressions are evaluated for each request, which takes
 * longer than to send it.
 */
function authenticateWith(sign: NonNullable<VendorCredential['sign']>): IAuthenticate {
	return async (credentials, options) => {
		const { auth, headers, qs } = sign(enteredIn(credentials));
		return await Promise.resolve({
			...options,
			...(auth && { auth }),
			headers: { ...options.headers, ...headers },
			...(qs && { qs: { ...options.qs, ...qs } }),
		});
	};
}

function enteredIn(credentials: ICredentialDataDecryptedObject): Entered {
	const texts = SIGNED_FIELDS.map((name) => [name, idOf(credentials[name]) ?? '']);
	return Object.fromEntries(texts) as Entered;
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
