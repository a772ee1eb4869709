'use strict';

const { spawn } = require('node:child_process');
const { closeSync, mkdirSync, openSync, readFileSync, statSync } = require('node:fs');
const { dirname } = require('node:path');

/**
 * Runs a command to its end, its output appended to a log file. Resolves whatever its exit code
 * (`code` is null when a signal ended it); rejects only when the command cannot be started.
 * The command ends with this process.
 */
function runLogged({ command, args, cwd, env, shell, logFile }) {
	mkdirSync(dirname(logFile), { recursive: true });
	const log = openSync(logFile, 'a');
	const logStart = statSync(logFile).size;
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', log, log] });
		closeSync(log);
		const endChild = () => child.kill();
		process.once('exit', endChild);
		child.once('error', (error) => {
			process.removeListener('exit', endChild);
			reject(error);
		});
		child.once('close', (code, signal) => {
			process.removeListener('exit', endChild);
			const output = readFileSync(logFile).subarray(logStart).toString('utf8');
			resolve({ code, signal, output });
		});
	});
}

module.exports = { runLogged };
