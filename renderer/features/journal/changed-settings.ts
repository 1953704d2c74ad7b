import { settingsSchema, type Settings } from '../../../shared/model/index.ts';

export type SettingName = keyof Settings;
export interface ChangedSetting {
  readonly name: SettingName;
  readonly before: Settings[SettingName];
  readonly after: Settings[SettingName];
}

const names = settingsSchema.unwrap().keyof().options;

/** The constants that differ, in the order of the schema. */
export function changedSettings(before: Settings, after: Settings): readonly ChangedSetting[] {
  return names.flatMap((name) =>
    before[name] === after[name] ? [] : [{ name, before: before[name], after: after[name] }],
  );
}
