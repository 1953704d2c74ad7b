import { tellJourney } from './journey.ts';
import { keyboard } from './keyboard.ts';

tellJourney({ by: 'keyboard', hands: keyboard, size: { width: 1024, height: 700 }, takesPictures: false });
