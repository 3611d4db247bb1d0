//! Finding words again, in acts and private notes that this vault may read.
//!
//! The index is kept by hand in the transaction that changes the words. What a person types never reaches the query
//! language of FTS5: every word is quoted. Which words of an act are searched, `app` decides.

use rusqlite::Row;

use crate::error::Error;
use crate::name::{ActId, AgreementId, PartId};
use crate::tx::{Tx, View};

/// Words of a question that are looked at; nobody types more.
const QUESTION_WORDS_MAX: usize = 16;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// In the words of an act.
    Act {
        /// The agreement.
        agreement: AgreementId,
        /// The act.
        act: ActId,
        /// The part it is about, if any.
        part: Option<PartId>,
        /// The words.
        words: String,
    },
    /// In a private note.
    Note {
        /// The agreement, if it is about one.
        agreement: Option<AgreementId>,
        /// Its kind.
        kind: String,
        /// Its key.
        key: String,
        /// The words.
        words: String,
    },
}

impl View<'_> {
    /// What holds all the words of `question`, the last one as a beginning; what came last first, at
    /// most `limit`.
    ///
    /// # Errors
    /// When the vault cannot be read.
    pub fn search(&self, question: &str, limit: u32) -> Result<Vec<Found>, Error> {
        let quoted = quoted(question);
        if quoted.is_empty() {
            return Ok(Vec::new());
        }
        self.rows(
            "SELECT search.words, acts.agreement, acts.id, acts.part, note.agreement, note.kind, note.key
             FROM search
             LEFT JOIN acts ON search.rowid % 2 = 0 AND acts.number = search.rowid / 2
             LEFT JOIN private_notes AS note ON search.rowid % 2 = 1 AND note.number = search.rowid / 2
             WHERE search MATCH ?1 ORDER BY search.rowid DESC LIMIT ?2",
            (quoted, limit),
            read,
        )
    }
}

impl Tx<'_> {
    /// Makes the words of an act findable, instead of earlier ones. The act must be here.
    ///
    /// # Errors
    /// When the vault cannot be written.
    pub fn index_words(
        &self,
        agreement: AgreementId,
        act: ActId,
        words: &str,
    ) -> Result<(), Error> {
        let sql = "SELECT number FROM acts WHERE agreement = ?1 AND id = ?2";
        let number = self.row(sql, (agreement.0, act.0), |row| row.get::<_, i64>(0))?;
        let Some(row) = number.map(|number| number * 2) else {
            return Ok(());
        };
        // No statement that selects and inserts, and none that replaces: for each FTS5 would write its whole pending
        // index out, which made taking in a long history three times as slow.
        let there = self.row("SELECT rowid FROM search WHERE rowid = ?1", [row], |_| {
            Ok(())
        })?;
        if there.is_some() {
            self.forget_words(agreement, act)?;
        }
        self.run(
            "INSERT INTO search (rowid, words) VALUES (?1, ?2)",
            (row, words),
        )?;
        Ok(())
    }

    /// Makes the words of acts findable that were not before; their bodies were added just now. Acts that are not here
    /// are passed over.
    ///
    /// # Errors
    /// When the vault cannot be written, or one of the acts was findable already.
    pub fn index_new_words(
        &self,
        agreement: AgreementId,
        words: Vec<(ActId, String)>,
    ) -> Result<(), Error> {
        let mut rows = Vec::with_capacity(words.len());
        for (act, words) in words {
            let sql = "SELECT number FROM acts WHERE agreement = ?1 AND id = ?2";
            let number = self.row(sql, (agreement.0, act.0), |row| row.get::<_, i64>(0))?;
            rows.extend(number.map(|number| (number * 2, words)));
        }
        // Ascending, or FTS5 writes its whole pending index out before each row that comes before another.
        rows.sort_unstable();
        for (row, words) in rows {
            self.run(
                "INSERT INTO search (rowid, words) VALUES (?1, ?2)",
                (row, words),
            )?;
        }
        Ok(())
    }

    /// Takes the words of an act out of the index.
    pub(crate) fn forget_words(&self, agreement: AgreementId, act: ActId) -> Result<(), Error> {
        self.run(
            "DELETE FROM search WHERE rowid = (SELECT number * 2 FROM acts WHERE agreement = ?1 AND id = ?2)",
            (agreement.0, act.0),
        )?;
        Ok(())
    }

    /// Takes the words of all acts of an agreement out of the index.
    pub(crate) fn forget_all_words(&self, agreement: AgreementId) -> Result<(), Error> {
        self.run(
            "DELETE FROM search WHERE rowid IN (SELECT number * 2 FROM acts WHERE agreement = ?1)",
            [agreement.0],
        )?;
        Ok(())
    }
}

/// Each word in quotes, so that it is only ever a word; the last one also as a beginning.
fn quoted(question: &str) -> String {
    let words: Vec<String> = question
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .take(QUESTION_WORDS_MAX)
        .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
        .collect();
    if words.is_empty() {
        String::new()
    } else {
        words.join(" ") + "*"
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Found> {
    let words = row.get(0)?;
    let Some(agreement) = row.get::<_, Option<_>>(1)? else {
        return Ok(Found::Note {
            agreement: row.get::<_, Option<_>>(4)?.map(ActId),
            kind: row.get(5)?,
            key: row.get(6)?,
            words,
        });
    };
    Ok(Found::Act {
        agreement: ActId(agreement),
        act: ActId(row.get(2)?),
        part: row.get::<_, Option<_>>(3)?.map(ActId),
        words,
    })
}
