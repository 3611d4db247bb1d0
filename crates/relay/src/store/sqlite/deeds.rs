//! What is written to `SQLite`. Each function is one deed inside the writer's transaction.

use super::looks::number_of;
use super::writer::failure;
use crate::names::{BundleId, Day, Digest, Handle};
use crate::store::{
    Delivery, Done, EXPIRED_PER_STEP, Expired, Expiry, Holder, KEYS_PER_SIDE_MAX, Kept,
    MailboxNumber, Opening, StoreError,
};
use rusqlite::{Connection, OptionalExtension, Params, params};

fn execute(
    connection: &Connection,
    statement: &str,
    values: impl Params,
) -> Result<usize, StoreError> {
    connection
        .prepare_cached(statement)
        .and_then(|mut prepared| prepared.execute(values))
        .map_err(failure)
}

fn number(
    connection: &Connection,
    statement: &str,
    values: impl Params,
) -> Result<Option<i64>, StoreError> {
    connection
        .prepare_cached(statement)
        .and_then(|mut prepared| prepared.query_row(values, |row| row.get(0)).optional())
        .map_err(failure)
}

pub(super) fn open_mailbox(c: &Connection, opening: &Opening) -> Result<Done, StoreError> {
    let [(own, own_key), (other, other_key)] = opening.sides;
    let stands = number(
        c,
        "SELECT a.mailbox FROM place a JOIN place b ON b.mailbox = a.mailbox
         WHERE a.digest = ?1 AND a.handle = ?2 AND a.side = 0
           AND b.digest = ?3 AND b.handle = ?4 AND b.side = 1",
        params![own_key.0, own.0, other_key.0, other.0],
    )?;
    if stands.is_some() {
        return Ok(Done::Before);
    }
    let counted = execute(
        c,
        "INSERT INTO organisation (name, mailboxes) SELECT ?1, 1 WHERE ?2 > 0
         ON CONFLICT (name) DO UPDATE SET mailboxes = mailboxes + 1 WHERE mailboxes < ?2",
        params![opening.organisation, opening.mailboxes_max],
    )?;
    if counted == 0 {
        return Err(StoreError::NoMoreMailboxes);
    }
    let today = opening.today.0;
    execute(
        c,
        "INSERT INTO mailbox (organisation, opened, used) VALUES (?1, ?2, ?2)",
        params![opening.organisation, today],
    )?;
    let mailbox = c.last_insert_rowid();
    let place =
        "INSERT INTO place (mailbox, side, handle, digest, invited) VALUES (?1, ?2, ?3, ?4, ?5)";
    execute(c, place, params![mailbox, 0, own.0, own_key.0, None::<u32>])?;
    execute(
        c,
        place,
        params![mailbox, 1, other.0, other_key.0, Some(today)],
    )?;
    Ok(Done::Now)
}

pub(super) fn touch(c: &Connection, mailbox: MailboxNumber, today: Day) -> Result<(), StoreError> {
    let statement = "UPDATE mailbox SET used = ?2 WHERE id = ?1 AND used >= 0 AND used < ?2";
    execute(c, statement, params![mailbox.0, today.0]).map(|_| ())
}

pub(super) fn renew(c: &Connection, holder: Holder, next: Digest) -> Result<(), StoreError> {
    let statement = "UPDATE place SET digest = ?3, invited = NULL WHERE id = ?1 AND digest = ?2";
    match execute(
        c,
        statement,
        params![holder.place.0, holder.digest.0, next.0],
    )? {
        0 => Err(StoreError::UnknownKey),
        _ => Ok(()),
    }
}

/// Whether the asking key still stands, looked at inside the transaction.
fn stands(c: &Connection, holder: Holder) -> Result<(), StoreError> {
    let statement = "SELECT 1 FROM place WHERE id = ?1 AND digest = ?2";
    number(c, statement, params![holder.place.0, holder.digest.0])?
        .map(|_| ())
        .ok_or(StoreError::UnknownKey)
}

