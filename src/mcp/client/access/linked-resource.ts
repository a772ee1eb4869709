import type { ReadResourceResult } from '../../../third-party/mcp-client';
import { McpClientError } from '../client-error';
import { displayUrl } from '../server-url';
import { createGuardedFetch } from '../transport/guarded-fetch';
import type { AccessContext } from './access-context';
import { displayEndpoint } from './endpoint';
import type { Reported } from './call-report';
import { emptyReport } from './access-context';
import type { RequestOptions } from './mcp-server-access';

/** Fetches an http(s) resource link: a GET without any authorization. */
export async function fetchLink(
	context: AccessContext,
	{ uri, mimeType }: { uri: string; mimeType?: string },
	{ signal }: RequestOptions = {},
): Promise<Reported<ReadResourceResult>> {
	const { settings, ports, endpoints } = context;
	const { timeouts, sizes } = settings.policy;
	const [{ endpoint }] = endpoints;
	const url = new URL(uri);
	const fetch = createGuardedFetch(
		{
			home: endpoint.kind === 'http' ? endpoint.url : url,
			purpose: 'link',
			bytesMax: sizes.messageBytesMax,
			timeoutMs: timeouts.callMs,
		},
		ports,
	);
	const response = await fetch(url, { signal }).catch((error: unknown) => {
		throw toReadError(error, url, signal);
	});
	if (!response.ok) {
		await response.body?.cancel();
		throw new McpClientError('read', `${displayUrl(url)} answered HTTP ${response.status}`, {
			hint: 'The link may have expired or may need a separate login.',
			httpStatus: response.status,
			retryable: response.status >= 500 || response.status === 429,
			delivery: 'answered',
		});
	}
	const type = mimeType ?? response.headers.get('content-type') ?? undefined;
	const bytes = await response.arrayBuffer().catch((error: unknown) => {
		throw toReadError(error, url, signal);
	});
	const report = {
		...emptyReport(context),
		attempts: 1,
		endpoint: displayEndpoint({ kind: 'http', url }),
	};
	return { value: { contents: [toContents(uri, type, Buffer.from(bytes))] }, report };
}

export function isWebLink(uri: string): boolean {
	return /^https?:$/.test(URL.parse(uri)?.protocol ?? '');
}

function toContents(uri: string, mimeType: string | undefined, bytes: Buffer) {
	const isText = /^text\/|[/+](json|xml|yaml)\b/.test(mimeType ?? '');
	return isText
		? { uri, mimeType, text: bytes.toString('utf8') }
		: { uri, mimeType, blob: bytes.toString('base64') };
}

function toReadError(error: unknown, url: URL, signal: AbortSignal | undefined): McpClientError {
	if (error instanceof McpClientError) return error;
	const reason = signal?.aborted ? 'the execution was cancelled' : String(error);
	return new McpClientError('read', `Could not fetch ${displayUrl(url)}: ${reason}`, {
		hint: 'The server returned this link. Check that n8n can reach it.',
		retryable: !signal?.aborted,
		delivery: 'unknown',
	});
}
