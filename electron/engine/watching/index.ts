/** Folders that are watched: what comes into them is imported. */
export { WatchedFolder, type WatchTimes } from './watched-folder.ts';
export { WatchedFolders } from './watched-folders.ts';