pub(super) fn invite(
    c: &Connection,
    holder: Holder,
    handle: Handle,
    key: Digest,
    today: Day,
) -> Result<Done, StoreError> {
    stands(c, holder)?;
    let (mailbox, side) = (holder.mailbox.0, holder.side);
    let before = number(
        c,
        "SELECT 1 FROM place WHERE mailbox = ?1 AND side = ?2 AND handle = ?3 AND digest = ?4",
        params![mailbox, side, handle.0, key.0],
    )?;
    if before.is_some() {
        return Ok(Done::Before);
    }
    // A removed key's place, or an invitation that nobody followed, is given to the new one.
    let again = execute(
        c,
        "UPDATE place SET digest = ?4, invited = ?5
         WHERE mailbox = ?1 AND side = ?2 AND handle = ?3 AND (digest IS NULL OR invited IS NOT NULL)",
        params![mailbox, side, handle.0, key.0, today.0],
    )?;
    if again > 0 {
        return Ok(Done::Now);
    }
    let keys = number(
        c,
        "SELECT count(*) FROM place WHERE mailbox = ?1 AND side = ?2",
        params![mailbox, side],
    )?;
    if keys.unwrap_or_default() >= KEYS_PER_SIDE_MAX {
        return Err(StoreError::SideFull);
    }
    execute(
        c,
        "INSERT INTO place (mailbox, side, handle, digest, invited) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![mailbox, side, handle.0, key.0, today.0],
    )?;
    Ok(Done::Now)
}

pub(super) fn remove(c: &Connection, holder: Holder, handle: Handle) -> Result<(), StoreError> {
    stands(c, holder)?;
    let (mailbox, side) = (holder.mailbox.0, holder.side);
    execute(
        c,
        "UPDATE place SET digest = NULL, invited = NULL
         WHERE mailbox = ?1 AND side = ?2 AND handle = ?3",
        params![mailbox, side, handle.0],
    )?;
    clear_places(c, mailbox)
}

/// Forgets removed keys on which nothing hangs, and marks a mailbox that nobody can read any more.
fn clear_places(c: &Connection, mailbox: i64) -> Result<(), StoreError> {
    execute(
        c,
        "DELETE FROM place WHERE mailbox = ?1 AND digest IS NULL AND bundles = 0",
        [mailbox],
    )?;
    execute(
        c,
        "UPDATE mailbox SET used = -1 WHERE id = ?1
         AND NOT EXISTS (SELECT 1 FROM place WHERE mailbox = ?1 AND digest IS NOT NULL)",
        [mailbox],
    )?;
    Ok(())
}

pub(super) fn put(c: &Connection, holder: Holder, delivery: &Delivery) -> Result<Kept, StoreError> {
    stands(c, holder)?;
    let (place, id) = (holder.place.0, delivery.id.0);
    let before = number(
        c,
        "SELECT number FROM bundle WHERE place = ?1 AND id = ?2",
        params![place, id],
    )?;
    if let Some(number) = before {
        return Ok(Kept {
            number: number.cast_unsigned(),
            done: Done::Before,
        });
    }
    let length = delivery.envelope.len();
    let room = execute(
        c,
        "UPDATE place SET bundles = bundles + 1, bytes = bytes + ?2
         WHERE id = ?1 AND bundles < ?3 AND bytes + ?2 <= ?4",
        params![place, length, delivery.quota.bundles, delivery.quota.bytes],
    )?;
    if room == 0 {
        return Err(StoreError::MailboxFull);
    }
    let mailbox = holder.mailbox.0;
    execute(
        c,
        "UPDATE mailbox SET newest = newest + 1, used = max(used, ?2) WHERE id = ?1",
        params![mailbox, delivery.today.0],
    )?;
    let number = number_of(c, holder.mailbox).map_err(failure)?;
    execute(
        c,
        "INSERT INTO bundle (mailbox, number, place, day, length, id, envelope)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            mailbox,
            number,
            place,
            delivery.today.0,
            length,
            id,
            delivery.envelope
        ],
    )?;
    Ok(Kept {
        number,
        done: Done::Now,
    })
}

