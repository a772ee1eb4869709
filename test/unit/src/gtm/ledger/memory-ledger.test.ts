import { describeLedger } from './ledger-contract';
import { createMemoryLedger } from '../../../../../src/gtm/ledger/memory-ledger';

describe('a ledger in memory', () => {
	describeLedger(createMemoryLedger);
});
