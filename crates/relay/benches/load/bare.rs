//! The stores without a relay: the same rows, as durable, in the same tables.

use crate::device::{Tally, envelope};
use countersign_relay::names::BundleId;
use countersign_relay::store::{PostgresStore, SqliteStore};
use std::path::Path;
use std::time::{Duration, Instant};

/// Connections that the relay has by default.
const CONNECTIONS: i64 = 16;

/// One insert after the other, each a transaction.
pub(crate) fn sqlite(path: &Path, time: Duration) -> Tally {
    // Makes the tables.
    drop(SqliteStore::open(path, 1).unwrap());
    let connection = rusqlite::Connection::open(path).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF",
        )
        .unwrap();
    let mut insert = connection
        .prepare("INSERT INTO bundle (mailbox, number, place, day, length, id, envelope) VALUES (?1, ?2, ?1, 20000, 1107, ?3, ?4)")
        .unwrap();
    let began = Instant::now();
    let mut tally = Tally::default();
    for number in 1_u32.. {
        if began.elapsed() > time {
            break;
        }
        let envelope = envelope(number.into());
        let id = BundleId::of(&envelope).0;
        let asked = Instant::now();
        insert
            .execute(rusqlite::params![number % 10_000, number, id, envelope])
            .unwrap();
        tally.took.push(asked.elapsed());
    }
    tally.over = began.elapsed();
    tally
}

/// As many connections as the relay has, each insert in autocommit.
pub(crate) async fn postgres(address: &str, time: Duration) -> Tally {
    // Makes the tables.
    drop(PostgresStore::open(address, None, 2, 1).await.unwrap());
    let began = Instant::now();
    let working: Vec<_> = (0..CONNECTIONS)
        .map(|worker| {
            let address = address.to_owned();
            tokio::spawn(async move { insert_on(&address, worker, began, time).await })
        })
        .collect();
    let mut tally = Tally::default();
    for worker in working {
        tally.took.extend(worker.await.unwrap());
    }
    tally.over = began.elapsed();
    tally
}

async fn insert_on(address: &str, worker: i64, began: Instant, time: Duration) -> Vec<Duration> {
    let (client, connection) = tokio_postgres::connect(address, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    let insert = client
        .prepare("INSERT INTO bundle (mailbox, number, place, day, length, id, envelope) VALUES ($1, $2, $1, 20000, 1107, $3, $4)")
        .await
        .unwrap();
    let mut took = Vec::new();
    for number in 1_i64.. {
        if began.elapsed() > time {
            break;
        }
        let number = number * CONNECTIONS + worker;
        let envelope = envelope(number.cast_unsigned());
        let id = BundleId::of(&envelope).0;
        let asked = Instant::now();
        client
            .execute(
                &insert,
                &[&(number % 10_000), &number, &id.as_slice(), &envelope],
            )
            .await
            .unwrap();
        took.push(asked.elapsed());
    }
    took
}
