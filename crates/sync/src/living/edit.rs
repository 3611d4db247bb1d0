//! What a person does with living text: the agenda, and drafts that are shared.

use countersign_domain::Role;
use countersign_seal::{Chance, entropy};
use countersign_wire::LivingKind;
use countersign_wire::limits::LIVING_SEEN_MAX;

use super::document::Document;
use super::made::Place;
use super::row::LivingRow;
use super::shelf::{Dropped, Left, Living, come_so_far};
use super::text::Says;
use super::write::{Pen, Step, Which};
use crate::received::Reason;

/// What a person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LivingEdit<'a> {
    /// Puts something on the agenda.
    AddItem {
        /// What to talk about.
        words: &'a str,
    },
    /// Writes other words for an own item.
    ChangeItem {
        /// The item.
        item: [u8; 16],
        /// All of its words, as they are to be.
        words: &'a str,
    },
    /// Takes an own item off the agenda.
    RemoveItem {
        /// The item.
        item: [u8; 16],
    },
    /// Marks the one thing that this person must talk about.
    Must {
        /// The item; `None`: no longer any.
        item: Option<[u8; 16]>,
    },
    /// They have talked: the agenda is begun anew.
    TalkedAbout,
    /// Shares a draft. Its history begins here.
    Share {
        /// Its title.
        title: &'a str,
        /// Its words.
        words: &'a str,
    },
    /// Writes in a shared draft.
    Change {
        /// The draft.
        draft: [u8; 32],
        /// All of its title, as it is to be.
        title: &'a str,
        /// All of its words, as they are to be.
        words: &'a str,
    },
    /// Drops a shared draft.
    Drop {
        /// The draft.
        draft: [u8; 32],
        /// Its text was put forward as it is here. Otherwise the other person gets a copy for themselves.
        put_forward: bool,
    },
}

/// Why living text was not written. Nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotWritten {
    /// The step before is not saved, or the keys are another device's.
    #[error("the step before is not saved yet, or the keys are not this device's")]
    Unready,
    /// It is not here, or not any more.
    #[error("the text is not here")]
    Unknown,
    /// The other person added it.
    #[error("only whoever added an item writes in it")]
    NotOwn,
    /// There is no more room in the document, or for one more.
    #[error("there is no more room for this text")]
    Full,
    /// Automerge would not have it.
    #[error("the document cannot take this in")]
    Document,
}

impl From<Reason> for NotWritten {
    fn from(reason: Reason) -> Self {
        if reason == Reason::Full {
            Self::Full
        } else {
            Self::Document
        }
    }
}

/// What an edit has done.
#[derive(Default)]
pub(crate) struct Edited {
    pub(crate) rows: Vec<LivingRow>,
    /// A draft that was shared.
    pub(crate) draft: Option<[u8; 32]>,
}

impl Living {
    /// Does what a person asks. After an error nothing has changed.
    pub(crate) fn edit(
        &mut self,
        pen: &Pen<'_>,
        role: Role,
        edit: LivingEdit<'_>,
        chance: &mut dyn Chance,
    ) -> Result<Edited, NotWritten> {
        let rows = |row: Option<LivingRow>| Edited {
            rows: row.into_iter().collect(),
            draft: None,
        };
        match edit {
            LivingEdit::AddItem { words } => {
                let row = self.add_items(pen, role, &[words.to_owned()])?;
                Ok(rows(row))
            }
            LivingEdit::ChangeItem { item, words } => {
                let (mut agenda, place) = self.own_item(pen, role, item)?;
                let changed = agenda.rewrite(pen, Which::Item(place), words)?;
                Ok(rows(changed.then(|| self.keep(agenda))))
            }
            LivingEdit::RemoveItem { item } => {
                let (mut agenda, place) = self.own_item(pen, role, item)?;
                let changed = agenda.write(pen, &Step::Remove(place))?;
                Ok(rows(changed.then(|| self.keep(agenda))))
            }
            LivingEdit::Must { item } => Ok(rows(self.must(pen, role, item)?)),
            LivingEdit::TalkedAbout => Ok(rows(Some(self.talked_about(pen, role)?))),
            LivingEdit::Share { title, words } => self.share(pen, role, title, words, chance),
            LivingEdit::Change {
                draft,
                title,
                words,
            } => {
                let mut document = self.shared(pen, &draft)?;
                let changed = document.rewrite(pen, Which::Title, title)?
                    | document.rewrite(pen, Which::Words, words)?;
                Ok(rows(changed.then(|| self.keep(document))))
            }
            LivingEdit::Drop { draft, put_forward } => Ok(rows(Some(self.drop_draft(
                pen,
                role,
                draft,
                put_forward,
            )?))),
        }
    }

