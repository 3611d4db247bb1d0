//! What is written to `PostgreSQL`. A deed is one statement in autocommit, or one transaction.

use super::looks::{column, day, rows};
use super::{failure, statements};
use crate::names::{BundleId, Day, Digest, Handle};
use crate::store::{
    Delivery, Done, EXPIRED_PER_STEP, Expired, Expiry, Holder, KEYS_PER_SIDE_MAX, Kept,
    MailboxNumber, Opening, StoreError,
};
use deadpool_postgres::{Object, Transaction};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

/// More than any machine holds; keeps configured limits inside the server's numbers.
const LIMIT_MAX: u64 = 1 << 60;

type Values<'v> = &'v [&'v (dyn ToSql + Sync)];

/// Does one statement by itself and says how many rows it changed.
async fn execute(client: &Object, statement: &str, values: Values<'_>) -> Result<u64, StoreError> {
    let doing = async {
        let prepared = client.prepare_cached(statement).await?;
        client.execute(&prepared, values).await
    };
    doing.await.map_err(|e: tokio_postgres::Error| failure(&e))
}

/// Some statements that stand or fall together.
struct Together<'c>(Transaction<'c>);

impl<'c> Together<'c> {
    async fn begin(client: &'c mut Object) -> Result<Self, StoreError> {
        client
            .transaction()
            .await
            .map(Self)
            .map_err(|e| failure(&e))
    }

    /// Begins, and lets no other change of this mailbox's keys begin meanwhile.
    async fn on_keys(client: &'c mut Object, mailbox: MailboxNumber) -> Result<Self, StoreError> {
        let together = Self::begin(client).await?;
        together.rows(statements::LOCK_KEYS, &[&mailbox.0]).await?;
        Ok(together)
    }

    async fn rows(&self, statement: &str, values: Values<'_>) -> Result<Vec<Row>, StoreError> {
        let asking = async {
            let prepared = self.0.prepare_cached(statement).await?;
            self.0.query(&prepared, values).await
        };
        asking.await.map_err(|e: tokio_postgres::Error| failure(&e))
    }

    async fn execute(&self, statement: &str, values: Values<'_>) -> Result<u64, StoreError> {
        let doing = async {
            let prepared = self.0.prepare_cached(statement).await?;
            self.0.execute(&prepared, values).await
        };
        doing.await.map_err(|e: tokio_postgres::Error| failure(&e))
    }

    async fn commit(self) -> Result<(), StoreError> {
        self.0.commit().await.map_err(|e| failure(&e))
    }

    /// Whether the asking key still stands.
    async fn stands(&self, holder: Holder) -> Result<(), StoreError> {
        let values: Values<'_> = &[&holder.place.0, &holder.digest.0.as_slice()];
        match self.rows(statements::STANDS, values).await?.is_empty() {
            true => Err(StoreError::UnknownKey),
            false => Ok(()),
        }
    }

    /// Forgets removed keys on which nothing hangs, and marks mailboxes that nobody can read any more.
    async fn clear_places(&self, mailboxes: &[i64]) -> Result<(), StoreError> {
        self.execute(statements::CLEAR_PLACES, &[&mailboxes])
            .await?;
        self.execute(statements::MARK_UNREADABLE, &[&mailboxes])
            .await?;
        Ok(())
    }
}

pub(super) async fn open_mailbox(
    client: &mut Object,
    opening: &Opening,
) -> Result<Done, StoreError> {
    let together = Together::begin(client).await?;
    let [(own, own_key), (other, other_key)] = &opening.sides;
    let (own, own_key) = (own.0.as_slice(), own_key.0.as_slice());
    let (other, other_key) = (other.0.as_slice(), other_key.0.as_slice());
    let values: Values<'_> = &[&own_key, &own, &other_key, &other];
    if !together
        .rows(statements::OPENED_BEFORE, values)
        .await?
        .is_empty()
    {
        return Ok(Done::Before);
    }
    let max = opening.mailboxes_max.min(LIMIT_MAX).cast_signed();
    let values: Values<'_> = &[&opening.organisation, &max];
    if together.execute(statements::COUNT_MAILBOX, values).await? == 0 {
        return Err(StoreError::NoMoreMailboxes);
    }
    let today = day(opening.today);
    let values: Values<'_> = &[&opening.organisation, &today];
    let opened = together.rows(statements::OPEN_MAILBOX, values).await?;
    let row = opened
        .first()
        .ok_or_else(|| StoreError::Broken("a mailbox has no number".to_owned()))?;
    let mailbox: i64 = column(row, 0)?;
    let values: Values<'_> = &[&mailbox, &0_i16, &own, &own_key, &None::<i32>];
    together.execute(statements::ADD_PLACE, values).await?;
    let values: Values<'_> = &[&mailbox, &1_i16, &other, &other_key, &Some(today)];
    together.execute(statements::ADD_PLACE, values).await?;
    together.commit().await?;
    Ok(Done::Now)
}

