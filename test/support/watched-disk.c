// Loaded before the C library: sees every change that a process makes in one folder (WATCH_FOLDER),
// in one order over all its threads. Writes each down with its bytes (RECORD_TO), and at the n-th one
// answers like a full or a broken disk. What is recorded is what can fail. Orders come as a chmod of
// "/watched-disk/<n-th>/<errno>/<from then on>/<shorten>"; changes are counted from the order on.
#define _GNU_SOURCE
#include "watched-disk.h"

#define ENTER pthread_mutex_lock(&turn)
#define LEAVE(answer) do { __typeof__(answer) given = (answer); pthread_mutex_unlock(&turn); return given; } while (0)

/** What was just put there is read back: the same for every way of writing. */
static void record_written(int fd, off_t at, ssize_t length) {
  if (log_fd < 0 || length <= 0) return;
  char path[PATH_MAX], *bytes = malloc(length);
  int own = syscall(SYS_openat, AT_FDCWD, (snprintf(path, sizeof path, "/proc/self/fd/%d", fd), path), O_RDONLY | O_CLOEXEC, 0);
  if (own < 0 || pread(own, bytes, length, at) != length) abort();
  syscall(SYS_close, own);
  record(WRITE, inode_of(fd), at, NULL, bytes, length);
  free(bytes);
}

static off_t place_of(int fd) {
  return syscall(SYS_fcntl, fd, F_GETFL, 0) & O_APPEND ? size_of(fd) : lseek(fd, 0, SEEK_CUR);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  if (!folder || (fd != 1 && !owns(fd))) return REAL(write)(fd, bytes, length);
  ENTER;
  if (fd == 1) record(SAID, 0, 0, NULL, bytes, length);
  if (fd == 1) LEAVE(REAL(write)(fd, bytes, length));
  size_t taken = shortened(length);
  if (refuses_write(length, taken)) LEAVE((ssize_t)-1);
  off_t at = place_of(fd);
  ssize_t done = REAL(write)(fd, bytes, taken);
  record_written(fd, at, done);
  LEAVE(done);
}

#define PWRITE(name)                                                        \
  ssize_t name(int fd, const void *bytes, size_t length, off_t at) {        \
    if (!owns(fd)) return REAL(name)(fd, bytes, length, at);                \
    ENTER;                                                                  \
    size_t taken = shortened(length);                                       \
    if (refuses_write(length, taken)) LEAVE((ssize_t)-1);                   \
    ssize_t done = REAL(name)(fd, bytes, taken, at);                        \
    record_written(fd, at, done);                                           \
    LEAVE(done);                                                            \
  }
PWRITE(pwrite)
PWRITE(pwrite64)

/** `call` writes somewhere into `fd` beginning at `start`; how much it was is its answer. */
#define WRITES(fd, start, call)                                             \
  if (!owns(fd)) return call;                                               \
  ENTER;                                                                    \
  if (refuses(ROOM)) LEAVE((ssize_t)-1);                                    \
  off_t from = (start);                                                     \
  ssize_t done = call;                                                      \
  record_written(fd, from, done);                                           \
  LEAVE(done);

ssize_t writev(int fd, const struct iovec *v, int n) { WRITES(fd, place_of(fd), REAL(writev)(fd, v, n)) }
ssize_t pwritev(int fd, const struct iovec *v, int n, off_t at) { WRITES(fd, at, REAL(pwritev)(fd, v, n, at)) }
ssize_t pwritev64(int fd, const struct iovec *v, int n, off_t at) { WRITES(fd, at, REAL(pwritev64)(fd, v, n, at)) }
ssize_t sendfile(int to, int in, off_t *at, size_t n) { WRITES(to, place_of(to), REAL(sendfile)(to, in, at, n)) }
ssize_t sendfile64(int to, int in, off_t *at, size_t n) { WRITES(to, place_of(to), REAL(sendfile64)(to, in, at, n)) }
ssize_t copy_file_range(int in, off_t *from_in, int to, off_t *at, size_t n, unsigned flags) {
  WRITES(to, at ? *at : place_of(to), syscall(SYS_copy_file_range, in, from_in, to, at, n, flags))
}

