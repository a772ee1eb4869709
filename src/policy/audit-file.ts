import path from 'node:path';

import type { AuditRecord } from './audit';

/** The file operations that are used, of `node:fs/promises`. */
export interface AuditFileSystem {
	appendFile(file: string, text: string, options: { mode: number }): Promise<void>;
	stat(file: string): Promise<{ size: number }>;
	rename(from: string, to: string): Promise<void>;
	rm(file: string, options: { force: true }): Promise<void>;
	mkdir(folder: string, options: { recursive: true }): Promise<unknown>;
}

export interface Rotation {
	/** A file that would grow larger is put aside first. In bytes. */
	maxBytes: number;
	/** Files that are kept besides the current one, `….1` the youngest. */
	keepFiles: number;
}

export interface AuditFilePorts {
	fs: AuditFileSystem;
	/** Hears when writing begins to fail, when records begin to be lost, and how many were. */
	reportTrouble: (message: string) => void;
}

export interface AuditFile {
	/** Adds a line. Lines get into the file in the order of these calls. Never throws. */
	append(record: AuditRecord, rotation: Rotation): void;
	/** When everything added so far is in the file, or could not be written. */
	flush(): Promise<void>;
}

/** Readable by the owner only: records say who asked for what. */
const MODE = 0o600;

/** What waits while the disk refuses; then the oldest go, and that is reported. In characters. */
const LONGEST_BACKLOG = 10_000_000;

/**
 * A file of JSON lines. Lines that come while one is written go into the next write together. After
 * a failure they stay, and are tried again with the next record.
 *
 * Several processes may append to one file, but then rotation may put a file aside too early.
 */
export function createAuditFile(file: string, { fs, reportTrouble }: AuditFilePorts): AuditFile {
	let waiting: string[] = [];
	let waitingLength = 0;
	let rotation: Rotation = { maxBytes: Infinity, keepFiles: 0 };
	let writing: Promise<void> | undefined;
	let failing = false;
	let lost = 0;
	/** A write that failed may have left half a line. */
	let torn = false;

	/** Clears `writing` itself, in the same turn in which it found nothing left to write. */
	async function writeAll(): Promise<void> {
		try {
			while (waiting.length > 0) await writeBatch(takeBatch());
		} catch (error) {
			if (!failing) reportTrouble(`${file} cannot be written: ${messageOf(error)}`);
			failing = true;
		} finally {
			writing = undefined;
		}
	}

	async function writeBatch(lines: string[]): Promise<void> {
		try {
			await write(lines.join(''));
		} catch (error) {
			waiting = [...lines, ...waiting];
			waitingLength += lengthOf(lines);
			throw error;
		}
		recover();
	}

	/** As many lines as one file may hold, but at least one. */
	function takeBatch(): string[] {
		let bytes = 0;
		const tooMany = waiting.findIndex(
			(line) => (bytes += Buffer.byteLength(line)) > rotation.maxBytes,
		);
		const lines = waiting.splice(0, tooMany < 0 ? waiting.length : Math.max(1, tooMany));
		waitingLength -= lengthOf(lines);
		return lines;
	}

	function recover(): void {
		if (lost > 0) reportTrouble(`${file} can be written again; ${lost} records were lost`);
		failing = false;
		lost = 0;
	}

	async function write(text: string): Promise<void> {
		await fs.mkdir(path.dirname(file), { recursive: true });
		const size = await makeRoom(Buffer.byteLength(text));
		try {
			await fs.appendFile(file, torn ? `\n${text}` : text, { mode: MODE });
			torn = false;
		} catch (error) {
			torn ||= (await sizeOf(file)) !== size;
			throw error;
		}
	}

	/** @returns the size of the current file */
	async function makeRoom(bytes: number): Promise<number> {
		const size = await sizeOf(file);
		if (size === 0 || size + bytes <= rotation.maxBytes) return size;
		await rotate(rotation.keepFiles);
		torn = false;
		return 0;
	}

	async function rotate(keepFiles: number): Promise<void> {
		await fs.rm(`${file}.${keepFiles}`, { force: true });
		for (let age = keepFiles - 1; age >= 1; age -= 1) {
			await renameIfThere(`${file}.${age}`, `${file}.${age + 1}`);
		}
		if (keepFiles > 0) await renameIfThere(file, `${file}.1`);
		else await fs.rm(file, { force: true });
	}

	async function renameIfThere(from: string, to: string): Promise<void> {
		await fs.rename(from, to).catch(unlessMissing);
	}

	async function sizeOf(name: string): Promise<number> {
		return (await fs.stat(name).catch(unlessMissing))?.size ?? 0;
	}

	function dropOldest(): void {
		while (waitingLength > LONGEST_BACKLOG) {
			waitingLength -= waiting.shift()?.length ?? 0;
			if (lost === 0) reportTrouble(`${file} is losing records: the disk is too slow`);
			lost += 1;
		}
	}

	return {
		append(record, nextRotation) {
			const line = `${JSON.stringify(record)}\n`;
			rotation = nextRotation;
			waiting.push(line);
			waitingLength += line.length;
			dropOldest();
			if (waiting.length > 0) writing ??= writeAll();
		},
		async flush() {
			await writing;
		},
	};
}

function unlessMissing(error: unknown): undefined {
	if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return undefined;
	throw error;
}

function lengthOf(lines: readonly string[]): number {
	return lines.reduce((sum, line) => sum + line.length, 0);
}

function messageOf(error: unknown): string {
	return (error as Partial<Error> | undefined)?.message ?? String(error);
}
