'use strict';

const LOCK_REFUSAL = /package\.json and package-lock\.json.*in sync/s;

/** What npm and its children print, and what the reader can do about it; the first match counts. */
const CAUSES = [
	{
		pattern: /ENOSPC|no space left on device/i,
		explanation: 'the disk is full: free some space and try again',
	},
	{
		pattern: /EACCES|EROFS|EPERM/,
		explanation: 'a folder cannot be written: check its owner and permissions',
	},
	{
		pattern: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED/,
		explanation: 'the npm registry cannot be reached: check the network or the proxy settings',
	},
	{
		pattern: /SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF|UNABLE_TO_GET_ISSUER_CERT|CERT_HAS_EXPIRED/,
		explanation: 'the npm registry’s certificate is not trusted: set npm’s cafile',
	},
	{
		pattern: /\bE40[13]\b/,
		explanation: 'the npm registry refused access: check npm’s login for it',
	},
	{
		pattern: LOCK_REFUSAL,
		explanation: 'package-lock.json does not belong to package.json: run npm install once',
	},
];

/** The likely cause of a failed npm run with the next step, or undefined when it is not known. */
function explainNpmFailure(output) {
	return CAUSES.find(({ pattern }) => pattern.test(output))?.explanation;
}

/** Whether npm ci found package-lock.json incomplete. */
function isLockRefusal(output) {
	return LOCK_REFUSAL.test(output);
}

module.exports = { explainNpmFailure, isLockRefusal };
