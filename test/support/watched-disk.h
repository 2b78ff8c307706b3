// What the calls in watched-disk.c share: whose path it is, whether this change is the one to fail,
// and the log.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { CREATE = 1, WRITE, TRUNCATE, SYNC, RENAME, UNLINK, MKDIR, RMDIR, LINK, MODE, SAID };
/** Whether a full disk can refuse it: nothing that only frees or renames needs room. */
enum need { NO_ROOM, ROOM };

static pthread_mutex_t turn = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static int changes, log_fd = -1, fail_at, fail_with, fail_on, short_write;
static const char *folder;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  const char *log = getenv("RECORD_TO");
  folder = getenv("WATCH_FOLDER");
  if (log) log_fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_order(const char *path) {
  return sscanf(path, "/watched-disk/%d/%d/%d/%d", &fail_at, &fail_with, &fail_on, &short_write) == 4;
}

static int is_ours(const char *path) {
  size_t length = folder ? strlen(folder) : 0;
  return length && path && !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

static const char *path_of(int fd, char *into) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, into, PATH_MAX - 1);
  into[length < 0 ? 0 : length] = 0;
  return into;
}

static int owns(int fd) {
  char path[PATH_MAX];
  return folder && is_ours(path_of(fd, path));
}

static const char *path_at(int at, const char *name, char *into) {
  if (!name || name[0] == '/') return name;
  char base[PATH_MAX];
  if (at == AT_FDCWD) { if (!getcwd(base, sizeof base)) return name; }
  else path_of(at, base);
  snprintf(into, PATH_MAX, "%.2000s/%.2000s", base, name);
  return into;
}

static void put(const void *bytes, size_t length) {
  for (const char *at = bytes; length;) {
    ssize_t done = syscall(SYS_write, log_fd, at, length);
    if (done <= 0) abort();
    at += done, length -= done;
  }
}

/** Kind, inode, one number, then two texts or a text and bytes, each with its length. */
static void record(enum kind kind, uint64_t inode, int64_t value, const char *name, const void *more, uint32_t length) {
  if (log_fd < 0) return;
  int kept = errno;
  uint32_t named = name ? strlen(name) : 0;
  struct { uint64_t kind, inode; int64_t value; uint32_t named, length; } head = { kind, inode, value, named, length };
  put(&head, sizeof head), put(name, named), put(more, length);
  errno = kept;
}

static uint64_t inode_of(int fd) { struct stat found; return fstat(fd, &found) ? 0 : found.st_ino; }
static uint64_t inode_at(const char *path) { struct stat found; return lstat(path, &found) ? 0 : found.st_ino; }
static off_t size_of(int fd) { struct stat found; return fstat(fd, &found) ? 0 : found.st_size; }

static int refuses(enum need need) {
  int now = __sync_add_and_fetch(&changes, 1);
  if (!fail_at || !fail_with || now < fail_at || (now > fail_at && !fail_on)) return 0;
  if (fail_with == ENOSPC && need == NO_ROOM) return 0;
  errno = fail_with;
  return 1;
}

/** A disk that fills up takes the first half of a write, and says so only by how much it took. */
static size_t shortened(size_t length) {
  int here = short_write && changes + 1 == fail_at && length > 1;
  return here ? length / 2 : length;
}
static int refuses_write(size_t length, size_t taken) {
  if (taken == length) return refuses(ROOM);
  changes += 1;
  return 0;
}
