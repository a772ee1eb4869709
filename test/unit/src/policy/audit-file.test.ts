import fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { AuditRecord } from '../../../../src/policy/audit';
import { type AuditFileSystem, createAuditFile } from '../../../../src/policy/audit-file';
import {
	auditFilePath,
	createAuditFiles,
	isAuditFileName,
} from '../../../../src/policy/audit-files';

const record = (name: string): AuditRecord => ({
	time: '2026-11-22T00:00:00.000Z',
	server: { name: 'Acme', path: '/gtm', workflow: 'w1' },
	principal: 'apiKey:Dana',
	kind: 'tool',
	name,
	outcome: 'ok',
	durationMs: 1,
	bytes: 1,
});
const LINE = JSON.stringify(record('000')).length + 1;
const large = { maxBytes: 1_000_000_000, keepFiles: 3 };

let folder: string;
let file: string;
let trouble: string[];
const ports = (system: AuditFileSystem = fs) => ({
	fs: system,
	reportTrouble: (message: string) => void trouble.push(message),
});

beforeEach(async () => {
	folder = await fs.mkdtemp(path.join(tmpdir(), 'audit-'));
	file = path.join(folder, 'deeper', 'audit.jsonl');
	trouble = [];
});

afterEach(async () => await fs.rm(folder, { recursive: true }));

const namesIn = async (name: string) =>
	(await fs.readFile(name, 'utf8'))
		.trimEnd()
		.split('\n')
		.map((line) => (JSON.parse(line) as AuditRecord).name);

const numbered = (count: number) =>
	Array.from({ length: count }, (_, index) => String(index).padStart(3, '0'));

describe('an audit file', () => {
	it('gets every record once and in order, however fast they come', async () => {
		const audit = createAuditFile(file, ports());
		for (const name of numbered(1_000)) {
			audit.append(record(name), large);
			if (name.endsWith('7')) await new Promise((resolve) => setImmediate(resolve));
		}
		await audit.flush();
		expect(await namesIn(file)).toEqual(numbered(1_000));
		expect(trouble).toEqual([]);
	});

	it('can be read by its owner only', async () => {
		const audit = createAuditFile(file, ports());
		audit.append(record('000'), large);
		await audit.flush();
		expect((await fs.stat(file)).mode & 0o777).toBe(0o600);
	});

	it('keeps a line a record, whatever a client calls itself', async () => {
		const audit = createAuditFile(file, ports());
		audit.append(record('a\n{"principal":"forged"}\r\u2028\ud800'), large);
		await audit.flush();
		expect((await fs.readFile(file, 'utf8')).match(/\n/g)).toHaveLength(1);
	});

	it('is put aside before it grows too large; the oldest are deleted', async () => {
		const audit = createAuditFile(file, ports());
		for (const name of numbered(11)) {
			audit.append(record(name), { maxBytes: 2 * LINE, keepFiles: 3 });
			await audit.flush();
		}
		expect(await namesIn(file)).toEqual(['010']);
		expect(await namesIn(`${file}.1`)).toEqual(['008', '009']);
		expect(await namesIn(`${file}.2`)).toEqual(['006', '007']);
		expect(await namesIn(`${file}.3`)).toEqual(['004', '005']);
		expect((await fs.readdir(path.dirname(file))).toSorted()).toHaveLength(4);
	});

	it('does not grow too large either when many records come at once', async () => {
		const audit = createAuditFile(file, ports());
		for (const name of numbered(10)) {
			audit.append(record(name), { maxBytes: 3 * LINE, keepFiles: 9 });
		}
		await audit.flush();
		const files = (await fs.readdir(path.dirname(file))).toSorted().reverse();
		const places = [...files.slice(0, -1), 'audit.jsonl'].map((name) =>
			path.join(path.dirname(file), name),
		);
		const kept = await Promise.all(places.map(namesIn));
		expect(kept.flat()).toEqual(numbered(10));
		for (const names of kept) expect(names.length).toBeLessThanOrEqual(3);
	});

	it('gets a record that comes at the very moment when a write ends', async () => {
		const audit = createAuditFile(file, ports());
		for (let turns = 0; turns < 40; turns += 1) {
			audit.append(record('000'), large);
			const flushed = audit.flush();
			await flushed;
			for (let turn = 0; turn < turns % 8; turn += 1) await Promise.resolve();
			audit.append(record('001'), large);
			await audit.flush();
		}
		expect(await namesIn(file)).toHaveLength(80);
		let next: Promise<void> | undefined;
		const late = createAuditFile(file, {
			...ports({
				...fs,
				async appendFile(name, text, options) {
					await fs.appendFile(name, text, options);
					next ??= Promise.resolve().then(() => late.append(record('002'), large));
				},
			}),
		});
		late.append(record('001'), large);
		await late.flush();
		await next;
		await late.flush();
		expect((await namesIn(file)).slice(-2)).toEqual(['001', '002']);
	});

	it('may be kept alone', async () => {
		const audit = createAuditFile(file, ports());
		for (const name of numbered(3)) {
			audit.append(record(name), { maxBytes: LINE, keepFiles: 0 });
			await audit.flush();
		}
		expect(await fs.readdir(path.dirname(file))).toEqual(['audit.jsonl']);
		expect(await namesIn(file)).toEqual(['002']);
	});

	it('goes on where the last run of n8n ended', async () => {
		for (const name of ['000', '001']) {
			const audit = createAuditFile(file, ports());
			audit.append(record(name), large);
			await audit.flush();
		}
		expect(await namesIn(file)).toEqual(['000', '001']);
	});

	it('that cannot be written is reported; its records follow when it can', async () => {
		await fs.mkdir(file, { recursive: true });
		const audit = createAuditFile(file, ports());
		audit.append(record('000'), large);
		await audit.flush();
		expect(trouble).toEqual([expect.stringContaining('cannot be written: EISDIR')]);
		await fs.rmdir(file);
		audit.append(record('001'), large);
		await audit.flush();
		expect(await namesIn(file)).toEqual(['000', '001']);
	});

	it('whose disk was full in the middle of a line begins a new one', async () => {
		let full = true;
		const audit = createAuditFile(
			file,
			ports({
				...fs,
				async appendFile(name, text, options) {
					if (!full) return await fs.appendFile(name, text, options);
					full = false;
					await fs.appendFile(name, text.slice(0, 10), options);
					throw new Error('ENOSPC: no space left');
				},
			}),
		);
		audit.append(record('000'), large);
		await audit.flush();
		audit.append(record('001'), large);
		await audit.flush();
		const [torn, ...lines] = (await fs.readFile(file, 'utf8')).trimEnd().split('\n');
		expect(torn).toHaveLength(10);
		expect(lines.map((line) => (JSON.parse(line) as AuditRecord).name)).toEqual(['000', '001']);
	});

	it('does not hold more than fits while the disk refuses, and says what was lost', async () => {
		await fs.mkdir(file, { recursive: true });
		const audit = createAuditFile(file, ports());
		const long = 'x'.repeat(1_000_000);
		for (let count = 0; count < 15; count += 1) {
			audit.append(record(long), large);
			await audit.flush();
		}
		await fs.rmdir(file);
		audit.append(record('000'), large);
		await audit.flush();
		expect(trouble).toEqual([
			expect.stringContaining('cannot be written: EISDIR'),
			expect.stringContaining('is losing records'),
			expect.stringContaining('can be written again; 6 records were lost'),
		]);
		expect(await namesIn(file)).toHaveLength(10);
	});
});

