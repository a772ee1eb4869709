import { tableCard } from '../faces/plain';
import { showCard } from './show-card';

showCard({ name: 'table', draw: tableCard });
