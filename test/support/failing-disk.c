// Loaded before the C library: counts what a process changes in a workspace folder, and from the
// n-th change on (or only there) answers like a full or a broken disk, or ends the process.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static int changes;

static int number(const char *name) {
  const char *text = getenv(name);
  return text ? atoi(text) : 0;
}

static int is_ours(const char *path) { return path && strstr(path, ".throughline") != NULL; }

static int is_our_file(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return is_ours(path);
}

static int fails(int ours) {
  if (!ours) return 0;
  int now = __sync_add_and_fetch(&changes, 1);
  int at = number("FAIL_AT");
  if (at == 0 || now < at || (now > at && !number("FAIL_ON"))) return 0;
  int with = number("FAIL_WITH");
  if (with == -SIGKILL) kill(getpid(), SIGKILL);
  errno = with;
  return 1;
}

__attribute__((destructor)) static void report(void) {
  const char *path = getenv("FAIL_COUNT");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (file) fprintf(file, "%d", changes), fclose(file);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t length) {
  return fails(is_our_file(fd)) ? -1 : REAL(write)(fd, bytes, length);
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
  return fails(is_our_file(fd)) ? -1 : REAL(pwrite)(fd, bytes, length, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  return fails(is_our_file(fd)) ? -1 : REAL(pwrite64)(fd, bytes, length, at);
}
int fsync(int fd) { return fails(is_our_file(fd)) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return fails(is_our_file(fd)) ? -1 : REAL(fdatasync)(fd); }
int ftruncate(int fd, off_t length) {
  return fails(is_our_file(fd)) ? -1 : REAL(ftruncate)(fd, length);
}
int ftruncate64(int fd, off64_t length) {
  return fails(is_our_file(fd)) ? -1 : REAL(ftruncate64)(fd, length);
}
int rename(const char *from, const char *to) {
  return fails(is_ours(from) || is_ours(to)) ? -1 : REAL(rename)(from, to);
}
int mkdir(const char *path, mode_t mode) {
  return fails(is_ours(path)) ? -1 : REAL(mkdir)(path, mode);
}

#define OPEN(name)                                                        \
  int name(const char *path, int flags, ...) {                            \
    va_list list;                                                         \
    va_start(list, flags);                                                \
    int mode = va_arg(list, int);                                         \
    va_end(list);                                                         \
    if ((flags & O_CREAT) && fails(is_ours(path))) return -1;             \
    return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name))(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)
