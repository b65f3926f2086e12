#include "CSQLiteSettings.h"

#include <stddef.h>
#include <time.h>

int quiz_disable_checkpoint_on_close(void *connection) {
    return sqlite3_db_config((sqlite3 *)connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

static int keep_length(void *pages, sqlite3 *connection, const char *name, int count) {
    (void)connection;
    (void)name;
    *(int *)pages = count;
    return SQLITE_OK;
}

void quiz_watch_log(void *connection, int *pages) {
    sqlite3_wal_hook((sqlite3 *)connection, keep_length, pages);
}

int quiz_bind_text(sqlite3_stmt *statement, int index, const unsigned char *text, int count) {
    // A null pointer would bind NULL, and an empty text may have one.
    return sqlite3_bind_text(statement, index, text ? (const char *)text : "", count, SQLITE_TRANSIENT);
}

/* Of the monotonic clock; 0: none. */
static _Thread_local int64_t deadline;

static int64_t milliseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * (int64_t)1000 + now.tv_nsec / 1000000;
}

static int is_over(void *nothing) {
    (void)nothing;
    return deadline && milliseconds_now() > deadline;
}

void quiz_bound_reads(void *connection) {
    sqlite3_progress_handler((sqlite3 *)connection, 10000, is_over, NULL);
}

void quiz_end_reads_after(int64_t milliseconds) {
    deadline = milliseconds ? milliseconds_now() + milliseconds : 0;
}