    /// Puts items on the agenda of now, each with words.
    pub(crate) fn add_items(
        &mut self,
        pen: &Pen<'_>,
        role: Role,
        items: &[String],
    ) -> Result<Option<LivingRow>, NotWritten> {
        let (_, id) = self.agenda_now();
        if items.is_empty() {
            return Ok(None);
        }
        if !self.is_here(&id) && !self.has_room(role, pen.owners) {
            return Err(NotWritten::Full);
        }
        let mut agenda = self.copy(&id, LivingKind::Agenda, pen.owners)?;
        for words in items {
            let place = agenda.next_place(pen)?;
            agenda.write(pen, &Step::Add)?;
            agenda.rewrite(pen, Which::Item(place), words)?;
        }
        Ok(Some(self.keep(agenda)))
    }

    /// Lets what remains of dropped documents live on: own items stand on the next agenda.
    pub(crate) fn carry_on(&mut self, pen: &Pen<'_>, role: Role, left: &[Left]) -> Vec<LivingRow> {
        let mut rows = Vec::new();
        for left in left {
            // Where there is no room for them any more, they were too many for one person.
            rows.extend(self.add_items(pen, role, &left.items).ok().flatten());
        }
        rows
    }

    fn must(
        &mut self,
        pen: &Pen<'_>,
        role: Role,
        item: Option<[u8; 16]>,
    ) -> Result<Option<LivingRow>, NotWritten> {
        let mut agenda = self.agenda_copy(pen)?;
        let place = match item {
            None => None,
            Some(item) => Some(found(&agenda, item)?.0),
        };
        let changed = agenda.write(pen, &Step::Must(role, place))?;
        Ok(changed.then(|| self.keep(agenda)))
    }

    fn talked_about(&mut self, pen: &Pen<'_>, role: Role) -> Result<LivingRow, NotWritten> {
        let (_, id) = self.agenda_now();
        let agenda = self.agenda(pen.owners);
        let items = agenda.items.iter().map(|item| item.id);
        let dropped = Dropped {
            by: role,
            seen: items.take(LIVING_SEEN_MAX).collect(),
        };
        let mine = (role, pen.device());
        let (row, _) = self
            .drop(id, dropped, mine, pen.owners)
            .ok_or(NotWritten::Full)?;
        Ok(row)
    }

    fn share(
        &mut self,
        pen: &Pen<'_>,
        role: Role,
        title: &str,
        words: &str,
        chance: &mut dyn Chance,
    ) -> Result<Edited, NotWritten> {
        if !self.has_room(role, pen.owners) {
            return Err(NotWritten::Full);
        }
        let id = entropy(chance);
        let mut document = Document::begin(id, LivingKind::Draft)?;
        document.rewrite(pen, Which::Title, title)?;
        document.rewrite(pen, Which::Words, words)?;
        Ok(Edited {
            rows: vec![self.keep(document)],
            draft: Some(id),
        })
    }

    fn drop_draft(
        &mut self,
        pen: &Pen<'_>,
        role: Role,
        draft: [u8; 32],
        put_forward: bool,
    ) -> Result<LivingRow, NotWritten> {
        let document = self.shared(pen, &draft)?;
        let dropped = Dropped {
            by: role,
            seen: if put_forward {
                come_so_far(&document)
            } else {
                Vec::new()
            },
        };
        let mine = (role, pen.device());
        let (row, _) = self
            .drop(draft, dropped, mine, pen.owners)
            .ok_or(NotWritten::Full)?;
        Ok(row)
    }

    fn agenda_copy(&mut self, pen: &Pen<'_>) -> Result<Document, NotWritten> {
        let (_, id) = self.agenda_now();
        Ok(self.copy(&id, LivingKind::Agenda, pen.owners)?)
    }

    fn shared(&mut self, pen: &Pen<'_>, id: &[u8; 32]) -> Result<Document, NotWritten> {
        let document = self.document(id, pen.owners).ok_or(NotWritten::Unknown)?;
        match document.kind() {
            LivingKind::Draft => Ok(document.clone()),
            LivingKind::Agenda => Err(NotWritten::Unknown),
        }
    }

    fn own_item(
        &mut self,
        pen: &Pen<'_>,
        role: Role,
        item: [u8; 16],
    ) -> Result<(Document, Place), NotWritten> {
        let agenda = self.agenda_copy(pen)?;
        let (place, by) = found(&agenda, item)?;
        if by == role {
            Ok((agenda, place))
        } else {
            Err(NotWritten::NotOwn)
        }
    }
}

fn found(agenda: &Document, item: [u8; 16]) -> Result<(Place, Role), NotWritten> {
    let Says::Agenda { items, .. } = agenda.readable()? else {
        return Err(NotWritten::Unknown);
    };
    let found = items.into_iter().find(|(_, it)| it.id == item);
    let (place, it) = found.ok_or(NotWritten::Unknown)?;
    Ok((place, it.by))
}
