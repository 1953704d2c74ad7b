import { config } from 'zod';

// The page's policy forbids making code from text. Zod would try once and be refused with an error in the console, so
// it is told before the first schema is made: everything that makes one is loaded after this line.
config({ jitless: true });

const { start } = await import('./app/index.ts');
start(window);
