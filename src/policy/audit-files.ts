import path from 'node:path';

import { type AuditFile, type AuditFilePorts, createAuditFile } from './audit-file';

/** The audit files of a process: servers that name the same file must share one writer. */
export interface AuditFiles {
	open(file: string): AuditFile;
	/** When everything added so far is in the files. */
	flush(): Promise<void>;
}

export function createAuditFiles(ports: AuditFilePorts): AuditFiles {
	const files = new Map<string, AuditFile>();
	return {
		open(file) {
			const place = path.resolve(file);
			const known = files.get(place);
			if (known) return known;
			const created = createAuditFile(place, ports);
			files.set(place, created);
			return created;
		},
		async flush() {
			await Promise.all([...files.values()].map(async (file) => await file.flush()));
		},
	};
}

/**
 * Where a workflow keeps a file: each has a folder of its own, so that nobody's rotation puts the
 * records of another aside, and nobody writes among them.
 */
export function auditFilePath(folder: string, workflow: string, file: string): string {
	const owner = workflow.replace(/[^A-Za-z0-9_-]/g, '_') || 'unsaved';
	return path.join(folder, owner, file);
}

/**
 * Who edits workflows names the file, but must not be able to write wherever n8n can: a plain name
 * that ends in `.jsonl`, in a folder of its own.
 */
const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.jsonl$/;

export function isAuditFileName(name: string): boolean {
	return FILE_NAME.test(name);
}
