/* A disk that can lose power and fill up, to be preloaded into the bot. Whatever a file of the database held when it was
   last synced is kept beside it as `<file>.synced`: everything else may go with the power. Flags are files in
   $PROOF_DISK: `full` refuses every write, `lying` drops the syncs of the log, as `synchronous=NORMAL` does. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

static int raised(const char *flag) {
    char path[4096];
    const char *disk = getenv("PROOF_DISK");
    if (!disk) return 0;
    snprintf(path, sizeof path, "%s/%s", disk, flag);
    return access(path, F_OK) == 0;
}

/* The name of a file of the database; 0 for any other. */
static int name_of(int fd, char *path, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, size - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strstr(path, "mosbot.db") != NULL;
}

/* Reads through the same descriptor: closing another one would drop the locks of the database. */
static void keep(int fd, const char *path) {
    char fresh[4200], kept[4200];
    snprintf(fresh, sizeof fresh, "%s.fresh", path);
    snprintf(kept, sizeof kept, "%s.synced", path);
    struct stat now;
    int out = open(fresh, O_CREAT | O_TRUNC | O_WRONLY, 0600);
    if (out < 0 || fstat(fd, &now)) return;
    off_t at = 0;
    while (at < now.st_size && sendfile(out, fd, &at, now.st_size - at) > 0) {}
    close(out);
    rename(fresh, kept);
}

static int sync_by(const char *call, int fd) {
    char path[4096];
    int ours = name_of(fd, path, sizeof path);
    if (ours && strstr(path, "-wal") && raised("lying")) return 0;
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, call);
    int result = real(fd);
    if (ours && result == 0) keep(fd, path);
    return result;
}

int fsync(int fd) { return sync_by("fsync", fd); }
int fdatasync(int fd) { return sync_by("fdatasync", fd); }

static int refused(int fd) {
    char path[4096];
    if (!raised("full") || !name_of(fd, path, sizeof path)) return 0;
    errno = ENOSPC;
    return 1;
}

ssize_t write(int fd, const void *data, size_t size) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
    return refused(fd) ? -1 : real(fd, data, size);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = (ssize_t (*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    return refused(fd) ? -1 : real(fd, data, size, at);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }
