import { rm } from 'node:fs/promises';

export default async function removeFolder(): Promise<void> {
	const folder = process.env.NODE_TESTS_FOLDER;
	if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}
