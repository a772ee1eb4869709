'use strict';

const { existsSync, statfsSync } = require('node:fs');
const { dirname } = require('node:path');

const GIGABYTE = 1024 ** 3;

function nearestExisting(folder) {
	return existsSync(folder) ? folder : nearestExisting(dirname(folder));
}

/** Free space for the file system of a folder that need not exist yet, in gigabytes. */
function freeGigabytes(folder) {
	const { bavail, bsize } = statfsSync(nearestExisting(folder));
	return (bavail * bsize) / GIGABYTE;
}

/** One line that says how much is missing, or undefined when there is room. */
function explainMissingSpace({ folder, neededGigabytes, freeGigabytes: free }) {
	if (free >= neededGigabytes) return undefined;
	return (
		`${folder} needs about ${neededGigabytes} GB of free disk space, ` +
		`only ${free.toFixed(1)} GB are left: free some space and try again`
	);
}

module.exports = { explainMissingSpace, freeGigabytes };