pub(super) fn take_away(c: &Connection, holder: Holder, id: BundleId) -> Result<(), StoreError> {
    stands(c, holder)?;
    let place = holder.place.0;
    let length = number(
        c,
        "DELETE FROM bundle WHERE place = ?1 AND id = ?2 RETURNING length",
        params![place, id.0],
    )?;
    if let Some(length) = length {
        give_back(c, place, 1, length)?;
    }
    Ok(())
}

fn give_back(c: &Connection, place: i64, bundles: i64, bytes: i64) -> Result<(), StoreError> {
    let statement = "UPDATE place SET bundles = bundles - ?2, bytes = bytes - ?3 WHERE id = ?1";
    execute(c, statement, params![place, bundles, bytes]).map(|_| ())
}

pub(super) fn expire(c: &Connection, expiry: Expiry) -> Result<Expired, StoreError> {
    let mut expired = Expired {
        bundles: drop_bundles(
            c,
            "SELECT rowid FROM bundle WHERE day < ?1 ORDER BY day LIMIT ?2",
            expiry.bundles_before.0.into(),
        )?,
        mailboxes: 0,
    };
    drop_invitations(c, expiry.invited_before)?;
    let unused = number(
        c,
        "SELECT id FROM mailbox WHERE used < ?1 ORDER BY used LIMIT 1",
        [expiry.mailboxes_before.0],
    )?;
    if let Some(mailbox) = unused {
        let held = drop_bundles(
            c,
            "SELECT rowid FROM bundle WHERE mailbox = ?1 ORDER BY number LIMIT ?2",
            mailbox,
        )?;
        expired.bundles += held;
        if held < EXPIRED_PER_STEP as u64 {
            drop_mailbox(c, mailbox)?;
            expired.mailboxes = 1;
        }
    }
    Ok(expired)
}

fn drop_mailbox(c: &Connection, mailbox: i64) -> Result<(), StoreError> {
    execute(c, "DELETE FROM place WHERE mailbox = ?1", [mailbox])?;
    execute(
        c,
        "UPDATE organisation SET mailboxes = mailboxes - 1
         WHERE name = (SELECT organisation FROM mailbox WHERE id = ?1)",
        [mailbox],
    )?;
    execute(c, "DELETE FROM mailbox WHERE id = ?1", [mailbox]).map(|_| ())
}

fn drop_bundles(c: &Connection, which: &str, value: i64) -> Result<u64, StoreError> {
    let gone: Vec<(i64, i64, i64)> = c
        .prepare_cached(&format!(
            "DELETE FROM bundle WHERE rowid IN ({which}) RETURNING mailbox, place, length"
        ))
        .and_then(|mut prepared| {
            prepared
                .query_map(params![value, EXPIRED_PER_STEP], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?
                .collect()
        })
        .map_err(failure)?;
    for (mailbox, place, length) in &gone {
        give_back(c, *place, 1, *length)?;
        clear_places(c, *mailbox)?;
    }
    Ok(gone.len() as u64)
}

/// Invitations that nobody followed make room again.
fn drop_invitations(c: &Connection, before: Day) -> Result<(), StoreError> {
    let stale: Vec<i64> = c
        .prepare_cached(
            "UPDATE place SET digest = NULL, invited = NULL WHERE id IN
             (SELECT id FROM place WHERE invited < ?1 LIMIT ?2) RETURNING mailbox",
        )
        .and_then(|mut prepared| {
            prepared
                .query_map(params![before.0, EXPIRED_PER_STEP], |row| row.get(0))?
                .collect()
        })
        .map_err(failure)?;
    stale
        .into_iter()
        .try_for_each(|mailbox| clear_places(c, mailbox))
}

pub(super) fn renew_epoch(c: &Connection, epoch: u64) -> Result<(), StoreError> {
    execute(c, "UPDATE relay SET epoch = ?1", [epoch.cast_signed()]).map(|_| ())
}