pub(super) async fn touch(
    client: &Object,
    mailbox: MailboxNumber,
    today: Day,
) -> Result<(), StoreError> {
    let values: Values<'_> = &[&mailbox.0, &day(today)];
    execute(client, statements::TOUCH, values).await.map(|_| ())
}

pub(super) async fn renew(
    client: &mut Object,
    holder: Holder,
    next: Digest,
) -> Result<(), StoreError> {
    let together = Together::on_keys(client, holder.mailbox).await?;
    let values: Values<'_> = &[
        &holder.place.0,
        &holder.digest.0.as_slice(),
        &next.0.as_slice(),
    ];
    if together.execute(statements::RENEW, values).await? == 0 {
        return Err(StoreError::UnknownKey);
    }
    together.commit().await
}

pub(super) async fn invite(
    client: &mut Object,
    holder: Holder,
    handle: Handle,
    key: Digest,
    today: Day,
) -> Result<Done, StoreError> {
    let together = Together::on_keys(client, holder.mailbox).await?;
    together.stands(holder).await?;
    let (mailbox, side) = (holder.mailbox.0, i16::from(holder.side));
    let (handle, key, today) = (handle.0.as_slice(), key.0.as_slice(), day(today));
    let values: Values<'_> = &[&mailbox, &side, &handle, &key];
    let before = together.rows(statements::INVITED_BEFORE, values).await?;
    if !before.is_empty() {
        return Ok(Done::Before);
    }
    let values: Values<'_> = &[&mailbox, &side, &handle, &key, &today];
    if together.execute(statements::INVITE_AGAIN, values).await? == 0 {
        let keys = together
            .rows(statements::KEYS_ON_SIDE, &[&mailbox, &side])
            .await?;
        let keys = keys.first().map_or(Ok(0), |row| column::<i64>(row, 0))?;
        if keys >= KEYS_PER_SIDE_MAX {
            return Err(StoreError::SideFull);
        }
        together.execute(statements::ADD_PLACE, values).await?;
    }
    together.commit().await?;
    Ok(Done::Now)
}

pub(super) async fn remove(
    client: &mut Object,
    holder: Holder,
    handle: Handle,
) -> Result<(), StoreError> {
    let together = Together::on_keys(client, holder.mailbox).await?;
    together.stands(holder).await?;
    let mailbox = holder.mailbox.0;
    let values: Values<'_> = &[&mailbox, &i16::from(holder.side), &handle.0.as_slice()];
    together.execute(statements::REMOVE, values).await?;
    together.clear_places(&[mailbox]).await?;
    together.commit().await
}

pub(super) async fn put(
    client: &Object,
    holder: Holder,
    delivery: &Delivery,
) -> Result<Kept, StoreError> {
    let (digest, id) = (holder.digest.0.as_slice(), delivery.id.0.as_slice());
    let length = delivery.envelope.len() as i64;
    let bundles = delivery.quota.bundles.min(LIMIT_MAX).cast_signed();
    let bytes = delivery.quota.bytes.min(LIMIT_MAX).cast_signed();
    let values: Values<'_> = &[
        &holder.place.0,
        &digest,
        &id,
        &length,
        &bundles,
        &bytes,
        &day(delivery.today),
        &delivery.envelope,
    ];
    let kept = match rows(client, statements::PUT, values).await {
        // The same bundle was put by the same key at the same moment.
        Err(StoreError::Taken) => Vec::new(),
        other => other?,
    };
    if let Some(row) = kept.first() {
        return Ok(Kept {
            number: column::<i64>(row, 0)?.cast_unsigned(),
            done: Done::Now,
        });
    }
    let values: Values<'_> = &[&holder.place.0, &digest];
    if rows(client, statements::STANDS, values).await?.is_empty() {
        return Err(StoreError::UnknownKey);
    }
    let values: Values<'_> = &[&holder.place.0, &id];
    let before = rows(client, statements::NUMBER_OF_BUNDLE, values).await?;
    let row = before.first().ok_or(StoreError::MailboxFull)?;
    Ok(Kept {
        number: column::<i64>(row, 0)?.cast_unsigned(),
        done: Done::Before,
    })
}

