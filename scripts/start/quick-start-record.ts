import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { PRIVATE_MODE, readJsonFile, writeJsonFile } from '../n8n/json-file.ts';
import type { OwnerLogin } from '../n8n/rest-types.ts';

/** What a later start needs to know again; kept in `<data>/quick-start.json`. */
export interface QuickStartRecord {
	owner: OwnerLogin;
	/** The key that MCP clients send as a bearer token. */
	mcpKey: string;
	/** Hash of each example as it was last imported, by file name. */
	imported: Record<string, string>;
}

const recordFile = (dataFolder: string) => join(dataFolder, 'quick-start.json');

/** n8n wants a digit and an upper-case letter in a password, whatever chance gives. */
function newRecord(): QuickStartRecord {
	return {
		owner: { email: 'owner@example.com', password: `Q1-${randomBytes(15).toString('base64url')}` },
		mcpKey: `gtm_${randomBytes(24).toString('base64url')}`,
		imported: {},
	};
}

/** The record of an earlier start, or a new one with a random password and key. */
export async function openRecord(dataFolder: string): Promise<QuickStartRecord> {
	const known = (await readJsonFile(recordFile(dataFolder))) as QuickStartRecord | undefined;
	if (known) return known;
	const record = newRecord();
	await saveRecord(dataFolder, record);
	return record;
}

/** Writes the record so that only its owner can read it. */
export async function saveRecord(dataFolder: string, record: QuickStartRecord): Promise<void> {
	await writeJsonFile(recordFile(dataFolder), record, PRIVATE_MODE);
}
