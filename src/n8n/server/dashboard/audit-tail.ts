import { open } from 'node:fs/promises';

import { isJsonObject, type JsonObject } from '../../../mcp/protocol/json-rpc';

/** Of a file, however long it is. In bytes. */
const LONGEST_TAIL = 1_000_000;

/** The last records of a file of JSON lines, oldest first; none if there is no such file. */
export async function readTail(file: string, longest = LONGEST_TAIL): Promise<JsonObject[]> {
	const text = await lastBytes(file, longest);
	return text.split('\n').flatMap((line) => {
		try {
			const record: unknown = JSON.parse(line);
			return isJsonObject(record) ? [record] : [];
		} catch (error) {
			// The first line may be half a one, and a crash may have left another.
			if (error instanceof SyntaxError) return [];
			throw error;
		}
	});
}

async function lastBytes(file: string, longest: number): Promise<string> {
	const handle = await open(file, 'r').catch((error: unknown) => {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	});
	if (!handle) return '';
	try {
		const { size } = await handle.stat();
		const length = Math.min(size, longest);
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length);
		return buffer.toString('utf8', 0, bytesRead);
	} finally {
		await handle.close();
	}
}
