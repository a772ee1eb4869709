import { chartCard } from '../faces/plain';
import { showCard } from './show-card';

showCard({ name: 'chart', draw: chartCard });
