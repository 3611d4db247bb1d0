//! How far one's own acts have come: here, on their way, or on a device of the other on its signed receipt (law 12).

use countersign_domain::ActId;
use serde::Serialize;

use crate::app::App;
use crate::codes::Result;
use crate::names;
use crate::page::Page;
use crate::view::{self, Delivery, Happened, Role};

/// One's own acts, the newest first, and how far each has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WayView {
    /// The agreement.
    pub agreement: view::AgreementId,
    /// The other's first name.
    pub other: String,
    /// Whose.
    pub role: Role,
    /// The acts.
    pub acts: Vec<OnWay>,
}

/// One act on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OnWay {
    /// The act.
    pub id: view::ActId,
    /// What it did.
    pub happened: Happened,
    /// The part it is about.
    pub part: Option<view::PartId>,
    /// How far it has come.
    pub place: Place,
    /// Which device has it.
    pub delivered: Option<Delivery>,
}

/// How far an act has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Place {
    /// On this device only, as far as is known.
    Here,
    /// At the relay, durable by the relay's word. Nobody has signed for it: it is with nobody yet.
    AtRelay,
    /// In a bundle that was written; nobody has signed for it yet.
    OnItsWay,
    /// The other's device has it, on its own signed word.
    There,
}

impl App {
    /// How far one's own acts have come.
    ///
    /// # Errors
    /// When the vault is locked, or there is no such agreement.
    pub fn way(&mut self, agreement: &view::AgreementId) -> Result<WayView> {
        let (session, world) = self.unlocked()?;
        let page = session.page(names::agreement(agreement)?, world.now())?;
        page.way()
    }
}

impl Page<'_> {
    pub(crate) fn way(&self) -> Result<WayView> {
        let at_relay = self.at_relay()?;
        let lies_there = |id: ActId| {
            at_relay
                .iter()
                .any(|head| *head == id || self.saw(*head, id))
        };
        let other = self.reader.other();
        let device = self.book.replica.device();
        let mut acts = Vec::new();
        for line in self.history()?.into_iter().rev() {
            let id = names::act(&line.id)?;
            let mine = self
                .book
                .agreement()
                .act(id)
                .is_some_and(|act| act.header.device == device);
            if !mine || line.happened == Happened::Received {
                continue;
            }
            let delivered = self.delivered(id);
            let place = match (&delivered, self.offered(id)) {
                (Some(_), _) => Place::There,
                (None, _) if lies_there(id) => Place::AtRelay,
                (None, true) => Place::OnItsWay,
                (None, false) => Place::Here,
            };
            acts.push(OnWay {
                id: line.id,
                happened: line.happened,
                part: line.part,
                place,
                delivered,
            });
        }
        Ok(WayView {
            agreement: names::agreement_text(self.id),
            other: self.names.of(other).to_owned(),
            role: self.role(),
            acts,
        })
    }

    /// Whether an act is in a bundle that was made here.
    pub(crate) fn offered(&self, id: ActId) -> bool {
        let heads = self.book.peers().flat_map(|peer| &peer.offered);
        heads
            .into_iter()
            .any(|head| *head == id || self.saw(*head, id))
    }
}
