//! The agenda: both add, each marks one thing that must be talked about, and whose turn it is to begin alternates.

use countersign_domain::{AgreementId, Role};
use countersign_sync::{Agenda, AgendaItem, LivingEdit};
use countersign_vault::Tx;

use crate::app::App;
use crate::codes::Result;
use crate::error::{Code, Error};
use crate::names;
use crate::view::{
    self, AddingItem, AgendaItemView, AgendaView, ChangingItem, MarkingMust, OneItem,
};

const ITEM_CHARACTERS_MAX: usize = 500;

impl App {
    /// What the two will talk about.
    ///
    /// # Errors
    /// When the agreement is not here.
    pub fn agenda(&mut self, agreement: &view::AgreementId) -> Result<AgendaView> {
        let id = names::agreement(agreement)?;
        let (session, _) = self.unlocked()?;
        let (book, _) = session.book(id)?;
        Ok(drawn(agreement, book.replica.agenda()))
    }

    /// Puts something on the agenda.
    ///
    /// # Errors
    /// When there are no words or too many, or no more room.
    pub fn add_agenda_item(&mut self, ask: &AddingItem) -> Result<AgendaView> {
        let words = item_words(&ask.words)?;
        self.write_agenda(&ask.agreement, LivingEdit::AddItem { words })
    }

    /// Writes other words for an own item.
    ///
    /// # Errors
    /// When it is not here or not one's own, there are no words or too many, or no more room.
    pub fn change_agenda_item(&mut self, ask: &ChangingItem) -> Result<AgendaView> {
        let (item, words) = (item(&ask.item)?, item_words(&ask.words)?);
        self.write_agenda(&ask.agreement, LivingEdit::ChangeItem { item, words })
    }

    /// Takes an own item off the agenda.
    ///
    /// # Errors
    /// When it is not here or not one's own.
    pub fn remove_agenda_item(&mut self, ask: &OneItem) -> Result<AgendaView> {
        let item = item(&ask.item)?;
        self.write_agenda(&ask.agreement, LivingEdit::RemoveItem { item })
    }

    /// Marks the one thing that this person must talk about, anybody's; an earlier mark of theirs goes.
    ///
    /// # Errors
    /// When it is not here.
    pub fn mark_must(&mut self, ask: &MarkingMust) -> Result<AgendaView> {
        let item = ask.item.as_deref().map(item).transpose()?;
        self.write_agenda(&ask.agreement, LivingEdit::Must { item })
    }

    /// They have talked: the agenda is begun anew, and what stood on it is dropped on both sides. What the other added
    /// and this device had not seen stands on the next one.
    ///
    /// # Errors
    /// When the agreement is not here.
    pub fn talked_about(&mut self, agreement: &view::AgreementId) -> Result<AgendaView> {
        self.write_agenda(agreement, LivingEdit::TalkedAbout)
    }

    fn write_agenda(
        &mut self,
        agreement: &view::AgreementId,
        edit: LivingEdit<'_>,
    ) -> Result<AgendaView> {
        self.write_living(names::agreement(agreement)?, edit, |_| Ok(()))?;
        self.agenda(agreement)
    }

    /// Writes living text and makes it durable, with whatever belongs to the same moment.
    pub(super) fn write_living(
        &mut self,
        agreement: AgreementId,
        edit: LivingEdit<'_>,
        also: impl FnOnce(&Tx<'_>) -> Result<()>,
    ) -> Result<Option<[u8; 32]>> {
        let (session, world) = self.unlocked()?;
        let now = world.now();
        let (book, keys) = session.book(agreement)?;
        if book.was_removed() {
            return Err(Code::DeviceRemoved.into());
        }
        if book.agreement().ended_by().len() == Role::BOTH.len() {
            return Err(Code::AgreementClosed.into());
        }
        let made = book.replica.write_living(keys, edit, world);
        let (draft, batch) = made.map_err(Error::from)?;
        session.keep_step(agreement, &batch, now, also)?;
        Ok(draft)
    }
}

fn item_words(typed: &str) -> Result<&str> {
    let words = typed.trim();
    if words.is_empty() {
        return Err(Code::WordsMissing.into());
    }
    if words.chars().count() > ITEM_CHARACTERS_MAX {
        return Err(Code::WordsTooLong.into());
    }
    Ok(words)
}

fn item(named: &str) -> Result<[u8; 16]> {
    let parsed: Option<countersign_domain::Incarnation> = named.parse().ok();
    Ok(parsed.ok_or(Code::DraftUnknown)?.0)
}

fn drawn(agreement: &view::AgreementId, agenda: Agenda) -> AgendaView {
    let Agenda {
        begins,
        items,
        musts,
    } = agenda;
    let of = |item: &AgendaItem| AgendaItemView {
        id: countersign_domain::Incarnation(item.id).to_string(),
        by: names::role_view(item.by),
        words: item.words.clone(),
        must: [begins, begins.other()]
            .into_iter()
            .filter(|role| musts.get(role) == Some(&item.id))
            .map(names::role_view)
            .collect(),
    };
    let (must, rest): (Vec<AgendaItem>, Vec<AgendaItem>) = items
        .into_iter()
        .partition(|item| musts.values().any(|id| *id == item.id));
    let mut ordered = by_turns(begins, must);
    ordered.extend(by_turns(begins, rest));
    AgendaView {
        agreement: agreement.clone(),
        begins: names::role_view(begins),
        items: ordered.iter().map(of).collect(),
    }
}

/// One item of each person in turn, each person's in the order in which they were added.
fn by_turns(begins: Role, items: Vec<AgendaItem>) -> Vec<AgendaItem> {
    let (first, second): (Vec<_>, Vec<_>) = items.into_iter().partition(|item| item.by == begins);
    let (mut first, mut second) = (first.into_iter(), second.into_iter());
    let mut ordered = Vec::new();
    loop {
        let (one, other) = (first.next(), second.next());
        if one.is_none() && other.is_none() {
            return ordered;
        }
        ordered.extend(one);
        ordered.extend(other);
    }
}
