'use strict';

const { randomUUID } = require('node:crypto');
const { mkdir, readFile, rename, rm, stat, utimes, writeFile } = require('node:fs/promises');
const { hostname } = require('node:os');
const { dirname } = require('node:path');

/** The holder touches its lock this often; a lock untouched for STALE_AFTER_MS is abandoned. */
const HEARTBEAT_MS = 5_000;
const STALE_AFTER_MS = 60_000;
const POLL_MS = 500;

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return error.code === 'EPERM';
	}
}

async function readHolder(lockFile) {
	try {
		const [text, { mtimeMs }] = await Promise.all([readFile(lockFile, 'utf8'), stat(lockFile)]);
		return { text, age: Date.now() - mtimeMs };
	} catch (error) {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	}
}

function parseHolder(text) {
	try {
		return JSON.parse(text);
	} catch {
		return {}; // Half-written: its age alone decides.
	}
}

/** A lock is abandoned when its process is gone, or when nobody touched it for a minute. */
function isAbandoned({ text, age }) {
	const { pid, host } = parseHolder(text);
	if (age > STALE_AFTER_MS) return true;
	return host === hostname() && Number.isInteger(pid) && !isRunning(pid);
}

/**
 * Removes an abandoned lock. It is renamed first and compared, so that a lock which another
 * process took in between is put back; the gap left is a few microseconds.
 */
async function removeAbandoned(lockFile, seenText) {
	const aside = `${lockFile}.${randomUUID()}`;
	try {
		await rename(lockFile, aside);
	} catch (error) {
		if (error.code === 'ENOENT') return;
		throw error;
	}
	if ((await readFile(aside, 'utf8')) === seenText) await rm(aside, { force: true });
	else await rename(aside, lockFile);
}

async function tryTake(lockFile, content) {
	try {
		await writeFile(lockFile, content, { flag: 'wx' });
		return true;
	} catch (error) {
		if (error.code === 'EEXIST') return false;
		throw error;
	}
}

async function release(lockFile, content) {
	const holder = await readHolder(lockFile);
	if (holder?.text === content) await rm(lockFile, { force: true });
}

/**
 * Takes the lock or returns undefined when a living process holds it. The returned function
 * releases it.
 */
async function takeLock(lockFile) {
	await mkdir(dirname(lockFile), { recursive: true });
	const content = JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() });
	for (let attempt = 0; attempt < 3; attempt += 1) {
		if (await tryTake(lockFile, content)) {
			// A failed touch is harmless: the lock only looks older than it is.
			const touch = () => utimes(lockFile, new Date(), new Date()).catch(() => undefined);
			const heartbeat = setInterval(touch, HEARTBEAT_MS);
			heartbeat.unref();
			return async () => {
				clearInterval(heartbeat);
				await release(lockFile, content);
			};
		}
		const holder = await readHolder(lockFile);
		if (holder && !isAbandoned(holder)) return undefined;
		if (holder) await removeAbandoned(lockFile, holder.text);
	}
	return undefined;
}

/** Runs `work` alone among all processes that use the same lock file; waits for its turn. */
async function withLock(lockFile, work, { onWait = () => undefined } = {}) {
	let releaseLock = await takeLock(lockFile);
	if (!releaseLock) onWait();
	while (!releaseLock) {
		await pause(POLL_MS);
		releaseLock = await takeLock(lockFile);
	}
	try {
		return await work();
	} finally {
		await releaseLock();
	}
}

module.exports = { takeLock, withLock };
