//! The words of acts. A body is here, not here yet, or erased for good (design §3).

use crate::error::Error;
use crate::name::{ActId, AgreementId};
use crate::tx::{Tx, View};

/// Whether the body of an act is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// It is: the bytes that the act commits to.
    Here(Vec<u8>),
    /// It has not come.
    NotHere,
    /// It was erased; a tombstone is left.
    Erased,
}

/// What became of a body that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrived {
    /// It is new and kept.
    New,
    /// It was here already.
    Known,
    /// Its act's words were erased before: dropped (design §3).
    Dropped,
}

impl View<'_> {
    /// The body of an act.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn body(&self, agreement: AgreementId, act: ActId) -> Result<Body, Error> {
        let found = self.row(
            "SELECT erased, bytes FROM bodies WHERE agreement = ?1 AND act = ?2",
            (agreement.0, act.0),
            |row| Ok(body(row.get(0)?, row.get(1)?)),
        )?;
        Ok(found.unwrap_or(Body::NotHere))
    }

    /// The acts whose bodies are here (`false`) or erased (`true`), without the bodies.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn bodies_named(&self, agreement: AgreementId) -> Result<Vec<(ActId, bool)>, Error> {
        self.rows(
            "SELECT act, erased FROM bodies WHERE agreement = ?1",
            [agreement.0],
            |row| Ok((ActId(row.get(0)?), row.get(1)?)),
        )
    }

    /// Every body of an agreement that is here or erased.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn bodies(&self, agreement: AgreementId) -> Result<Vec<(ActId, Body)>, Error> {
        self.rows(
            "SELECT act, erased, bytes FROM bodies WHERE agreement = ?1 ORDER BY act",
            [agreement.0],
            |row| Ok((ActId(row.get(0)?), body(row.get(1)?, row.get(2)?))),
        )
    }
}

impl Tx<'_> {
    /// Keeps the body of an act, unless it is here or was erased.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn add_body(
        &self,
        agreement: AgreementId,
        act: ActId,
        bytes: &[u8],
    ) -> Result<Arrived, Error> {
        let added = self.run(
            "INSERT INTO bodies (agreement, act, bytes) VALUES (?1, ?2, ?3)
             ON CONFLICT (agreement, act) DO NOTHING",
            (agreement.0, act.0, bytes),
        )?;
        if added == 1 {
            return Ok(Arrived::New);
        }
        match self.body(agreement, act)? {
            Body::Erased => Ok(Arrived::Dropped),
            Body::Here(_) | Body::NotHere => Ok(Arrived::Known),
        }
    }

    /// Erases the body of an act and its words from the search, and leaves a tombstone, also where it never came.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn erase_body(&self, agreement: AgreementId, act: ActId) -> Result<(), Error> {
        self.run(
            "INSERT INTO bodies (agreement, act, bytes, erased) VALUES (?1, ?2, x'', 1)
             ON CONFLICT (agreement, act) DO UPDATE SET bytes = x'', erased = 1",
            (agreement.0, act.0),
        )?;
        self.forget_words(agreement, act)?;
        self.words_erased();
        Ok(())
    }
}

fn body(erased: bool, bytes: Vec<u8>) -> Body {
    if erased {
        Body::Erased
    } else {
        Body::Here(bytes)
    }
}
