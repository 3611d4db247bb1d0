//! An agreement as its reader sees it: the folded acts with their words beside, and days laid over.
//!
//! It exists because three rules meet only here: nothing is shown as agreed without its words (law 1), a day that has
//! passed ends a thing in the view and nowhere else (law 7), and what is private is seen by its owner alone (law 11).
//! It judges nothing: who agreed to what comes from the fold.

use countersign_domain::act::Choice;
use countersign_domain::dates::LatestDay;
use countersign_domain::state::PartState;
use countersign_domain::{Act, ActId, AgreementId, Deed, PartId, Role, VersionId};
use countersign_sync::Body;
use countersign_vault::{self as vault, View};

use crate::book::Book;
use crate::codes::Result;
use crate::names;
use crate::view;

/// The first names of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) client: String,
    pub(crate) keyworker: String,
}

impl Names {
    /// As the owner wrote them.
    pub(crate) fn of_row(row: &vault::AgreementRow) -> Self {
        let (client, keyworker) = match row.role {
            Role::Client => (&row.own_name, &row.other_name),
            Role::Keyworker => (&row.other_name, &row.own_name),
        };
        Self {
            client: client.clone(),
            keyworker: keyworker.clone(),
        }
    }

    /// One of the two.
    pub(crate) fn of(&self, role: Role) -> &str {
        match role {
            Role::Client => &self.client,
            Role::Keyworker => &self.keyworker,
        }
    }
}

/// One agreement, its words, and who reads it.
pub(crate) struct Page<'a> {
    pub(crate) id: AgreementId,
    pub(crate) book: &'a Book,
    pub(crate) rows: View<'a>,
    pub(crate) reader: Role,
    pub(crate) names: Names,
    pub(crate) latest: LatestDay,
}

/// The words of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Words {
    /// It was made without any.
    None,
    /// They are here.
    Here(Body),
    /// They have not come.
    NotHere,
    /// They were erased.
    Erased,
}

impl Words {
    /// Those that a row keeps of an act that has some.
    pub(crate) fn kept(rows: View<'_>, agreement: AgreementId, act: ActId) -> Result<Self> {
        Ok(match rows.body(agreement, act)? {
            vault::Body::NotHere => Self::NotHere,
            vault::Body::Erased => Self::Erased,
            // It was checked against its commitment when it came; one that still does not read says nothing.
            vault::Body::Here(bytes) => Body::parse(&bytes).map_or(Self::NotHere, Self::Here),
        })
    }

    /// The body, if it is here.
    pub(crate) fn body(&self) -> Option<&Body> {
        match self {
            Self::Here(body) => Some(body),
            Self::None | Self::NotHere | Self::Erased => None,
        }
    }

    /// The main words, if they are here.
    pub(crate) fn text(&self) -> Option<String> {
        self.body().and_then(crate::terms::words_of)
    }

    pub(crate) fn state(&self) -> view::WordsState {
        match self {
            Self::None | Self::Here(_) => view::WordsState::Here,
            Self::NotHere => view::WordsState::NotHere,
            Self::Erased => view::WordsState::Erased,
        }
    }
}

/// What both agree on, as far as it may be shown and used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreed {
    /// Nothing holds.
    Nothing,
    /// This version holds, and the words that the client said yes to are here.
    To(VersionId),
    /// It holds, and its last day has passed, or the agreement was ended under it.
    Past(VersionId),
    /// It holds, and the words are not here, or not the same that the client said yes to.
    WithoutWords(VersionId),
}

impl Agreed {
    /// The version that may be shown and used as agreed.
    pub(crate) fn shown(self) -> Option<VersionId> {
        match self {
            Self::To(version) => Some(version),
            Self::Nothing | Self::Past(_) | Self::WithoutWords(_) => None,
        }
    }
}

/// One part with its acts, for those who draw it.
pub(crate) struct Drawn<'a> {
    pub(crate) id: PartId,
    pub(crate) state: PartState,
    pub(crate) acts: Vec<&'a Act>,
    pub(crate) agreed: Agreed,
}

impl<'a> Page<'a> {
    /// The words of an act.
    pub(crate) fn words(&self, act: &Act) -> Result<Words> {
        if act.header.commitment.is_none() {
            return Ok(Words::None);
        }
        self.body(act.id)
    }

    /// The body of an act that has one.
    pub(crate) fn body(&self, act: ActId) -> Result<Words> {
        Words::kept(self.rows, self.id, act)
    }

    /// One part, unless it is a decision or not here.
    pub(crate) fn drawn(&self, id: PartId) -> Result<Option<Drawn<'a>>> {
        let Some(state) = self.book.agreement().part(id) else {
            return Ok(None);
        };
        let acts = self.book.acts_of(id);
        let agreed = self.agreed(&state, &acts)?;
        Ok(Some(Drawn {
            id,
            state,
            acts,
            agreed,
        }))
    }

    fn agreed(&self, state: &PartState, acts: &[&Act]) -> Result<Agreed> {
        let Some(version) = state.holds else {
            return Ok(Agreed::Nothing);
        };
        if !self.same_words_agreed(version, acts)? {
            return Ok(Agreed::WithoutWords(version));
        }
        let until = acts
            .iter()
            .find(|act| act.id == version)
            .and_then(|act| crate::terms::suggestion(act))
            .and_then(|suggestion| suggestion.until);
        // What somebody ended gives no power, and lasts no longer (fold §4.4).
        let ended = state.kind.gives_power() && !self.book.agreement().ended_by().is_empty();
        Ok(if ended || self.latest.is_past(until) {
            Agreed::Past(version)
        } else {
            Agreed::To(version)
        })
    }

    /// Whether the words of a version are here, and are those that each yes to it repeats (law 1).
    fn same_words_agreed(&self, version: VersionId, acts: &[&Act]) -> Result<bool> {
        let Words::Here(words) = self.body(version)? else {
            return Ok(false);
        };
        for role in Role::BOTH {
            let yes = acts.iter().rfind(|act| {
                act.header.author == role
                    && matches!(act.header.deed, Deed::Answer { version: to, choice: Choice::Yes, .. } if to == version)
            });
            if let Some(yes) = yes {
                match self.words(yes)? {
                    Words::Here(repeated) if Body::same_words(&words, &repeated) => {}
                    Words::Here(_) | Words::None | Words::NotHere | Words::Erased => {
                        return Ok(false);
                    }
                }
            }
        }
        Ok(true)
    }

    /// When an act was made and came here.
    pub(crate) fn stamp(&self, act: &Act) -> view::Stamp {
        view::Stamp {
            claimed: view::Moment(act.header.claimed.0),
            arrived: self.book.arrived(act.id).map(view::Moment),
        }
    }

    /// Whether the first act saw the second.
    pub(crate) fn saw(&self, later: ActId, earlier: ActId) -> bool {
        self.book.agreement().saw(later, earlier)
    }

    /// The reader's role, for a face.
    pub(crate) fn role(&self) -> view::Role {
        names::role_view(self.reader)
    }
}
