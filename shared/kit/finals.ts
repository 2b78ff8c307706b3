// The closed list of acts that cannot be undone. Everything else can; a test holds every operation
// of kind `final` against this list. `release` is a kind of its own and always final.
export const FINAL_ACTS = [
  'openWave',
  'forgetWave',
  'freezeSnapshot',
  'freezeScale',
  'release',
  'reveal',
  'changePassphrase',
  'rotate',
  'purgeTrash',
  'runRetention',
  'erase',
  'restore',
] as const
