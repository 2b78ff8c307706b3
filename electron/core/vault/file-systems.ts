// What a folder is stored on, as far as the system says. Linux names the file system of every mount;
// Windows shows a server in the path; macOS only tells that a folder is not on the disk it started from.
import type { PlaceWarning } from '../../../shared/workspace/place-warnings.ts'

const NETWORK: Readonly<Record<string, string>> = {
  nfs: 'NFS',
  nfs4: 'NFS',
  cifs: 'SMB',
  smb3: 'SMB',
  smbfs: 'SMB',
  afs: 'AFS',
  ceph: 'Ceph',
  glusterfs: 'GlusterFS',
  davfs: 'WebDAV',
  'fuse.sshfs': 'SSHFS',
  'fuse.rclone': 'rclone',
  'fuse.davfs2': 'WebDAV',
  'fuse.glusterfs': 'GlusterFS',
  'fuse.s3fs': 'S3',
  'fuse.gvfsd-fuse': 'GVfs',
  'fuse.kio-fuse': 'KIO',
  'fuse.curlftpfs': 'FTP',
}
const GUEST: Readonly<Record<string, string>> = {
  '9p': '9P',
  virtiofs: 'virtiofs',
  vboxsf: 'VirtualBox',
  'fuse.vmhgfs-fuse': 'VMware',
  vmhgfs: 'VMware',
  prl_fs: 'Parallels',
}
const WEAK: Readonly<Record<string, string>> = {
  vfat: 'FAT',
  msdos: 'FAT',
  exfat: 'exFAT',
  'fuse.exfat': 'exFAT',
}

/** From linux/magic.h, for a system that does not list its mounts. */
const MAGIC: Readonly<Record<number, string>> = {
  0x6969: 'nfs',
  0xff534d42: 'cifs',
  0xfe534d42: 'smb3',
  0x517b: 'smbfs',
  0x5346414f: 'afs',
  0x00c36400: 'ceph',
  0x01021997: '9p',
  0x786f4256: 'vboxsf',
  0x4d44: 'vfat',
  0x2011bab0: 'exfat',
}

export function nameOfMagic(magic: number): string {
  return MAGIC[magic >>> 0] ?? ''
}

export function judgeFileSystem(type: string): PlaceWarning | null {
  const network = NETWORK[type]
  if (network) return { kind: 'network-drive', system: network }
  const guest = GUEST[type]
  if (guest) return { kind: 'guest-share', system: guest }
  const weak = WEAK[type]
  return weak ? { kind: 'weak-file-system', system: weak } : null
}

/** The file system of the innermost mount that holds the path; '' if the list does not say. */
export function findMountType(path: string, mountInfo: string): string {
  let found = { at: '', type: '' }
  for (const line of mountInfo.split('\n')) {
    const [front = '', back = ''] = line.split(' - ')
    const at = unescapeMount(front.split(' ')[4] ?? '')
    const type = back.split(' ')[0] ?? ''
    const holds = at === '/' || path === at || path.startsWith(`${at}/`)
    // A later mount on the same point hides the earlier one.
    if (at !== '' && holds && at.length >= found.at.length) found = { at, type }
  }
  return found.type
}

/** The list writes blanks and line ends in octal: \040. */
function unescapeMount(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  )
}

/** \\server\share, also as \\?\UNC\server\share; not \\?\C:\ and not WSL's own \\wsl$. */
export function isServerPath(path: string): boolean {
  return /^\\\\\?\\UNC\\|^\\\\(?![?.]\\)[^\\]+\\/i.test(path) && !/^\\\\wsl(\$|\.)/i.test(path)
}

const VOLUMES = [/^\/Volumes\/([^/]+)\//, /^\/(?:run\/)?media\/[^/]+\/([^/]+)\//]

export function findVolume(path: string): string | null {
  return VOLUMES.map((pattern) => pattern.exec(`${path}/`)?.[1]).find(Boolean) ?? null
}
