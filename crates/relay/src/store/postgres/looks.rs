//! What is read from `PostgreSQL`. Each function is one look at one moment.

use super::{failure, statements};
use crate::names::{Day, Digest, Handle};
use crate::store::{Fill, Holder, MailboxNumber, PageAsked, PlaceNumber, StoreError};
use countersign_wire::relay::{Cursor, PAGE_BYTES_MAX, PAGE_COUNT_MAX, Page, Parcel};
use deadpool_postgres::Object;
use tokio_postgres::types::{FromSql, ToSql};
use tokio_postgres::{Error, Row};

/// Room for the bytes around the parcels of a page.
const PAGE_ROOM: usize = PAGE_BYTES_MAX - 64;

/// Asks a statement that the connection keeps prepared.
pub(super) async fn rows(
    client: &Object,
    statement: &str,
    values: &[&(dyn ToSql + Sync)],
) -> Result<Vec<Row>, StoreError> {
    let asking = async {
        let prepared = client.prepare_cached(statement).await?;
        client.query(&prepared, values).await
    };
    asking.await.map_err(|e: Error| failure(&e))
}

/// A column of a row; our own statements name it rightly.
pub(super) fn column<'a, T: FromSql<'a>>(row: &'a Row, index: usize) -> Result<T, StoreError> {
    row.try_get(index).map_err(|e| failure(&e))
}

pub(super) async fn epoch(client: &Object) -> Result<u64, StoreError> {
    let found = rows(client, statements::EPOCH, &[]).await?;
    match found.first() {
        Some(row) => column::<i64>(row, 0).map(i64::cast_unsigned),
        None => Err(StoreError::Broken("the database has no epoch".to_owned())),
    }
}

pub(super) async fn holder(
    client: &Object,
    key: Digest,
    invited_before: Day,
) -> Result<Option<Holder>, StoreError> {
    let values: [&(dyn ToSql + Sync); 2] = [&key.0.as_slice(), &day(invited_before)];
    let found = rows(client, statements::HOLDER, &values).await?;
    let Some(row) = found.first() else {
        return Ok(None);
    };
    Ok(Some(Holder {
        mailbox: MailboxNumber(column(row, 0)?),
        place: PlaceNumber(column(row, 1)?),
        side: column::<i16>(row, 2)?.try_into().unwrap_or_default(),
        digest: key,
        invited: column(row, 3)?,
        used: Day(column::<i32>(row, 4)?.try_into().unwrap_or_default()),
    }))
}

/// A day as the database has it.
pub(super) fn day(day: Day) -> i32 {
    day.0.cast_signed()
}

pub(super) async fn page(
    client: &Object,
    holder: Holder,
    asked: PageAsked,
    epoch: u64,
) -> Result<Page, StoreError> {
    let count_max = i64::from(asked.count_max.min(PAGE_COUNT_MAX));
    let after = asked.after.filter(|after| after.epoch == epoch);
    // No mailbox counts so far; a cursor that does begins anew.
    let after = after.map_or(0, |after| i64::try_from(after.number).unwrap_or(i64::MAX));
    let (mailbox, place) = (holder.mailbox.0, holder.place.0);
    let values: [&(dyn ToSql + Sync); 5] = [&mailbox, &after, &asked.own, &place, &(count_max + 1)];
    let lengths = rows(client, statements::LENGTHS, &values).await?;
    let mut span: Vec<i64> = Vec::new();
    let (mut newest, mut weight, mut more) = (0, 0, false);
    for row in &lengths {
        newest = column::<i64>(row, 0)?;
        let (Some(number), Some(length)) = (
            column::<Option<i64>>(row, 1)?,
            column::<Option<i32>>(row, 2)?,
        ) else {
            continue;
        };
        weight += Page::weight(length.try_into().unwrap_or_default());
        let full = span.len() as i64 >= count_max;
        if full || (weight > PAGE_ROOM && !span.is_empty()) {
            more = true;
            break;
        }
        span.push(number);
    }
    let parcels = match (span.first(), span.last()) {
        (Some(first), Some(last)) => {
            let values: [&(dyn ToSql + Sync); 5] = [&mailbox, first, last, &asked.own, &place];
            parcels(client, &values).await?
        }
        _ => Vec::new(),
    };
    let end = span.last().filter(|_| more).copied().unwrap_or(newest);
    Ok(Page {
        next: Cursor {
            epoch,
            number: end.cast_unsigned(),
        },
        more,
        parcels,
    })
}

async fn parcels(
    client: &Object,
    values: &[&(dyn ToSql + Sync)],
) -> Result<Vec<Parcel>, StoreError> {
    rows(client, statements::ENVELOPES, values)
        .await?
        .iter()
        .map(|row| {
            Ok(Parcel {
                number: column::<i64>(row, 0)?.cast_unsigned(),
                envelope: column(row, 1)?,
            })
        })
        .collect()
}

pub(super) async fn fill(client: &Object, holder: Holder, epoch: u64) -> Result<Fill, StoreError> {
    let own = rows(client, statements::FILL, &[&holder.place.0]).await?;
    let own = own.first().ok_or(StoreError::UnknownKey)?;
    let side = i16::from(holder.side);
    let values: [&(dyn ToSql + Sync); 3] = [&holder.mailbox.0, &side, &holder.place.0];
    let handles = rows(client, statements::HANDLES, &values).await?;
    let newest = newest(client, &[holder.mailbox]).await?;
    Ok(Fill {
        bundles: column::<i64>(own, 0)?.cast_unsigned(),
        bytes: column::<i64>(own, 1)?.cast_unsigned(),
        newest: Cursor {
            epoch,
            number: newest.first().map_or(0, |(_, number)| *number),
        },
        handles: handles
            .iter()
            .map(|row| {
                let bytes: &[u8] = column(row, 0)?;
                let broken = || StoreError::Broken("a handle has no 16 bytes".to_owned());
                bytes.try_into().map(Handle).map_err(|_| broken())
            })
            .collect::<Result<_, _>>()?,
    })
}

pub(super) async fn newest(
    client: &Object,
    mailboxes: &[MailboxNumber],
) -> Result<Vec<(MailboxNumber, u64)>, StoreError> {
    let numbers: Vec<i64> = mailboxes.iter().map(|mailbox| mailbox.0).collect();
    rows(client, statements::NEWEST_OF, &[&numbers])
        .await?
        .iter()
        .map(|row| {
            Ok((
                MailboxNumber(column(row, 0)?),
                column::<i64>(row, 1)?.cast_unsigned(),
            ))
        })
        .collect()
}