/** Node's runtime asks the kernel itself for some things; sharing blocks would copy unseen. */
long syscall(long which, ...) {
  static long (*real)(long, ...);
  if (!real) real = dlsym(RTLD_NEXT, "syscall");
  long a[6];
  va_list list;
  va_start(list, which);
  for (int at = 0; at < 6; at += 1) a[at] = va_arg(list, long);
  va_end(list);
  if (which == SYS_copy_file_range && owns(a[2])) {
    int to = a[2];
    off_t *at = (off_t *)a[3];
    WRITES(to, at ? *at : place_of(to), real(which, a[0], a[1], a[2], a[3], a[4], a[5]))
  }
  return real(which, a[0], a[1], a[2], a[3], a[4], a[5]);
}
int ioctl(int fd, unsigned long request, ...) {
  va_list list;
  va_start(list, request);
  void *argument = va_arg(list, void *);
  va_end(list);
  if (request == 0x40049409 && owns(fd)) return errno = EOPNOTSUPP, -1; // FICLONE
  return REAL(ioctl)(fd, request, argument);
}

/** Some full disks say so when writing, others only when syncing. */
#define SYNCS(name)                                                         \
  int name(int fd) {                                                        \
    if (!owns(fd)) return REAL(name)(fd);                                   \
    ENTER;                                                                  \
    if (refuses(short_write ? NO_ROOM : ROOM)) LEAVE(-1);                   \
    int done = REAL(name)(fd);                                              \
    if (!done) record(SYNC, inode_of(fd), 0, NULL, NULL, 0);                \
    LEAVE(done);                                                            \
  }
SYNCS(fsync)
SYNCS(fdatasync)

#define RESIZES(fd, need, call)                                             \
  if (!owns(fd)) return call;                                               \
  ENTER;                                                                    \
  if (refuses(need)) LEAVE(-1);                                             \
  int done = call;                                                          \
  if (!done) record(TRUNCATE, inode_of(fd), size_of(fd), NULL, NULL, 0);    \
  LEAVE(done);

int ftruncate(int fd, off_t length) { RESIZES(fd, NO_ROOM, REAL(ftruncate)(fd, length)) }
int ftruncate64(int fd, off_t length) { RESIZES(fd, NO_ROOM, REAL(ftruncate64)(fd, length)) }
int fallocate(int fd, int how, off_t at, off_t n) { RESIZES(fd, ROOM, REAL(fallocate)(fd, how, at, n)) }
int fallocate64(int fd, int how, off_t at, off_t n) { RESIZES(fd, ROOM, REAL(fallocate64)(fd, how, at, n)) }
int posix_fallocate(int fd, off_t at, off_t n) { RESIZES(fd, ROOM, REAL(posix_fallocate)(fd, at, n)) }
int posix_fallocate64(int fd, off_t at, off_t n) { RESIZES(fd, ROOM, REAL(posix_fallocate64)(fd, at, n)) }

/** `inode` is asked for only after the call. */
#define NAMES(path, need, kind, inode, more, call)                          \
  if (!is_ours(path)) return call;                                          \
  ENTER;                                                                    \
  if (refuses(need)) LEAVE(-1);                                             \
  int done = call;                                                          \
  if (!done) record(kind, inode, 0, path, more, more ? strlen(more) : 0);   \
  LEAVE(done);

static const char *none;
#define AT(at, name) ({ char *into = alloca(PATH_MAX); path_at(at, name, into); })

