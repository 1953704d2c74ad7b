import { z } from 'zod';

// The page's policy forbids making code from text. Zod would try once and be refused with an error in the console, so
// it is told before the first schema is made: this file is the first import of main.tsx.
z.config({ jitless: true });