describe('the audit files of a process', () => {
	it('are one for each place, whoever opens them', async () => {
		const files = createAuditFiles(ports());
		expect(files.open(file)).toBe(
			files.open(path.join(folder, 'x', '..', 'deeper', 'audit.jsonl')),
		);
		files.open(file).append(record('000'), large);
		await files.flush();
		expect(await namesIn(file)).toEqual(['000']);
	});

	it('are apart for each workflow, so that the rotation of one deletes nothing of another', async () => {
		const files = createAuditFiles(ports());
		const [mine, yours] = ['w1', 'w2'].map((owner) => auditFilePath(folder, owner, 'a.jsonl'));
		if (mine === undefined || yours === undefined) throw new Error('no paths');
		files.open(mine).append(record('000'), large);
		for (let call = 0; call < 5; call += 1) {
			files.open(yours).append(record('111'), { maxBytes: LINE, keepFiles: 0 });
			await files.flush();
		}
		expect(await namesIn(mine)).toEqual(['000']);
	});

	it('never leave the folder, whatever the id of the workflow', () => {
		expect(auditFilePath('/audit', '../../etc', 'a.jsonl')).toBe('/audit/______etc/a.jsonl');
	});

	it.each(['audit.jsonl', 'a-1_b.2026.jsonl'])('may be called %s', (name) => {
		expect(isAuditFileName(name)).toBe(true);
	});

	it.each([
		'',
		'.jsonl',
		'../audit.jsonl',
		'/etc/audit.jsonl',
		'a\\b.jsonl',
		'audit.json',
		'audit.jsonl\n',
		'audit.jsonl\0.sh',
		'.hidden.jsonl',
	])('may not be called %j', (name) => {
		expect(isAuditFileName(name)).toBe(false);
	});
});
