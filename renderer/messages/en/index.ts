import app from './app.json';
import common from './common.json';

export const en = { app, common };
