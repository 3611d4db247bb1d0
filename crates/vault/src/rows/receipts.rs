//! Bundles that went out, bundles that came in, and who has signed for which.
//!
//! "Karin's laptop has it" is said only from a receipt (law 12).

use crate::error::Error;
use crate::name::{AgreementId, BundleId, ChangeHash, DeviceId, Moment, joined, split};
use crate::tx::{Tx, View};

/// A bundle that this device wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentRow {
    /// The bundle.
    pub bundle: BundleId,
    /// The count inside it.
    pub number: u64,
    /// Heads of the document when it was written.
    pub heads: Vec<ChangeHash>,
    /// What else it carried, in a form of `sync`'s own.
    pub content: Vec<u8>,
    /// When it was written.
    pub at: Moment,
}

/// A device has signed that it durably has a bundle of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReceiptRow {
    /// The bundle.
    pub bundle: BundleId,
    /// The device.
    pub device: DeviceId,
    /// When its receipt came.
    pub at: Moment,
}

/// A bundle that was taken in here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReceivedRow {
    /// The bundle.
    pub bundle: BundleId,
    /// The device that sent it.
    pub device: DeviceId,
    /// The sender is known to know that we have it.
    pub told: bool,
    /// When it came.
    pub at: Moment,
}

impl View<'_> {
    /// Bundles that this device wrote, by their count.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn sent(&self, agreement: AgreementId) -> Result<Vec<SentRow>, Error> {
        self.rows(
            "SELECT bundle, number, heads, content, at FROM sent WHERE agreement = ?1 ORDER BY number, bundle",
            [agreement.0],
            |row| {
                Ok(SentRow {
                    bundle: BundleId(row.get(0)?),
                    number: row.get::<_, i64>(1)?.unsigned_abs(),
                    heads: split(&row.get::<_, Vec<u8>>(2)?),
                    content: row.get(3)?,
                    at: Moment(row.get(4)?),
                })
            },
        )
    }

    /// Receipts for bundles of ours.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn receipts(&self, agreement: AgreementId) -> Result<Vec<ReceiptRow>, Error> {
        self.rows(
            "SELECT bundle, device, at FROM receipts WHERE agreement = ?1 ORDER BY at, bundle, device",
            [agreement.0],
            |row| {
                Ok(ReceiptRow {
                    bundle: BundleId(row.get(0)?),
                    device: DeviceId(row.get(1)?),
                    at: Moment(row.get(2)?),
                })
            },
        )
    }

    /// Bundles that were taken in here.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn received(&self, agreement: AgreementId) -> Result<Vec<ReceivedRow>, Error> {
        self.rows(
            "SELECT bundle, device, told, at FROM received WHERE agreement = ?1 ORDER BY at, bundle",
            [agreement.0],
            |row| {
                Ok(ReceivedRow {
                    bundle: BundleId(row.get(0)?),
                    device: DeviceId(row.get(1)?),
                    told: row.get(2)?,
                    at: Moment(row.get(3)?),
                })
            },
        )
    }
}

impl Tx<'_> {
    /// Notes a bundle that this device wrote. Twice is once.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn add_sent(&self, agreement: AgreementId, row: &SentRow) -> Result<(), Error> {
        let number = i64::try_from(row.number).map_err(|_| Error::Misfit {
            code: rusqlite::ffi::SQLITE_RANGE,
        })?;
        self.run(
            "INSERT INTO sent (agreement, bundle, number, heads, content, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO NOTHING",
            (agreement.0, row.bundle.0, number, joined(&row.heads), &row.content, row.at.0),
        )?;
        Ok(())
    }

    /// Notes a receipt. Twice is once, and the first time counts.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn add_receipt(&self, agreement: AgreementId, row: &ReceiptRow) -> Result<(), Error> {
        self.run(
            "INSERT INTO receipts (agreement, bundle, device, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            (agreement.0, row.bundle.0, row.device.0, row.at.0),
        )?;
        Ok(())
    }

    /// Notes a bundle that was taken in, or that its sender now knows of it.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_received(&self, agreement: AgreementId, row: &ReceivedRow) -> Result<(), Error> {
        self.run(
            "INSERT INTO received (agreement, bundle, device, told, at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (agreement, bundle) DO UPDATE SET told = max(told, excluded.told)",
            (agreement.0, row.bundle.0, row.device.0, row.told, row.at.0),
        )?;
        Ok(())
    }
}
