import path from 'node:path';

import { openDatabase } from '../../base/database/open-store';
import { createGrantTable, SIGN_INS, type SignInSchema } from '../../mcp/authorization/grant-table';
import type { GrantStore } from '../../mcp/authorization/grants';
import { gtmProcess } from '../gtm/gtm-process';
import { storeFile, storePlace } from '../gtm/store-place';

/**
 * Where sign-ins are kept, so that a restart ends none. In a file of their own beside n8n's data; in the
 * PostgreSQL database of the GTM nodes where there is one, which hosts share: a client that signed in at
 * one of them is signed in at all.
 */
export async function openSignIns(env: NodeJS.ProcessEnv): Promise<GrantStore> {
	const place = storePlace(env);
	if ('postgres' in place) {
		const store = await gtmProcess().stores(place);
		return createGrantTable(await store.open<SignInSchema>(SIGN_INS));
	}
	const file = path.join(path.dirname(storeFile(env)), 'sign-ins.sqlite');
	return createGrantTable(await openDatabase<SignInSchema>({ sqlite: file }, SIGN_INS));
}
