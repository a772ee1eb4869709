import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
	holdsLockedPackages,
	lockFits,
	matchesLock,
	stampInstalled,
} from '../../../../scripts/install/installed-packages.cjs';

const lock = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } };

describe('installed packages', () => {
	test('hold what the lock asks for when the versions are the same, whatever else is there', () => {
		const packages = { ...lock.packages, 'node_modules/extra': { version: '9.0.0' } };
		expect(holdsLockedPackages(lock, { packages })).toBe(true);
	});

	test('do not when a version differs or a package is missing', () => {
		const other = { 'node_modules/a': { version: '1.0.1' } };
		expect(holdsLockedPackages(lock, { packages: other })).toBe(false);
		expect(holdsLockedPackages(lock, { packages: {} })).toBe(false);
	});

	test('may lack a package that is optional', () => {
		const optional = {
			packages: { 'node_modules/mac-only': { version: '1.0.0', optional: true } },
		};
		expect(holdsLockedPackages(optional, { packages: {} })).toBe(true);
	});
});

describe('the match of node_modules with package-lock.json', () => {
	let root: string;

	beforeEach(() => {
		root = mkdtempSync(join(tmpdir(), 'installed-packages-'));
		writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
	});

	afterEach(() => rmSync(root, { recursive: true, force: true }));

	test('does not hold in a fresh clone', () => {
		expect(matchesLock(root)).toBe(false);
	});

	test('holds by the stamp until the lock changes', () => {
		mkdirSync(join(root, 'node_modules'));
		stampInstalled(root);
		expect(matchesLock(root)).toBe(true);
		writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: {}, changed: 1 }));
		expect(matchesLock(root)).toBe(false);
	});

	test('holds without a stamp when npm was run by hand', () => {
		mkdirSync(join(root, 'node_modules'));
		writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify(lock));
		expect(matchesLock(root)).toBe(true);
	});

	test('is possible only while the lock was made for package.json', () => {
		const dependencies = { devDependencies: { a: '1.0.0' } };
		const made = { packages: { ...lock.packages, '': dependencies } };
		writeFileSync(join(root, 'package-lock.json'), JSON.stringify(made));
		writeFileSync(join(root, 'package.json'), JSON.stringify(dependencies));
		expect(lockFits(root)).toBe(true);
		writeFileSync(join(root, 'package.json'), JSON.stringify({ devDependencies: { a: '2.0.0' } }));
		expect(lockFits(root)).toBe(false);
	});
});
