/** A Redis, as n8n's own settings describe it. */
export interface RedisPlace {
	/** One server, or some nodes of a cluster, or sentinels that know where the master is. */
	nodes: ReadonlyArray<{ host: string; port: number }>;
	/** What the nodes are; sentinels are asked for a master by its name. */
	kind: 'server' | 'cluster' | { sentinelsOf: string };
	username?: string;
	password?: string;
	/** A cluster has one only. */
	db: number;
	tls: false | { servername?: string; rejectUnauthorized: boolean };
	/** Of addresses; 0 for both. */
	family: 0 | 4;
	/** False for a cluster whose nodes must be called by the names that it gives them. */
	looksUpNames: boolean;
	/** All keys and channels begin with it. In braces, so that a cluster keeps them on one node. */
	prefix: string;
}
