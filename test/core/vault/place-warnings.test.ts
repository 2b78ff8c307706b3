import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { findCopyOf, isFolderCopy } from '../../../electron/core/vault/copy-names.ts'
import {
  findMountType,
  findVolume,
  isServerPath,
  judgeFileSystem,
  nameOfMagic,
} from '../../../electron/core/vault/file-systems.ts'
import { makeBackupHere } from '../../../electron/core/vault/backup.ts'
import { findPlaceWarnings } from '../../../electron/core/vault/place-warnings.ts'
import { findSyncByMarker, findSyncByPath } from '../../../electron/core/vault/sync-products.ts'
import { PLACE_SENTENCES, sayWarning } from '../../../shared/workspace/place-text.ts'
import { placeWarnings } from '../../../shared/workspace/place-warnings.ts'
import {
  createClosedWorkspace,
  createWorkspace,
  makeParent,
  testTools,
} from '../../support/vault.ts'

const tools = testTools()

test.each([
  ['workspace (conflicted copy 2027-01-11 140000).db', 'database'],
  ["workspace (Ada Lind's conflicted copy 2027-01-11).db", 'database'],
  ['workspace.sync-conflict-20270111-140000-ABCDEFG.db', 'database'],
  ['workspace-LAPTOP.db', 'database'],
  ['workspace-LAPTOP-2.db', 'database'],
  ['workspace (1).db', 'database'],
  ['workspace 2.db', 'database'],
  ['workspace - Copy.db', 'database'],
  ['workspace - Copy (2).db', 'database'],
  ['workspace - Kopie.db', 'database'],
  ['workspace copy.db', 'database'],
  ['workspace (another copy).db', 'database'],
  ['workspace_conflict-20270111-140000.db', 'database'],
  ['workspace_LAPTOP_Jan-11-140000-2027_Conflict.db', 'database'],
  ['workspace [conflicted].db', 'database'],
  ['workspace (SFConflict ada@example.org 2027-01-11-14-00-00).db', 'database'],
  ['workspace.Conflict.db', 'database'],
  ['workspace_old.db', 'database'],
  ['Workspace (1).DB', 'database'],
  ['workspace.db~', 'database'],
  ['workspace.db.bak', 'database'],
  ['workspace.db (1)', 'database'],
  ['workspace.db - Copy', 'database'],
  ['keys (1).json', 'keys'],
  ['keys.json - Copy', 'keys'],
  ['keys.sync-conflict-20270111-140000-ABCDEFG.json', 'keys'],
  ['keys-LAPTOP.json', 'keys'],
  ['keys (conflicted copy 2027-01-11).json.bak', 'keys'],
  ['keys.json (1).bak', 'keys'],
])('%s is a second copy of the %s', (name, of) => {
  expect(findCopyOf(name)).toBe(of)
})

test.each([
  'workspace.db',
  'workspace.db-journal',
  'workspace.db.next',
  'workspace.db.next-journal',
  'workspace.db.salvaged',
  'workspace.db.salvaged.part',
  'workspace.db.salvaged.part-journal',
  'workspace.lock',
  'workspace.lock.0a1b2c3d.new',
  'workspace.lock.4711.stale',
  'keys.json',
  'keys.json.bak',
  'keys.json.next',
  'record.tail',
  'set-aside',
  '.keys.json.0123456789ab.part',
  '.clock-Xy12',
  'backups',
  'keys',
  '.DS_Store',
  'desktop.ini',
  'Thumbs.db',
  'workspaces.db',
  'notes.txt',
])('%s is no copy', (name) => {
  expect(findCopyOf(name)).toBeNull()
})

test.each([
  'Acme (1).throughline',
  'Acme - Copy.throughline',
  'Acme - Copy (2).throughline',
  'Acme copy.throughline',
  'Acme (copy).throughline',
  'Acme (3rd copy).throughline',
  'Acme.throughline - Copy',
  'Acme.throughline (1)',
  'Copy of Acme.throughline',
  'Acme - Kopie.throughline',
  'Acme (conflicted copy 2027-01-11).throughline',
  'Acme.sync-conflict-20270111-140000-ABCDEFG.throughline',
])('%s lies beside Acme as a copy', (name) => {
  expect(isFolderCopy('Acme.throughline', name)).toBe(true)
})

