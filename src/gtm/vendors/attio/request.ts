import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import type { Query } from '../../http/http-port';
import type { VendorRequest, VendorResponse } from '../../http/vendor-request';
import { recordOf, recordsOf } from '../../model/json';

/** Reads, also those that are a POST. */
export async function read(
	client: VendorClient,
	path: string,
	more: { query?: Query; body?: unknown; accept?: readonly number[] } = {},
): Promise<VendorResponse> {
	const method = more.body === undefined ? 'GET' : 'POST';
	return await client.send({ method, path, effect: 'read', limits: ['read'], ...more });
}

export async function write(
	client: VendorClient,
	request: Pick<VendorRequest, 'method' | 'path' | 'effect' | 'query'>,
	data: Record<string, unknown>,
): Promise<VendorResponse> {
	return await client.send({ ...request, body: { data }, limits: ['write'] });
}

/** Answers are `{ data }`. */
export const dataOf = ({ body }: VendorResponse): Record<string, unknown> =>
	recordOf(recordOf(body).data);

export const listIn = ({ body }: VendorResponse): Array<Record<string, unknown>> =>
	recordsOf(recordOf(body).data);

/** What cannot be asked of Attio: nothing is sent. */
export function refusal(client: VendorClient, code: string, message: string): VendorError {
	return new VendorError(client.provider, { status: 'invalid', code, message }, { attempts: 0 });
}
