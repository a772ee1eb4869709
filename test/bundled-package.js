'use strict';

const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const path = require('node:path');

const { buildSync } = require('esbuild');

const LOCK = path.join(__dirname, '..', 'package-lock.json');

/**
 * Bundles a module of src/third-party as the build does: jest cannot require packages that are ES modules
 * only. A transformer of jest; what it makes is kept until the versions of the packages change.
 */
module.exports = {
	process: (_source, file) => {
		const { outputFiles } = buildSync({
			entryPoints: [file],
			bundle: true,
			platform: 'node',
			format: 'cjs',
			write: false,
			logLevel: 'error',
		});
		return { code: outputFiles[0].text };
	},
	getCacheKey: (source, file) =>
		createHash('sha256').update(source).update(file).update(readFileSync(LOCK)).digest('hex'),
};
