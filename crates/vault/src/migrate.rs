//! Brings a vault's schema up to date, or refuses one from the future before a byte is written.
//!
//! All pending migrations run in one transaction. The rules for writing one: `migrations/README.md`.

use std::sync::LazyLock;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::error::{Error, OpenError};

/// Every migration, in order; the schema's number is how many have run.
static MIGRATIONS: LazyLock<Migrations<'static>> =
    LazyLock::new(|| Migrations::new(SOURCES.map(M::up).to_vec()));
const SOURCES: [&str; 3] = [
    include_str!("../../../migrations/0001_vault.sql"),
    include_str!("../../../migrations/0002_relay.sql"),
    include_str!("../../../migrations/0003_screens.sql"),
];
/// The newest schema that this build knows.
pub(crate) const SCHEMA: i64 = 3;

/// The schema's number; 0 in a file without one. Refuses a vault that a newer app wrote. Only reads.
pub(crate) fn check(connection: &Connection) -> Result<i64, OpenError> {
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > SCHEMA {
        Err(OpenError::NewerSchema)
    } else {
        Ok(found)
    }
}

/// Applies what is pending.
pub(crate) fn apply(connection: &mut Connection) -> Result<(), Error> {
    apply_all(&MIGRATIONS, connection)
}

fn apply_all(migrations: &Migrations<'_>, connection: &mut Connection) -> Result<(), Error> {
    migrations.to_latest(connection).map_err(|error| {
        if let rusqlite_migration::Error::RusqliteError { err, .. } = error {
            err.into()
        } else {
            // The list is ours and is tested; what remains is a vault whose number is none.
            Error::Damaged
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole_and_numbered() {
        let mut connection = Connection::open_in_memory().unwrap();
        apply(&mut connection).unwrap();
        let version: i64 = connection
            .query_row("PRAGMA user_version", [], |row| row.get(0))
            .unwrap();
        assert_eq!(version, SCHEMA);
        assert!(MIGRATIONS.validate().is_ok());
    }

    #[test]
    fn a_migration_that_fails_half_way_leaves_the_old_schema_and_every_row() {
        let mut connection = Connection::open_in_memory().unwrap();
        apply(&mut connection).unwrap();
        connection
            .execute("INSERT INTO settings VALUES ('language', 'sv')", [])
            .unwrap();
        let mut later = SOURCES.map(M::up).to_vec();
        later.push(M::up(
            "ALTER TABLE settings ADD COLUMN a TEXT; UPDATE settings SET value = 'gone'; no;",
        ));
        let later = Migrations::new(later);
        assert!(apply_all(&later, &mut connection).is_err());
        let value: String = connection
            .query_row("SELECT value FROM settings", [], |row| row.get(0))
            .unwrap();
        assert_eq!(value, "sv");
        assert_eq!(check(&connection).unwrap(), SCHEMA);
    }

    #[test]
    fn a_vault_from_the_future_is_refused() {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .pragma_update(None, "user_version", SCHEMA + 1)
            .unwrap();
        assert!(matches!(check(&connection), Err(OpenError::NewerSchema)));
    }
}
