/* A witness to what a process tells the disk: every write, cut, rename and flush below one folder, in order.
 *
 * Loaded in front of the C library (LD_PRELOAD), so that the engine and the app are watched unchanged. What it wrote
 * down is played back by power.rs up to any point, with unflushed writes lost, torn or out of order. It leaves out
 * memory maps (the vault uses none) and threads (one thread writes). With WITNESS_DEAF set it hears no flush: the
 * control, a disk that lies. With WITNESS_FAIL="n error times" the n-th and the next calls fail: a disk that breaks.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int book = -1;
static const char *folder;
static size_t folder_len;
static int deaf;
static long calls, fail_from, fail_with, fail_times;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("WITNESS_BOOK");
    folder = getenv("WITNESS_FOLDER");
    if (!path || !folder) return;
    folder_len = strlen(folder);
    deaf = getenv("WITNESS_DEAF") != NULL;
    const char *fail = getenv("WITNESS_FAIL");
    if (fail) sscanf(fail, "%ld %ld %ld", &fail_from, &fail_with, &fail_times);
    book = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* One line of the book: kind, inode, place, two texts. */
static void note(char kind, uint64_t inode, uint64_t place, const void *one, uint32_t one_len, const void *two,
                 uint32_t two_len) {
    if (book < 0) return;
    struct __attribute__((packed)) { char kind; uint64_t inode, place; uint32_t one, two; } head =
        {kind, inode, place, one_len, two_len};
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)one, one_len}, {(void *)two, two_len}};
    syscall(SYS_writev, book, parts, 3);
}

static int ours(const char *path) { return folder && path && !strncmp(path, folder, folder_len); }

/* The inode behind an open file below the folder; 0 for any other. */
static uint64_t inode_of(int fd) {
    char link[64] = "/proc/self/fd/", path[4096];
    int digits = 0, rest = fd;
    do digits++; while (rest /= 10);
    link[14 + digits] = 0;
    for (rest = fd; digits--; rest /= 10) link[14 + digits] = '0' + rest % 10;
    ssize_t len = readlink(link, path, sizeof path - 1);
    if (len < 0) return 0;
    path[len] = 0;
    struct stat found;
    return ours(path) && !fstat(fd, &found) ? found.st_ino : 0;
}

/* Counts a call that changes the disk; true when this one is to fail. */
static int fails(void) {
    calls++;
    if (!fail_from || calls < fail_from || calls >= fail_from + fail_times) return 0;
    errno = fail_with;
    return 1;
}

static void opened(int fd, const char *path, int flags) {
    struct stat found;
    if (fd < 0 || book < 0 || !ours(path) || fstat(fd, &found) || S_ISDIR(found.st_mode)) return;
    note((flags & O_TRUNC) ? 'T' : 'O', found.st_ino, 0, path, strlen(path), NULL, 0);
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); }

int open(const char *path, int flags, ...) {
    MODE(flags)
    if (ours(path) && (flags & (O_CREAT | O_TRUNC)) && fails()) return -1;
    int fd = syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    opened(fd, path, flags);
    return fd;
}
int open64(const char *path, int flags, ...) {
    MODE(flags)
    if (ours(path) && (flags & (O_CREAT | O_TRUNC)) && fails()) return -1;
    int fd = syscall(SYS_openat, AT_FDCWD, path, flags | O_LARGEFILE, mode);
    opened(fd, path, flags);
    return fd;
}

ssize_t write(int fd, const void *bytes, size_t len) {
    uint64_t inode = fd == 1 ? 0 : inode_of(fd);
    if (inode && fails()) return -1;
    off_t place = inode ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = syscall(SYS_write, fd, bytes, len);
    if (done > 0 && inode) note('W', inode, place, bytes, done, NULL, 0);
    if (done > 0 && fd == 1) note('S', 0, 0, bytes, done, NULL, 0);
    return done;
}
ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t place) {
    uint64_t inode = inode_of(fd);
    if (inode && fails()) return -1;
    ssize_t done = syscall(SYS_pwrite64, fd, bytes, len, place);
    if (done > 0 && inode) note('W', inode, place, bytes, done, NULL, 0);
    return done;
}
ssize_t pwrite(int fd, const void *bytes, size_t len, off_t place) { return pwrite64(fd, bytes, len, place); }

int ftruncate64(int fd, off64_t len) {
    uint64_t inode = inode_of(fd);
    if (inode && fails()) return -1;
    int done = syscall(SYS_ftruncate, fd, len);
    if (!done && inode) note('C', inode, len, NULL, 0, NULL, 0);
    return done;
}
int ftruncate(int fd, off_t len) { return ftruncate64(fd, len); }

static void flushed(int fd, int done) {
    struct stat found;
    uint64_t inode = inode_of(fd);
    if (done || deaf || !inode || fstat(fd, &found)) return;
    note(S_ISDIR(found.st_mode) ? 'D' : 'F', inode, 0, NULL, 0, NULL, 0);
}
int fsync(int fd) {
    if (inode_of(fd) && fails()) return -1;
    int done = syscall(SYS_fsync, fd);
    flushed(fd, done);
    return done;
}
int fdatasync(int fd) {
    if (inode_of(fd) && fails()) return -1;
    int done = syscall(SYS_fdatasync, fd);
    flushed(fd, done);
    return done;
}

int rename(const char *from, const char *to) {
    if (ours(to) && fails()) return -1;
    int done = syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    if (!done && ours(to)) note('R', 0, 0, from, strlen(from), to, strlen(to));
    return done;
}
int unlink(const char *path) {
    if (ours(path) && fails()) return -1;
    int done = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!done && ours(path)) note('U', 0, 0, path, strlen(path), NULL, 0);
    return done;
}
