/*
 * A preloaded library that notes, in one order over all threads, what a process does to the files of one folder: names made,
 * renamed and removed, bytes written, lengths cut, and what was synced. From its trace a test builds the folder as a loss of
 * power may leave it (power-trace.ts). Syncs are noted and not carried out: the trace is the disk.
 *
 *   POWER_WATCH  absolute path of the folder; only what lies in it is noted
 *   POWER_TRACE  file that the trace goes to
 *   POWER_MARKS  file whose writes are noted as marks, to tell what was acknowledged when
 *   POWER_ROOM   how many bytes may be written to files of the folder before every further write fails with ENOSPC;
 *                without it nothing ever fails
 *
 * Record: type (1 byte) · number (u64) · second number (u64) · length of the path (u32) · length of the data (u32) · path ·
 * data. Files are named by their inode. It must never be part of anything but tests.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { most_files = 65536 };
enum kind { unwatched = 0, file = 1, folder = 2, marks = 3 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int trace = -1;
static const char *watch;
static const char *mark_path;
static long long room = -1;
static unsigned char kinds[most_files];
static char *folders[most_files];

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) {
  return dlsym(RTLD_NEXT, name);
}

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("POWER_TRACE");
  watch = getenv("POWER_WATCH");
  mark_path = getenv("POWER_MARKS");
  if (getenv("POWER_ROOM") != NULL) room = atoll(getenv("POWER_ROOM"));
  if (path != NULL) trace = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void put(const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    ssize_t written = syscall(SYS_write, trace, at, length);
    if (written <= 0) abort();
    at += written;
    length -= (size_t)written;
  }
}

static void note(char type, uint64_t number, uint64_t second, const char *path, const void *data, size_t length) {
  if (trace < 0) return;
  uint32_t path_length = path == NULL ? 0 : (uint32_t)strlen(path);
  uint32_t data_length = (uint32_t)length;
  put(&type, 1);
  put(&number, 8);
  put(&second, 8);
  put(&path_length, 4);
  put(&data_length, 4);
  if (path_length > 0) put(path, path_length);
  if (data_length > 0) put(data, data_length);
}

static int is_watched(const char *path) {
  size_t length;
  if (watch == NULL || path == NULL) return 0;
  length = strlen(watch);
  if (strncmp(path, watch, length) != 0 || (path[length] != '/' && path[length] != 0)) return 0;
  /* Memory that processes share, made anew after a restart. */
  length = strlen(path);
  return length < 4 || strcmp(path + length - 4, "-shm") != 0;
}

static enum kind kind_of(int fd) {
  return fd >= 0 && fd < most_files ? kinds[fd] : unwatched;
}

static uint64_t inode(int fd) {
  struct stat found;
  return fstat(fd, &found) == 0 ? (uint64_t)found.st_ino : 0;
}

static int opened(int fd, const char *path, int flags, int existed) {
  struct stat found;
  if (fd < 0 || fd >= most_files) return fd;
  if (mark_path != NULL && strcmp(path, mark_path) == 0) kinds[fd] = marks;
  else if (is_watched(path) && fstat(fd, &found) == 0) {
    if (S_ISDIR(found.st_mode)) {
      kinds[fd] = folder;
      free(folders[fd]);
      folders[fd] = strdup(path);
    } else {
      kinds[fd] = file;
      if (!existed) note('C', found.st_ino, 0, path, NULL, 0);
      else if ((flags & O_TRUNC) != 0) note('T', found.st_ino, 0, NULL, NULL, 0);
    }
  } else kinds[fd] = unwatched;
  return fd;
}

static int open_any(int at, const char *path, int flags, mode_t mode) {
  struct stat found;
  int fd;
  int existed;
  pthread_mutex_lock(&lock);
  existed = stat(path, &found) == 0;
  fd = (int)syscall(SYS_openat, at, path, flags, mode);
  if (at == AT_FDCWD || path[0] == '/') opened(fd, path, flags, existed);
  pthread_mutex_unlock(&lock);
  return fd;
}

#define WITH_MODE(flags, mode)                                \
  mode_t mode = 0;                                            \
  if (((flags) & (O_CREAT | __O_TMPFILE)) != 0) {             \
    va_list rest;                                             \
    va_start(rest, flags);                                    \
    mode = (mode_t)va_arg(rest, int);                         \
    va_end(rest);                                             \
  }

