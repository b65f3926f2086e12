#ifndef CSQLITE_SETTINGS_H
#define CSQLITE_SETTINGS_H

#include <sqlite3.h>
#include <stdint.h>

/// Asks SQLite not to checkpoint when the last connection closes. sqlite3_db_config is variadic in C,
/// which Swift cannot call. `connection` is a sqlite3 handle; returns SQLite's result code.
int quiz_disable_checkpoint_on_close(void *connection);

/// Has SQLite write the log's length in pages to `pages` after each commit of `connection`, in place of its own
/// checkpoints. `pages` must live as long as the connection.
void quiz_watch_log(void *connection, int *pages);

/// Binds a copy of `count` bytes of UTF-8. SQLITE_TRANSIENT is a cast that Swift cannot make.
int quiz_bind_text(sqlite3_stmt *statement, int index, const unsigned char *text, int count);

/// Lets `quiz_end_reads_after` end what `connection` reads.
void quiz_bound_reads(void *connection);

/// Ends, with SQLITE_INTERRUPT, whatever this thread reads from a bounded connection longer than so many milliseconds from
/// now; 0 takes the bound away.
void quiz_end_reads_after(int64_t milliseconds);

#endif