pub(super) async fn take_away(
    client: &Object,
    holder: Holder,
    id: BundleId,
) -> Result<(), StoreError> {
    let values: Values<'_> = &[
        &holder.place.0,
        &holder.digest.0.as_slice(),
        &id.0.as_slice(),
    ];
    execute(client, statements::TAKE_AWAY, values)
        .await
        .map(|_| ())
}

pub(super) async fn expire(client: &mut Object, expiry: Expiry) -> Result<Expired, StoreError> {
    let mut expired = Expired::default();
    let together = Together::begin(client).await?;
    let lock = together.rows(statements::LOCK_EXPIRY, &[]).await?;
    if !lock
        .first()
        .map_or(Ok(false), |row| column::<bool>(row, 0))?
    {
        return Ok(expired);
    }
    let step = EXPIRED_PER_STEP as i64;
    let before = day(expiry.bundles_before);
    expired.bundles += drop_bundles(&together, statements::OLD_BUNDLES, &[&before, &step]).await?;
    let values: Values<'_> = &[&day(expiry.invited_before), &step];
    let stale = together.rows(statements::OLD_INVITATIONS, values).await?;
    let stale = stale
        .iter()
        .map(|row| column::<i64>(row, 0))
        .collect::<Result<Vec<_>, _>>()?;
    together.clear_places(&stale).await?;
    let values: Values<'_> = &[&day(expiry.mailboxes_before)];
    let unused = together.rows(statements::UNUSED_MAILBOX, values).await?;
    if let Some(row) = unused.first() {
        let mailbox: i64 = column(row, 0)?;
        let held = drop_mailbox(&together, mailbox, step).await?;
        expired.bundles += held;
        expired.mailboxes = u64::from(held < EXPIRED_PER_STEP as u64);
    }
    together.commit().await?;
    Ok(expired)
}

/// Drops a mailbox, or as many of its bundles as one step may.
async fn drop_mailbox(together: &Together<'_>, mailbox: i64, step: i64) -> Result<u64, StoreError> {
    together.rows(statements::LOCK_PLACES, &[&mailbox]).await?;
    let held = drop_bundles(together, statements::BUNDLES_OF, &[&mailbox, &step]).await?;
    if held < EXPIRED_PER_STEP as u64 {
        together
            .execute(statements::DROP_PLACES, &[&mailbox])
            .await?;
        together
            .execute(statements::DROP_MAILBOX, &[&mailbox])
            .await?;
    }
    Ok(held)
}

async fn drop_bundles(
    together: &Together<'_>,
    which: &str,
    values: Values<'_>,
) -> Result<u64, StoreError> {
    let mut gone = (Vec::new(), Vec::new(), Vec::new());
    for row in together.rows(which, values).await? {
        gone.0.push(column::<i64>(&row, 0)?);
        gone.1.push(column::<i64>(&row, 1)?);
        gone.2.push(column::<i64>(&row, 2)?);
    }
    let (places, bundles, bytes) = gone;
    let values: Values<'_> = &[&places, &bundles, &bytes];
    together.execute(statements::GIVE_BACK, values).await?;
    together
        .execute(statements::FORGET_PLACES, &[&places])
        .await?;
    Ok(bundles.iter().sum::<i64>().cast_unsigned())
}

pub(super) async fn renew_epoch(client: &Object, epoch: u64) -> Result<(), StoreError> {
    let epoch = epoch.cast_signed();
    execute(client, statements::RENEW_EPOCH, &[&epoch])
        .await
        .map(|_| ())
}
