import type { INodeProperties } from 'n8n-workflow';

import { contextForm } from '../../src/n8n/context/context-form';
import { resources } from './actions/operations';

/** The form of the node. */
export const properties: INodeProperties[] = contextForm(resources);