test.each([
  'Acme.throughline',
  'Acme 2.throughline',
  'Acme North.throughline',
  'Acme (North).throughline',
  'Acmecopy.throughline',
  'Acme',
  'Acme (1)',
  'Acme - Copy.pdf',
])('%s beside Acme is something else', (name) => {
  expect(isFolderCopy('Acme.throughline', name)).toBe(false)
})

const HOME = '/home/ada'
test.each([
  ['/home/ada/Dropbox/HR/Acme.throughline', 'Dropbox'],
  ['/home/ada/Dropbox (Acme)/Acme.throughline', 'Dropbox'],
  ['C:\\Users\\ada\\OneDrive - Acme GmbH\\Acme.throughline', 'OneDrive'],
  ['/Users/ada/Library/CloudStorage/OneDrive-Acme/Acme.throughline', 'OneDrive'],
  ['/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.org/My Drive/A', 'Google Drive'],
  ['/Users/ada/Library/CloudStorage/Box-Box/Acme.throughline', 'Box'],
  ['/Users/ada/Library/CloudStorage/Someone-else/Acme.throughline', 'Cloud storage'],
  ['G:\\My Drive\\Acme.throughline', 'Google Drive'],
  ['/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/Acme.throughline', 'iCloud Drive'],
  ['C:\\Users\\ada\\iCloudDrive\\Acme.throughline', 'iCloud Drive'],
  ['/home/ada/Nextcloud/Acme.throughline', 'Nextcloud or ownCloud'],
  ['/home/ada/ownCloud/Acme.throughline', 'Nextcloud or ownCloud'],
  ['/home/ada/pCloudDrive/Acme.throughline', 'pCloud'],
  ['/home/ada/MEGA/Acme.throughline', 'MEGA'],
  ['/home/ada/Box/Acme.throughline', 'Box'],
  ['/home/ada/Sync/Acme.throughline', 'Syncthing'],
  ['/home/ada/Documents/Box/Acme.throughline', null],
  ['/home/ada/Documents/Sync/Acme.throughline', null],
  ['/srv/Mega/Acme.throughline', null],
  ['/home/ada/Dropbox migration notes/Acme.throughline', null],
  ['/home/ada/Documents/Throughline/Acme.throughline', null],
])('%s is synchronised by %s', (path, product) => {
  expect(findSyncByPath(path, HOME)).toBe(product)
})

test.each([
  ['.stfolder', 'Syncthing'],
  ['.dropbox.cache', 'Dropbox'],
  ['.tmp.driveupload', 'Google Drive'],
  ['.sync_0a1b2c3d4e5f.db', 'Nextcloud or ownCloud'],
  ['._sync_0a1b2c3d4e5f.db', 'Nextcloud or ownCloud'],
  ['.seafile-data', 'Seafile'],
  ['.git', null],
])('a folder with %s in it is synchronised by %s', (name, product) => {
  expect(findSyncByMarker(['Documents', name])).toBe(product)
})

const MOUNTS = String.raw`22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:40 / /mnt/hr rw - cifs //server/hr rw
31 22 0:41 / /mnt/my\040share rw - nfs4 server:/export rw
32 22 0:42 / /home/ada/remote rw shared:7 - fuse.sshfs ada@server: rw
33 22 8:17 / /run/media/ada/STICK rw - vfat /dev/sdb1 rw
34 22 0:43 / /work rw - virtiofs share rw`

test.each([
  ['/mnt/hr/Acme.throughline', { kind: 'network-drive', system: 'SMB' }],
  ['/mnt/my share/Acme.throughline', { kind: 'network-drive', system: 'NFS' }],
  ['/home/ada/remote/Acme.throughline', { kind: 'network-drive', system: 'SSHFS' }],
  ['/run/media/ada/STICK/Acme.throughline', { kind: 'weak-file-system', system: 'FAT' }],
  ['/work/Acme.throughline', { kind: 'guest-share', system: 'virtiofs' }],
  ['/mnt/hr-local/Acme.throughline', null],
  ['/home/ada/Acme.throughline', null],
])('what %s is stored on is told from the mounts', (path, warning) => {
  expect(judgeFileSystem(findMountType(path, MOUNTS))).toEqual(warning)
})

test('without a list of mounts the number of the file system tells', () => {
  expect(judgeFileSystem(nameOfMagic(0xff534d42 | 0))).toMatchObject({ system: 'SMB' })
  expect(judgeFileSystem(nameOfMagic(0xef53))).toBeNull()
})