int open(const char *path, int flags, ...) {
  WITH_MODE(flags, mode)
  return open_any(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  WITH_MODE(flags, mode)
  return open_any(AT_FDCWD, path, flags | O_LARGEFILE, mode);
}

int openat(int at, const char *path, int flags, ...) {
  WITH_MODE(flags, mode)
  return open_any(at, path, flags, mode);
}

int openat64(int at, const char *path, int flags, ...) {
  WITH_MODE(flags, mode)
  return open_any(at, path, flags | O_LARGEFILE, mode);
}

int creat(const char *path, mode_t mode) {
  return open_any(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int close(int fd) {
  int result;
  pthread_mutex_lock(&lock);
  if (fd >= 0 && fd < most_files) kinds[fd] = unwatched;
  result = REAL(close)(fd);
  pthread_mutex_unlock(&lock);
  return result;
}

/* Where bytes without an offset of their own go. */
static off64_t place(int fd) {
  struct stat found;
  int flags = fcntl(fd, F_GETFL);
  if (flags >= 0 && (flags & O_APPEND) != 0 && fstat(fd, &found) == 0) return found.st_size;
  return lseek64(fd, 0, SEEK_CUR);
}

static int has_room(size_t length) {
  if (room < 0) return 1;
  if ((long long)length > room) {
    room = 0;
    errno = ENOSPC;
    return 0;
  }
  room -= (long long)length;
  return 1;
}

static ssize_t write_any(int fd, const void *bytes, size_t length, off64_t offset) {
  ssize_t result;
  off64_t at = offset;
  enum kind kind = kind_of(fd);
  if (kind == unwatched) return offset < 0 ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
  pthread_mutex_lock(&lock);
  if (kind == file && !has_room(length)) {
    pthread_mutex_unlock(&lock);
    errno = ENOSPC;
    return -1;
  }
  if (offset < 0 && kind == file) at = place(fd);
  result = offset < 0 ? syscall(SYS_write, fd, bytes, length) : syscall(SYS_pwrite64, fd, bytes, length, offset);
  if (result > 0 && kind == file) note('W', inode(fd), (uint64_t)at, NULL, bytes, (size_t)result);
  if (result > 0 && kind == marks) note('K', 0, 0, NULL, bytes, (size_t)result);
  pthread_mutex_unlock(&lock);
  return result;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  return write_any(fd, bytes, length, -1);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  return write_any(fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  return write_any(fd, bytes, length, offset);
}

/* Piece by piece; a short write is what callers have to reckon with anyway. */
static ssize_t write_pieces(int fd, const struct iovec *pieces, int count, off64_t offset) {
  ssize_t total = 0;
  int index;
  for (index = 0; index < count; index++) {
    ssize_t written = write_any(fd, pieces[index].iov_base, pieces[index].iov_len, offset < 0 ? -1 : offset + total);
    if (written < 0) return total > 0 ? total : -1;
    total += written;
    if ((size_t)written < pieces[index].iov_len) break;
  }
  return total;
}

ssize_t writev(int fd, const struct iovec *pieces, int count) {
  if (kind_of(fd) == unwatched) return REAL(writev)(fd, pieces, count);
  return write_pieces(fd, pieces, count, -1);
}

ssize_t pwritev(int fd, const struct iovec *pieces, int count, off_t offset) {
  if (kind_of(fd) == unwatched) return REAL(pwritev)(fd, pieces, count, offset);
  return write_pieces(fd, pieces, count, offset);
}

ssize_t pwritev64(int fd, const struct iovec *pieces, int count, off64_t offset) {
  if (kind_of(fd) == unwatched) return REAL(pwritev64)(fd, pieces, count, offset);
  return write_pieces(fd, pieces, count, offset);
}

/* Callers fall back on reading and writing, which is noted. */
ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length, unsigned int flags) {
  if (kind_of(to) == unwatched) return REAL(copy_file_range)(from, from_at, to, to_at, length, flags);
  errno = ENOSYS;
  return -1;
}

static int truncate_any(int fd, off64_t length) {
  int result;
  pthread_mutex_lock(&lock);
  result = (int)syscall(SYS_ftruncate, fd, length);
  if (result == 0 && kind_of(fd) == file) note('T', inode(fd), (uint64_t)length, NULL, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

int ftruncate(int fd, off_t length) {
  return truncate_any(fd, length);
}

int ftruncate64(int fd, off64_t length) {
  return truncate_any(fd, length);
}

static int sync_any(int fd) {
  pthread_mutex_lock(&lock);
  if (kind_of(fd) == file) note('S', inode(fd), 0, NULL, NULL, 0);
  if (kind_of(fd) == folder) note('D', 0, 0, folders[fd], NULL, 0);
  pthread_mutex_unlock(&lock);
  return 0;
}

int fsync(int fd) {
  return kind_of(fd) == unwatched ? REAL(fsync)(fd) : sync_any(fd);
}

int fdatasync(int fd) {
  return kind_of(fd) == unwatched ? REAL(fdatasync)(fd) : sync_any(fd);
}

#define NOTED(call, type, path, data, length)                       \
  int result;                                                       \
  pthread_mutex_lock(&lock);                                        \
  result = call;                                                    \
  if (result == 0 && is_watched(path)) note(type, 0, 0, path, data, length); \
  pthread_mutex_unlock(&lock);                                      \
  return result;

int rename(const char *from, const char *to) {
  NOTED(REAL(rename)(from, to), 'R', from, to, strlen(to))
}

int link(const char *from, const char *to) {
  NOTED(REAL(link)(from, to), 'L', from, to, strlen(to))
}

int unlink(const char *path) {
  NOTED(REAL(unlink)(path), 'U', path, NULL, 0)
}

int unlinkat(int at, const char *path, int flags) {
  NOTED(REAL(unlinkat)(at, path, flags), 'U', path, NULL, 0)
}

int rmdir(const char *path) {
  NOTED(REAL(rmdir)(path), 'U', path, NULL, 0)
}

int mkdir(const char *path, mode_t mode) {
  NOTED(REAL(mkdir)(path, mode), 'M', path, NULL, 0)
}
