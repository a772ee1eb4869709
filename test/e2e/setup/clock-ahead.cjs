'use strict';

/** Loaded into n8n by NODE_OPTIONS: what asks for the time now is told a later one. */
const ahead = Number(process.env.GTM_TEST_CLOCK_AHEAD_MS);
const { now } = Date;
Date.now = () => now() + ahead;
