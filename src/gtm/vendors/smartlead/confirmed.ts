import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import type { VendorRequest, VendorResponse } from '../../http/vendor-request';
import { recordOf } from '../../model/json';
import { saidBy } from './profile';

/** @throws VendorError also for a 200 that says `ok: false` */
export async function sendConfirmed(
	client: VendorClient,
	request: VendorRequest,
): Promise<VendorResponse> {
	const response = await client.send(request);
	const body = recordOf(response.body);
	if (body.ok !== false) return response;
	const refusal = {
		status: 'invalid',
		code: 'not_ok',
		message: `Smartlead: ${saidBy(body)}`,
	} as const;
	throw new VendorError(client.provider, refusal, { httpStatus: response.status, attempts: 1 });
}
