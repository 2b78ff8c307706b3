// Run as a process of its own: does SQLite's lock on this file hold against others?
import Database from 'better-sqlite3'

const db = new Database(process.argv[2] ?? '', { timeout: 0 })
try {
  db.exec('BEGIN IMMEDIATE')
  process.stdout.write('free')
} catch (error) {
  // Without the key the file is no database; that answer needs a read lock, so it means "free".
  const code = error instanceof Error && 'code' in error ? error.code : ''
  process.stdout.write(code === 'SQLITE_BUSY' ? 'locked' : 'free')
} finally {
  db.close()
}
