#ifndef CSQLITE_SETTINGS_H
#define CSQLITE_SETTINGS_H

/// Asks SQLite not to checkpoint when the last connection closes. sqlite3_db_config is variadic in C,
/// which Swift cannot call. `connection` is a sqlite3 handle; returns SQLite's result code.
int quiz_disable_checkpoint_on_close(void *connection);

#endif
