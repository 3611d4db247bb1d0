//! Private notes: drafts, check-ins that are not shared, "I felt pushed" that only its owner sees, numbers to call.
//!
//! They are no acts: no number, no place in a chain, and no function here gives one to a bundle (law 11).

use rusqlite::{Row, named_params};

use crate::error::Error;
use crate::name::{ActId, AgreementId, Moment};
use crate::tx::{Tx, View};

/// One note. `kind` and `key` together name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRow {
    /// What kind of note; a word of `app`'s.
    pub kind: String,
    /// Which one, in `app`'s words; may be empty.
    pub key: String,
    /// The agreement it is about, if any.
    pub agreement: Option<AgreementId>,
    /// What it says, in `app`'s own form.
    pub content: String,
    /// What of it is searched; empty for nothing.
    pub words: String,
    /// When it was last changed.
    pub changed: Moment,
}

const COLUMNS: &str = "SELECT kind, key, agreement, content, words, changed FROM private_notes";

impl View<'_> {
    /// One note.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn note(&self, kind: &str, key: &str) -> Result<Option<NoteRow>, Error> {
        self.row(
            &format!("{COLUMNS} WHERE kind = ?1 AND key = ?2"),
            (kind, key),
            read,
        )
    }

    /// A note of a kind by what it says. Looks through the notes of that kind, without taking them out.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn note_saying(&self, kind: &str, content: &str) -> Result<Option<NoteRow>, Error> {
        self.row(
            &format!("{COLUMNS} WHERE kind = ?1 AND content = ?2"),
            (kind, content),
            read,
        )
    }

    /// All notes of a kind, the last changed first.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn notes(&self, kind: &str) -> Result<Vec<NoteRow>, Error> {
        let sql = format!("{COLUMNS} WHERE kind = ?1 ORDER BY changed DESC, number DESC");
        self.rows(&sql, [kind], read)
    }
}

impl Tx<'_> {
    /// Keeps a note, instead of an earlier one of the same kind and key.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn put_note(&self, row: &NoteRow) -> Result<(), Error> {
        self.remove_note(&row.kind, &row.key)?;
        self.run(
            "INSERT INTO private_notes (kind, key, agreement, content, words, changed)
             VALUES (:kind, :key, :agreement, :content, :words, :changed)",
            named_params! {
                ":kind": row.kind,
                ":key": row.key,
                ":agreement": row.agreement.map(|id| id.0),
                ":content": row.content,
                ":words": row.words,
                ":changed": row.changed.0,
            },
        )?;
        if !row.words.is_empty() {
            self.run(
                "INSERT INTO search (rowid, words) VALUES (?1 * 2 + 1, ?2)",
                (self.last_number(), &row.words),
            )?;
        }
        Ok(())
    }

    /// Deletes a note with its words. `false`: there was none.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn drop_note(&self, kind: &str, key: &str) -> Result<bool, Error> {
        let dropped = self.remove_note(kind, key)?;
        if dropped {
            self.words_erased();
        }
        Ok(dropped)
    }

    fn remove_note(&self, kind: &str, key: &str) -> Result<bool, Error> {
        self.run(
            "DELETE FROM search WHERE rowid =
               (SELECT number * 2 + 1 FROM private_notes WHERE kind = ?1 AND key = ?2)",
            (kind, key),
        )?;
        let removed = self.run(
            "DELETE FROM private_notes WHERE kind = ?1 AND key = ?2",
            (kind, key),
        )?;
        Ok(removed == 1)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<NoteRow> {
    Ok(NoteRow {
        kind: row.get(0)?,
        key: row.get(1)?,
        agreement: row.get::<_, Option<_>>(2)?.map(ActId),
        content: row.get(3)?,
        words: row.get(4)?,
        changed: Moment(row.get(5)?),
    })
}
