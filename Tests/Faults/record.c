/* Preloaded into quiz-server: writes down, in their order, what it does to the database file and its log and when it
 * sends bytes to a client, and counts the calls that failed.
 *
 * FAULTS_COUNTS     a file of four 64-bit counters: writes done, writes failed, syncs done, syncs failed
 * FAULTS_TRACE      where the events go; without it only the counters are kept
 * FAULTS_NO_SYNC    syncs do nothing and are not written down: the negative control
 * FAULTS_SLOW_SYNC  microseconds that every sync waits first, so that a kill falls between a write and its sync
 *
 * Stands before libfiu in LD_PRELOAD, so that it sees the failures that libfiu makes.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { WRITTEN = 1, TRUNCATED, SYNCED, SYNC_FAILED, SENT };
enum { WRITES, FAILED_WRITES, SYNCS, FAILED_SYNCS };

struct event {
    uint64_t time;
    uint32_t kind, file;
    int64_t offset;
    uint32_t length, reserved;
};

#define DESCRIPTORS 65536
static unsigned char files[DESCRIPTORS]; /* 1: the database, 2: its log */
static int trace = -1, is_syncless, delay;
static uint64_t nothing[4], *counts = nothing;
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }
#define NEXT(name) \
    static __typeof__(&name) real; \
    if (!real) real = next(#name)

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULTS_COUNTS");
    int file = path ? syscall(SYS_open, path, O_RDWR | O_CLOEXEC) : -1;
    void *shared = file < 0 ? MAP_FAILED : mmap(0, sizeof nothing, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared != MAP_FAILED) counts = shared;
    if (file >= 0) syscall(SYS_close, file);
    path = getenv("FAULTS_TRACE");
    if (path) trace = syscall(SYS_open, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    is_syncless = getenv("FAULTS_NO_SYNC") != 0;
    delay = getenv("FAULTS_SLOW_SYNC") ? atoi(getenv("FAULTS_SLOW_SYNC")) : 0;
}

static void count(int which) { __atomic_add_fetch(&counts[which], 1, __ATOMIC_RELAXED); }

static void note(int kind, int file, int64_t offset, const void *bytes, size_t length) {
    if (trace < 0) return;
    int was = errno;
    struct timespec now;
    pthread_mutex_lock(&order);
    clock_gettime(CLOCK_MONOTONIC, &now);
    struct event event = {now.tv_sec * 1000000000ull + now.tv_nsec, kind, file, offset, bytes ? length : 0, 0};
    struct iovec parts[2] = {{&event, sizeof event}, {(void *)bytes, bytes ? length : 0}};
    syscall(SYS_writev, trace, parts, bytes ? 2 : 1);
    pthread_mutex_unlock(&order);
    errno = was;
}

static int file_of(int fd) { return fd >= 0 && fd < DESCRIPTORS ? files[fd] : 0; }

static int opened(int fd, const char *path) {
    if (fd < 0 || fd >= DESCRIPTORS || !path) return fd;
    size_t length = strlen(path);
    files[fd] = length >= 7 && !strcmp(path + length - 7, "quiz.db")         ? 1
                : length >= 11 && !strcmp(path + length - 11, "quiz.db-wal") ? 2
                                                                             : 0;
    return fd;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        NEXT(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return opened(real(path, flags, mode), path); \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    NEXT(close);
    if (fd >= 0 && fd < DESCRIPTORS) files[fd] = 0;
    return real(fd);
}

#define PWRITE(name, offset_type) \
    ssize_t name(int fd, const void *bytes, size_t length, offset_type offset) { \
        NEXT(name); \
        ssize_t done = real(fd, bytes, length, offset); \
        if (file_of(fd)) { \
            count(done == (ssize_t)length ? WRITES : FAILED_WRITES); \
            if (done > 0) note(WRITTEN, file_of(fd), offset, bytes, done); \
        } \
        return done; \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, offset_type) \
    int name(int fd, offset_type length) { \
        NEXT(name); \
        int result = real(fd, length); \
        if (file_of(fd) && result == 0) note(TRUNCATED, file_of(fd), length, 0, 0); \
        return result; \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name) \
    int name(int fd) { \
        NEXT(name); \
        if (is_syncless) return 0; \
        if (delay && file_of(fd)) usleep(delay); \
        int result = real(fd); \
        if (file_of(fd)) { \
            count(result ? FAILED_SYNCS : SYNCS); \
            note(result ? SYNC_FAILED : SYNCED, file_of(fd), 0, 0, 0); \
        } \
        return result; \
    }
SYNC(fsync)
SYNC(fdatasync)

/* Before the bytes go out: whatever is to be on disk by then must be there already. */
static void sending(int fd) {
    struct sockaddr_storage peer;
    socklen_t length = sizeof peer;
    if (trace < 0 || getpeername(fd, (struct sockaddr *)&peer, &length)) return;
    if (peer.ss_family == AF_INET) note(SENT, 0, ntohs(((struct sockaddr_in *)&peer)->sin_port), 0, 0);
    if (peer.ss_family == AF_INET6) note(SENT, 0, ntohs(((struct sockaddr_in6 *)&peer)->sin6_port), 0, 0);
}

ssize_t write(int fd, const void *bytes, size_t length) {
    NEXT(write);
    sending(fd);
    return real(fd, bytes, length);
}

ssize_t writev(int fd, const struct iovec *parts, int number) {
    NEXT(writev);
    sending(fd);
    return real(fd, parts, number);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    NEXT(sendmsg);
    sending(fd);
    return real(fd, message, flags);
}
