import { tellJourney } from './journey.ts';
import { mouse } from './mouse.ts';

tellJourney({ by: 'mouse', hands: mouse, size: { width: 1440, height: 900 }, takesPictures: true });
