//! What is read from `SQLite`. Each function is one look at one moment.

use crate::names::{Day, Digest, Handle};
use crate::store::{Fill, Holder, MailboxNumber, PageAsked, PlaceNumber};
use countersign_wire::relay::{Cursor, PAGE_BYTES_MAX, PAGE_COUNT_MAX, Page, Parcel};
use rusqlite::{Connection, OptionalExtension, Result, params};

/// Room for the bytes around the parcels of a page.
const PAGE_ROOM: usize = PAGE_BYTES_MAX - 64;

pub(super) fn epoch(connection: &Connection) -> Result<u64> {
    connection
        .prepare_cached("SELECT epoch FROM relay")?
        .query_row([], |row| row.get::<_, i64>(0))
        .map(i64::cast_unsigned)
}

pub(super) fn holder(
    connection: &Connection,
    key: Digest,
    invited_before: Day,
) -> Result<Option<Holder>> {
    connection
        .prepare_cached(
            "SELECT p.mailbox, p.id, p.side, p.invited IS NOT NULL, m.used
             FROM place p JOIN mailbox m ON m.id = p.mailbox
             WHERE p.digest = ?1 AND (p.invited IS NULL OR p.invited >= ?2)",
        )?
        .query_row(params![key.0, invited_before.0], |row| {
            Ok(Holder {
                mailbox: MailboxNumber(row.get(0)?),
                place: PlaceNumber(row.get(1)?),
                side: row.get(2)?,
                digest: key,
                invited: row.get(3)?,
                used: Day(row.get::<_, i64>(4)?.try_into().unwrap_or(0)),
            })
        })
        .optional()
}

pub(super) fn number_of(connection: &Connection, mailbox: MailboxNumber) -> Result<u64> {
    connection
        .prepare_cached("SELECT newest FROM mailbox WHERE id = ?1")?
        .query_row([mailbox.0], |row| row.get(0))
        .optional()
        .map(Option::unwrap_or_default)
}

pub(super) fn page(
    connection: &Connection,
    holder: Holder,
    asked: PageAsked,
    epoch: u64,
) -> Result<Page> {
    // The newest number is read first: what comes between the two reads is on the next page.
    let newest = number_of(connection, holder.mailbox)?;
    let mut next = Cursor {
        epoch,
        number: newest,
    };
    let from = begin(asked, next);
    let mut parcels: Vec<Parcel> = Vec::new();
    let mut more = false;
    let mut weight = 0;
    let mut statement = connection.prepare_cached(
        "SELECT number, length, envelope FROM bundle
         WHERE mailbox = ?1 AND number > ?2 AND number <= ?3 AND (?4 OR place <> ?5)
         ORDER BY number",
    )?;
    let mut rows = statement.query(params![
        holder.mailbox.0,
        from,
        newest,
        asked.own,
        holder.place.0
    ])?;
    while let Some(row) = rows.next()? {
        weight += Page::weight(row.get(1)?);
        let full = parcels.len() >= usize::from(asked.count_max.min(PAGE_COUNT_MAX));
        if full || (weight > PAGE_ROOM && !parcels.is_empty()) {
            more = true;
            next.number = parcels.last().map_or(from, |parcel| parcel.number);
            break;
        }
        parcels.push(Parcel {
            number: row.get(0)?,
            envelope: row.get(2)?,
        });
    }
    Ok(Page {
        next,
        more,
        parcels,
    })
}

pub(super) fn fill(connection: &Connection, holder: Holder, epoch: u64) -> Result<Fill> {
    let (bundles, bytes) = connection
        .prepare_cached("SELECT bundles, bytes FROM place WHERE id = ?1")?
        .query_row([holder.place.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let handles = connection
        .prepare_cached(
            "SELECT handle FROM place WHERE mailbox = ?1 AND side = ?2 AND digest IS NOT NULL
             ORDER BY id <> ?3, id",
        )?
        .query_map(
            params![holder.mailbox.0, holder.side, holder.place.0],
            |row| row.get(0).map(Handle),
        )?
        .collect::<Result<_>>()?;
    Ok(Fill {
        bundles,
        bytes,
        newest: Cursor {
            epoch,
            number: number_of(connection, holder.mailbox)?,
        },
        handles,
    })
}

pub(super) fn newest(
    connection: &Connection,
    mailboxes: &[MailboxNumber],
) -> Result<Vec<(MailboxNumber, u64)>> {
    mailboxes
        .iter()
        .map(|mailbox| Ok((*mailbox, number_of(connection, *mailbox)?)))
        .collect()
}

/// Where a page begins: behind the cursor if it is this epoch's and not beyond the newest.
fn begin(asked: PageAsked, newest: Cursor) -> u64 {
    asked
        .after
        .filter(|after| after.epoch == newest.epoch && after.number <= newest.number)
        .map_or(0, |after| after.number)
}
