'use strict';

/** One jest project a suite; `npm run test:<suite>` runs one, `npm test` all (scripts/test). */
const project = (name, extra = {}) => ({
	displayName: name,
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
	transform: {
		'/src/third-party/kysely\\.ts$': '<rootDir>/test/bundled-package.js',
		'^.+\\.tsx?$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript', decorators: false }, target: 'es2023' },
				module: { type: 'commonjs' },
			},
		],
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.artefacts/'],
	...extra,
});

/** Forms for the pages of the docs: `npm run docs:pictures` takes them. What is on them, every-form tests. */
const PICTURES = ['/e2e/(credential|node)-pictures\\.test\\.ts$'];

/** n8n-core in process wants a home. */
const ownFolder = {
	globalSetup: '<rootDir>/test/node/harness/make-folder.ts',
	globalTeardown: '<rootDir>/test/node/harness/remove-folder.ts',
};

/** @type {import('jest').Config} */
module.exports = {
	// No test measures time: this only ends what hangs, also on a busy machine.
	testTimeout: 30_000,
	projects: [
		project('unit'),
		project('node', ownFolder),
		project('contract', ownFolder),
		project('e2e', {
			testPathIgnorePatterns: process.env.GTM_DOCS_PICTURES ? [] : PICTURES,
			setupFilesAfterEnv: ['<rootDir>/test/e2e/setup/test-timeout.ts'],
			globalSetup: '<rootDir>/test/e2e/setup/start-n8n.ts',
			globalTeardown: '<rootDir>/test/e2e/setup/stop-n8n.ts',
		}),
	],
};