test.each([
  ['\\\\server\\hr\\Acme.throughline', true],
  ['\\\\?\\UNC\\server\\hr\\Acme.throughline', true],
  ['\\\\?\\C:\\Users\\ada\\Acme.throughline', false],
  ['\\\\wsl$\\Debian\\home\\ada', false],
  ['C:\\Users\\ada\\Acme.throughline', false],
])('%s leads to a server: %s', (path, answer) => {
  expect(isServerPath(path)).toBe(answer)
})

test('a disk of its own is named', () => {
  expect(findVolume('/Volumes/STICK/Acme.throughline')).toBe('STICK')
  expect(findVolume('/run/media/ada/STICK')).toBe('STICK')
  expect(findVolume('/Users/ada/Documents')).toBeNull()
})

test('a workspace in an ordinary place, open, backed up and closed, is warned about nowhere', async () => {
  const vault = await createWorkspace(tools)
  await makeBackupHere(vault)
  vault.db.exec('BEGIN IMMEDIATE; DELETE FROM note')
  expect(findPlaceWarnings(vault.folder)).toEqual([])
  vault.db.exec('ROLLBACK')
  vault.close()
  expect(findPlaceWarnings(vault.folder)).toEqual([])
  // Another workspace beside it is none of its copies.
  const other = await createClosedWorkspace(tools)
  cpSync(other.folder, join(dirname(vault.folder), 'Beta.throughline'), { recursive: true })
  expect(findPlaceWarnings(vault.folder)).toEqual([])
})

test('copies are listed by name, also one whose name says nothing, and nothing is written', async () => {
  const { folder, place } = await createClosedWorkspace(tools)
  cpSync(place.database, join(folder, 'workspace (1).db'))
  cpSync(place.keys, join(folder, 'keys-LAPTOP.json'))
  cpSync(folder, join(dirname(folder), 'Last week.throughline'), { recursive: true })
  cpSync(folder, join(dirname(folder), 'Acme - Copy.throughline'), { recursive: true })
  const before = readdirSync(dirname(folder), { recursive: true })
  const found = placeWarnings.parse(findPlaceWarnings(folder))
  expect(found).toHaveLength(4)
  expect(found).toEqual(
    expect.arrayContaining([
      { kind: 'conflict-copy', name: 'workspace (1).db', of: 'database' },
      { kind: 'conflict-copy', name: 'keys-LAPTOP.json', of: 'keys' },
      { kind: 'conflict-copy', name: 'Last week.throughline', of: 'folder' },
      { kind: 'conflict-copy', name: 'Acme - Copy.throughline', of: 'folder' },
    ]),
  )
  expect(readdirSync(dirname(folder), { recursive: true })).toEqual(before)
})

test('a synchronised folder is seen by its marker and through a link', async () => {
  const { folder } = await createClosedWorkspace(tools)
  const shared = join(makeParent(), 'shared')
  mkdirSync(join(shared, 'HR'), { recursive: true })
  mkdirSync(join(shared, '.stfolder'))
  const inside = join(shared, 'HR', basename(folder))
  cpSync(folder, inside, { recursive: true })
  const link = join(makeParent(), 'Acme.throughline')
  symlinkSync(inside, link)
  const syncthing = [{ kind: 'sync-folder', product: 'Syncthing' }]
  expect(findPlaceWarnings(inside)).toEqual(syncthing)
  expect(findPlaceWarnings(link)).toEqual(syncthing)
})

test('a folder that is not there yet is judged by its path alone', () => {
  const parent = join(makeParent(), 'Dropbox')
  mkdirSync(parent)
  writeFileSync(join(parent, 'letter.txt'), '')
  expect(findPlaceWarnings(join(parent, 'New.throughline'))).toEqual([
    { kind: 'sync-folder', product: 'Dropbox' },
  ])
})

test.each(Object.entries(PLACE_SENTENCES))('%s: what is wrong and what to do', (_, sentence) => {
  expect(sentence).toMatch(/^[A-Z“].*\.$/)
  expect(sentence).not.toMatch(/please|sorry|invalid/i)
})

test('the gaps of a warning are filled', () => {
  expect(sayWarning({ kind: 'sync-folder', product: 'Dropbox' })).toContain('by Dropbox,')
  expect(sayWarning({ kind: 'conflict-copy', name: 'keys (1).json', of: 'keys' })).toMatch(
    /^“keys \(1\)\.json” .*key file/,
  )
})