int rename(const char *from, const char *to) { NAMES(from, NO_ROOM, RENAME, 0, to, REAL(rename)(from, to)) }
int renameat(int a, const char *from, int b, const char *to) {
  const char *whole = AT(a, from), *other = AT(b, to);
  NAMES(whole, NO_ROOM, RENAME, 0, other, REAL(renameat)(a, from, b, to))
}
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
  const char *whole = AT(a, from), *other = AT(b, to);
  NAMES(whole, NO_ROOM, RENAME, 0, other, REAL(renameat2)(a, from, b, to, flags))
}
int link(const char *from, const char *to) { NAMES(to, ROOM, LINK, inode_at(to), none, REAL(link)(from, to)) }
int linkat(int a, const char *from, int b, const char *to, int flags) {
  const char *whole = AT(b, to);
  NAMES(whole, ROOM, LINK, inode_at(whole), none, REAL(linkat)(a, from, b, to, flags))
}
int symlink(const char *from, const char *to) { NAMES(to, ROOM, LINK, inode_at(to), none, REAL(symlink)(from, to)) }
int unlink(const char *path) { NAMES(path, NO_ROOM, UNLINK, 0, none, REAL(unlink)(path)) }
int remove(const char *path) { NAMES(path, NO_ROOM, UNLINK, 0, none, REAL(remove)(path)) }
int unlinkat(int at, const char *name, int flags) {
  const char *path = AT(at, name);
  NAMES(path, NO_ROOM, flags & AT_REMOVEDIR ? RMDIR : UNLINK, 0, none, REAL(unlinkat)(at, name, flags))
}
int rmdir(const char *path) { NAMES(path, NO_ROOM, RMDIR, 0, none, REAL(rmdir)(path)) }
int mkdir(const char *path, mode_t mode) { NAMES(path, ROOM, MKDIR, inode_at(path), none, REAL(mkdir)(path, mode)) }
int mkdirat(int at, const char *name, mode_t mode) {
  const char *path = AT(at, name);
  NAMES(path, ROOM, MKDIR, inode_at(path), none, REAL(mkdirat)(at, name, mode))
}
char *mkdtemp(char *path) {
  if (!is_ours(path)) return REAL(mkdtemp)(path);
  ENTER;
  if (refuses(ROOM)) LEAVE((char *)NULL);
  char *done = REAL(mkdtemp)(path);
  if (done) record(MKDIR, inode_at(path), 0, path, NULL, 0);
  LEAVE(done);
}
int chmod(const char *path, mode_t mode) {
  if (is_order(path)) return changes = 0;
  NAMES(path, NO_ROOM, MODE, 0, none, REAL(chmod)(path, mode))
}
int fchmodat(int at, const char *name, mode_t mode, int flags) {
  const char *path = AT(at, name);
  NAMES(path, NO_ROOM, MODE, 0, none, REAL(fchmodat)(at, name, mode, flags))
}
int fchmod(int fd, mode_t mode) {
  char into[PATH_MAX];
  const char *path = path_of(fd, into);
  NAMES(path, NO_ROOM, MODE, 0, none, REAL(fchmod)(fd, mode))
}

static int opens(int at, const char *name, int flags, int mode) {
  const char *path = AT(at, name);
  if (!(flags & (O_CREAT | O_TRUNC)) || !is_ours(path)) return REAL(openat)(at, name, flags, mode);
  ENTER;
  uint64_t before = inode_at(path);
  if ((!before || flags & O_TRUNC) && refuses(before ? NO_ROOM : ROOM)) LEAVE(-1);
  int fd = REAL(openat)(at, name, flags, mode);
  if (fd >= 0 && !before) record(CREATE, inode_of(fd), 0, path, NULL, 0);
  else if (fd >= 0 && flags & O_TRUNC) record(TRUNCATE, inode_of(fd), 0, NULL, NULL, 0);
  LEAVE(fd);
}

#define OPEN(signature, at)                                                 \
  int signature {                                                           \
    va_list list;                                                           \
    va_start(list, flags);                                                  \
    int mode = va_arg(list, int);                                           \
    va_end(list);                                                           \
    return opens(at, path, flags, mode);                                    \
  }
OPEN(open(const char *path, int flags, ...), AT_FDCWD)
OPEN(open64(const char *path, int flags, ...), AT_FDCWD)
OPEN(openat(int folder_fd, const char *path, int flags, ...), folder_fd)
OPEN(openat64(int folder_fd, const char *path, int flags, ...), folder_fd)
int creat(const char *path, mode_t mode) { return opens(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
