import app from './app.json';
import common from './common.json';
import library from './library.json';
import diff from './diff.json';
import review from './review.json';

export const en = { app, common, library, diff, review };
